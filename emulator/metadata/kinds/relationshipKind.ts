import type {
  ColumnDefinition,
  LookupTarget,
  ManyToManyDefinition,
  TableDefinition,
} from "../../schema/model.ts";
import type { Schema } from "../../schema/schema.ts";
import { stableGuid } from "../../store/guid.ts";
import { label } from "../definition.ts";
import {
  complex,
  enumeration,
  flag,
  guid,
  type Kind,
  list,
  managed,
  type Properties,
  text,
  typeName,
  whole,
} from "./kind.ts";

export interface OneToManySource {
  readonly kind: "1:N";
  readonly schemaName: string;
  readonly child: TableDefinition;
  readonly column: ColumnDefinition;
  readonly target: LookupTarget;
  /** Primary id of the table the lookup points to. */
  readonly referencedAttribute: string;
}

export interface ManyToManySource {
  readonly kind: "N:N";
  readonly schemaName: string;
  readonly definition: ManyToManyDefinition;
}

export type RelationshipSource = OneToManySource | ManyToManySource;

export const relationshipId = (schemaName: string): string =>
  stableGuid(`relationship:${schemaName.toLowerCase()}`);

/** An owner is one relationship for several tables here; only one of them can be called by the plain name. */
const idOf = (source: RelationshipSource): string =>
  relationshipId(
    source.kind === "1:N" && source.column.type === "Owner"
      ? `${source.schemaName}:${source.target.table}`
      : source.schemaName,
  );

const listRelationships = (schema: Schema): readonly RelationshipSource[] => [
  ...[...schema.tables.values()].flatMap(({ definition: child }) =>
    child.columns.flatMap((column) =>
      (column.targets ?? []).map((target) => ({
        kind: "1:N" as const,
        schemaName: target.relationship,
        child,
        column,
        target,
        referencedAttribute: schema.tables.get(target.table)?.primaryId ?? `${target.table}id`,
      })),
    ),
  ),
  ...schema.manyToMany.map((definition) => ({
    kind: "N:N" as const,
    schemaName: definition.schemaName,
    definition,
  })),
];

const listed = new WeakMap<Schema, readonly RelationshipSource[]>();

export const relationshipSources = (schema: Schema): readonly RelationshipSource[] => {
  const known = listed.get(schema) ?? listRelationships(schema);
  listed.set(schema, known);
  return known;
};

const isCustom = ({ schemaName }: RelationshipSource): boolean => schemaName.startsWith("new_");

const common: Properties<RelationshipSource> = {
  IsCustomRelationship: flag((source) => (source.kind === "1:N" ? source.column.custom : isCustom(source))),
  IsValidForAdvancedFind: flag(() => true),
  SchemaName: text(({ schemaName }) => schemaName),
  SecurityTypes: enumeration("SecurityTypes", ({ kind }) => (kind === "1:N" ? "Append" : "None")),
  IsManaged: flag((source) => (source.kind === "1:N" ? !source.column.custom : !isCustom(source))),
  RelationshipType: enumeration("RelationshipType", ({ kind }) =>
    kind === "1:N" ? "OneToManyRelationship" : "ManyToManyRelationship",
  ),
  IntroducedVersion: text((source) => (isCustom(source) ? "1.0.0.0" : "5.0.0.0")),
  MetadataId: guid(idOf),
  HasChanged: flag(() => null),
  IsCustomizable: managed("iscustomizable", true),
};

const one =
  <V>(read: (source: OneToManySource) => V) =>
  (source: RelationshipSource): V | null =>
    source.kind === "1:N" ? read(source) : null;

const many =
  <V>(read: (definition: ManyToManyDefinition) => V) =>
  (source: RelationshipSource): V | null =>
    source.kind === "N:N" ? read(source.definition) : null;

const menu = (behavior: string) => ({
  Behavior: behavior,
  Group: "Details",
  Order: 10_000,
  IsCustomizable: true,
  Icon: null,
  ViewId: "00000000-0000-0000-0000-000000000000",
  AvailableOffline: true,
  MenuId: null,
  QueryApi: null,
  Label: label(undefined, undefined, { origin: "menu", isManaged: false }),
});

/** Only deletions cascade here (Microsoft, Configure table relationship cascading behavior). */
const cascade = ({ target }: OneToManySource) => ({
  Assign: "NoCascade",
  Delete: target.cascadeDelete ?? "RemoveLink",
  Archive: "RemoveLink",
  Merge: "NoCascade",
  Reparent: "NoCascade",
  Share: "NoCascade",
  Unshare: "NoCascade",
  RollupView: "NoCascade",
});

const shared = { idOf, keyProperty: "SchemaName" } as const;

/** A one-to-many relationship (OneToManyRelationshipMetadata EntityType). */
export const oneToManyKind: Kind<RelationshipSource> = {
  ...shared,
  type: typeName("OneToManyRelationshipMetadata"),
  settingsOf: (source) => (source.kind === "1:N" ? source.target.settings : undefined),
  properties: {
    ReferencedAttribute: text(one(({ referencedAttribute }) => referencedAttribute)),
    ReferencedEntity: text(one(({ target }) => target.table)),
    ReferencingAttribute: text(one(({ column }) => column.logicalName)),
    ReferencingEntity: text(one(({ child }) => child.logicalName)),
    IsHierarchical: flag(() => false),
    EntityKey: text(() => null),
    IsRelationshipAttributeDenormalized: flag(() => false),
    ReferencedEntityNavigationPropertyName: text(
      one(({ target }) => target.collectionProperty ?? target.relationship),
    ),
    ReferencingEntityNavigationPropertyName: text(one(({ target }) => target.navigationProperty)),
    RelationshipBehavior: whole(() => 1),
    IsDenormalizedLookup: flag(() => null),
    DenormalizedAttributeName: text(() => null),
    ...common,
    AssociatedMenuConfiguration: complex("AssociatedMenuConfiguration", () => menu("UseCollectionName")),
    CascadeConfiguration: complex("CascadeConfiguration", one(cascade)),
    RelationshipAttributes: list(typeName("RelationshipAttribute"), () => []),
  },
};

/** A many-to-many relationship (ManyToManyRelationshipMetadata EntityType). */
export const manyToManyKind: Kind<RelationshipSource> = {
  ...shared,
  type: typeName("ManyToManyRelationshipMetadata"),
  properties: {
    Entity1LogicalName: text(many(({ first }) => first.table)),
    Entity2LogicalName: text(many(({ second }) => second.table)),
    IntersectEntityName: text(many(({ intersect }) => intersect)),
    Entity1IntersectAttribute: text(many(({ first }) => first.intersectColumn)),
    Entity2IntersectAttribute: text(many(({ second }) => second.intersectColumn)),
    Entity1NavigationPropertyName: text(many(({ first }) => first.navigationProperty)),
    Entity2NavigationPropertyName: text(many(({ second }) => second.navigationProperty)),
    ...common,
    Entity1AssociatedMenuConfiguration: complex("AssociatedMenuConfiguration", () =>
      menu("UseCollectionName"),
    ),
    Entity2AssociatedMenuConfiguration: complex("AssociatedMenuConfiguration", () =>
      menu("UseCollectionName"),
    ),
  },
};

/** Relationships of both kinds, as `RelationshipDefinitions` lists them. */
export const relationshipKind: Kind<RelationshipSource> = {
  ...shared,
  type: typeName("RelationshipMetadataBase"),
  properties: common,
  derived: new Map([oneToManyKind, manyToManyKind].map((kind) => [kind.type, kind])),
  kindOf: ({ kind }) => (kind === "1:N" ? oneToManyKind : manyToManyKind),
};
