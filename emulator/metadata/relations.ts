import type { TableDefinition } from "../schema/model.ts";
import { tableNamed } from "../schema/schema.ts";
import { columnKind } from "./kinds/columnKind.ts";
import { type ColumnSource, columnSources } from "./kinds/columnSource.ts";
import { keyKind, keySources } from "./kinds/keyKind.ts";
import type { Kind, Room } from "./kinds/kind.ts";
import { typeName } from "./kinds/kind.ts";
import { booleanOptionSetKind, columnChoice, optionSetKind } from "./kinds/optionSetKind.ts";
import {
  manyToManyKind,
  oneToManyKind,
  type RelationshipSource,
  relationshipSources,
} from "./kinds/relationshipKind.ts";
import { type Relation, type Relations, toMany, toOne } from "./shape.ts";

export const columnsOf = ({ schema }: Room, { logicalName }: TableDefinition): readonly ColumnSource[] =>
  columnSources(tableNamed(schema, logicalName));

type Part = (source: RelationshipSource, table: string) => boolean;

const parts: Readonly<Record<string, Part>> = {
  OneToManyRelationships: (source, table) => source.kind === "1:N" && source.target.table === table,
  ManyToOneRelationships: (source, table) => source.kind === "1:N" && source.child.logicalName === table,
  ManyToManyRelationships: (source, table) =>
    source.kind === "N:N" &&
    (source.definition.first.table === table || source.definition.second.table === table),
};

/** The relationships of a table that one of its navigation properties leads to. */
export const relationshipsOf = (
  { schema }: Room,
  { logicalName }: TableDefinition,
  name: string,
): readonly RelationshipSource[] =>
  relationshipSources(schema).filter((source) => parts[name]?.(source, logicalName) === true);

export const relationshipKinds: Readonly<Record<string, Kind<RelationshipSource>>> = {
  OneToManyRelationships: oneToManyKind,
  ManyToOneRelationships: oneToManyKind,
  ManyToManyRelationships: manyToManyKind,
};

/** What a table can be expanded by. */
export const tableRelations: Relations<TableDefinition> = [
  toMany("Attributes", columnKind, columnsOf),
  toMany("Keys", keyKind, (_, table: TableDefinition) => keySources(table)),
  ...Object.entries(relationshipKinds).map(
    ([name, kind]): Relation<TableDefinition> =>
      toMany(name, kind, (room, table) => relationshipsOf(room, table, name)),
  ),
];

const choiceTypes: ReadonlySet<string> = new Set(
  ["Picklist", "MultiSelectPicklist", "State", "Status"].map((name) => typeName(`${name}AttributeMetadata`)),
);

/**
 * What columns of a kind can be expanded by: only choices and booleans, and only after a cast to their type. Both
 * properties hold the options, whether the choice is global or not (Microsoft, Query table definitions).
 */
export const columnRelations = ({ type }: Kind<ColumnSource>): Relations<ColumnSource> => {
  const isBoolean = type === typeName("BooleanAttributeMetadata");
  const kind = isBoolean ? booleanOptionSetKind : optionSetKind;
  return isBoolean || choiceTypes.has(type)
    ? [toOne("OptionSet", kind, columnChoice), toOne("GlobalOptionSet", kind, columnChoice)]
    : [];
};
