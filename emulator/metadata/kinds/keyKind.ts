import type { AlternateKeyDefinition, InactiveKey, TableDefinition } from "../../schema/model.ts";
import { stableGuid } from "../../store/guid.ts";
import { label } from "../definition.ts";
import { enumeration, flag, guid, type Kind, labelled, list, managed, text, typeName } from "./kind.ts";

export interface KeySource {
  readonly table: TableDefinition;
  readonly key: AlternateKeyDefinition;
  readonly status: InactiveKey["status"] | "Active";
}

export const keyId = (table: string, key: string): string => stableGuid(`key:${table}.${key.toLowerCase()}`);

export const keySources = (table: TableDefinition): readonly KeySource[] => [
  ...table.alternateKeys.map((key) => ({ table, key, status: "Active" as const })),
  ...(table.inactiveKeys ?? []).map((key) => ({ table, key, status: key.status })),
];

const isCustom = ({ key }: KeySource): boolean => /^[a-z0-9]+_/i.test(key.name);

/** An alternate key (EntityKeyMetadata EntityType). */
export const keyKind: Kind<KeySource> = {
  type: typeName("EntityKeyMetadata"),
  idOf: ({ table, key }) => keyId(table.logicalName, key.name),
  keyProperty: "LogicalName",
  properties: {
    EntityKeyIndexStatus: enumeration("EntityKeyIndexStatus", ({ status }) => status),
    EntityLogicalName: text(({ table }) => table.logicalName),
    IntroducedVersion: text((source) => (isCustom(source) ? "1.0.0.0" : "5.0.0.0")),
    IsExportKey: flag(() => false),
    IsManaged: flag((source) => !isCustom(source)),
    IsSecondaryKey: flag(() => false),
    IsSynchronous: flag(() => false),
    KeyAttributes: list("Edm.String", ({ key }) => key.columns),
    LogicalName: text(({ key }) => key.name.toLowerCase()),
    SchemaName: text(({ key }) => key.name),
    MetadataId: guid(({ table, key }) => keyId(table.logicalName, key.name)),
    HasChanged: flag(() => null),
    DisplayName: labelled((source) =>
      label(source.key.label ?? source.key.name, undefined, {
        origin: `key:${source.table.logicalName}.${source.key.name}`,
        isManaged: !isCustom(source),
      }),
    ),
    IsCustomizable: managed("iscustomizable", isCustom),
  },
};
