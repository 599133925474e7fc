import { stableGuid } from "../../store/guid.ts";
import { label, managedProperty } from "../definition.ts";
import type { ColumnSource } from "./columnSource.ts";
import { columnTypes, typeOfColumn } from "./columnTypes.ts";
import {
  complex,
  enumeration,
  flag,
  guid,
  type Kind,
  labelled,
  managed,
  moment,
  type Properties,
  text,
  typeName,
  whole,
} from "./kind.ts";

export const columnId = (table: string, column: string): string => stableGuid(`column:${table}.${column}`);

const idOf = ({ table, column }: ColumnSource): string => columnId(table.name, column.logicalName);

/** Types whose `AttributeType` is not their name. */
const attributeTypes: Readonly<Record<string, string>> = {
  MultiSelectPicklist: "Virtual",
  File: "Virtual",
  Image: "Virtual",
};

const isReal = flag<ColumnSource>(({ isShadow }) => !isShadow);
const no = flag<ColumnSource>(() => false);
const nothing = text<ColumnSource>(() => null);

const identity: Properties<ColumnSource> = {
  MetadataId: guid(idOf),
  HasChanged: flag(() => null),
  AttributeOf: text(({ of }) => of ?? null),
  AttributeType: enumeration("AttributeTypeCode", ({ column, isVirtual }) =>
    isVirtual ? "Virtual" : (attributeTypes[column.type] ?? column.type),
  ),
  ColumnNumber: whole(({ number }) => number),
  DeprecatedVersion: nothing,
  IntroducedVersion: text(({ column }) => (column.custom ? "1.0.0.0" : "5.0.0.0")),
  EntityLogicalName: text(({ table }) => table.name),
  IsCustomAttribute: flag(({ column }) => column.custom),
  IsPrimaryId: flag(({ column, table }) => column.logicalName === table.primaryId),
  IsValidODataAttribute: isReal,
  IsPrimaryName: flag(({ column, table }) => column.logicalName === table.definition.primaryName),
  IsValidForCreate: flag(({ column }) => column.validForCreate),
  IsValidForRead: flag(({ column }) => column.validForRead !== false),
  IsValidForUpdate: flag(({ column }) => column.validForUpdate),
  CanBeSecuredForRead: flag(({ column, isShadow }) => column.custom && !isShadow),
  CanBeSecuredForCreate: flag(({ column, isShadow }) => column.custom && !isShadow),
  CanBeSecuredForUpdate: flag(({ column, isShadow }) => column.custom && !isShadow),
  IsSecured: no,
  IsRetrievable: flag(({ column, isShadow }) => !column.custom && !isShadow),
  IsFilterable: no,
  IsSearchable: no,
  IsManaged: flag(({ column }) => !column.custom),
  LinkedAttributeId: guid(() => null),
  LogicalName: text(({ column }) => column.logicalName),
  IsValidForForm: isReal,
  IsRequiredForForm: no,
  IsValidForGrid: isReal,
  SchemaName: text(({ column }) => column.schemaName),
  ExternalName: nothing,
  IsLogical: flag(({ isShadow }) => isShadow),
  IsDataSourceSecret: no,
  InheritsFrom: nothing,
  CreatedOn: moment(),
  ModifiedOn: moment(),
  SourceType: whole(({ column, isVirtual }) => (column.targets === undefined && !isVirtual ? 0 : null)),
  AutoNumberFormat: text(({ column }) => (column.type === "String" ? "" : null)),
};

const labelOf = (member: "label" | "description") =>
  labelled<ColumnSource>(({ table, column }) =>
    label(column[member], column.translations?.[member], {
      origin: `column:${table.name}.${column.logicalName}:${member}`,
      isManaged: !column.custom,
    }),
  );

const described: Properties<ColumnSource> = {
  AttributeTypeName: complex("AttributeTypeDisplayName", ({ column, isVirtual }) => ({
    Value: isVirtual ? "VirtualType" : `${column.type}Type`,
  })),
  Description: labelOf("description"),
  DisplayName: labelOf("label"),
  IsAuditEnabled: managed("canmodifyauditsettings", ({ isShadow }) => !isShadow),
  IsGlobalFilterEnabled: managed("canmodifyglobalfiltersettings", false),
  IsSortableEnabled: managed("canmodifyissortablesettings", false),
  IsCustomizable: managed("iscustomizable", true),
  IsRenameable: managed("isrenameable", true),
  IsValidForAdvancedFind: managed("canmodifysearchsettings", ({ isShadow }) => !isShadow),
  RequiredLevel: complex("AttributeRequiredLevelManagedProperty", ({ column }) =>
    managedProperty(
      column.required,
      "canmodifyrequirementlevelsettings",
      column.required !== "SystemRequired",
    ),
  ),
  CanModifyAdditionalSettings: managed("canmodifyadditionalsettings", true),
  Settings: { type: `Collection(${typeName("AttributeSetting")})`, read: () => [] },
};

const base: Kind<ColumnSource> = {
  type: typeName("AttributeMetadata"),
  properties: { ...identity, ...described },
  idOf,
  keyProperty: "LogicalName",
  settingsOf: ({ column }) => column.settings,
};

const derived: ReadonlyMap<string, Kind<ColumnSource>> = new Map(
  Object.entries(columnTypes).map(([name, properties]) => [
    typeName(name),
    { ...base, type: typeName(name), properties: { ...identity, ...properties, ...described } },
  ]),
);

/** A column (AttributeMetadata EntityType) with the kinds that derive from it. */
export const columnKind: Kind<ColumnSource> = {
  ...base,
  derived,
  kindOf: (source) =>
    (source.isVirtual ? undefined : derived.get(typeName(typeOfColumn(source.column)))) ?? base,
};
