import type { Session } from "../organization/session.ts";
import type { TableDefinition } from "../schema/model.ts";
import { columnKind } from "./kinds/columnKind.ts";
import type { ColumnSource } from "./kinds/columnSource.ts";
import { type KeySource, keyKind, keySources } from "./kinds/keyKind.ts";
import { globalChoice, globalChoiceKind, type OptionSetSource } from "./kinds/optionSetKind.ts";
import { type RelationshipSource, relationshipKind, relationshipSources } from "./kinds/relationshipKind.ts";
import { tableKind } from "./kinds/tableKind.ts";
import { type Listing, noRelations, roomOf } from "./listing.ts";
import { noSuchChoice, noSuchColumn, noSuchKey, noSuchRelationship, noSuchTable } from "./notFound.ts";
import {
  columnRelations,
  columnsOf,
  relationshipKinds,
  relationshipsOf,
  tableRelations,
} from "./relations.ts";

export const tableListing = (session: Session): Listing<TableDefinition> => ({
  kind: tableKind,
  relations: () => tableRelations,
  items: () => [...roomOf(session).definitions.tables.values()],
  context: "EntityDefinitions",
  missing: noSuchTable,
});

const within = ({ logicalName }: TableDefinition, member: string): string =>
  `EntityDefinitions('${logicalName}')/${member}`;

export const columnListing = (session: Session, table: TableDefinition): Listing<ColumnSource> => ({
  kind: columnKind,
  relations: columnRelations,
  items: () => columnsOf(roomOf(session), table),
  context: within(table, "Attributes"),
  missing: noSuchColumn,
});

export const keyListing = (table: TableDefinition): Listing<KeySource> => ({
  kind: keyKind,
  relations: noRelations,
  items: () => keySources(table),
  context: within(table, "Keys"),
  missing: noSuchKey,
});

/** `OneToManyRelationships` and its like, below a table. */
export const tableRelationshipListing = (
  session: Session,
  table: TableDefinition,
  member: string,
): Listing<RelationshipSource> => ({
  kind: relationshipKinds[member] ?? relationshipKind,
  relations: noRelations,
  items: () => relationshipsOf(roomOf(session), table, member),
  context: within(table, member),
  missing: noSuchRelationship,
});

export const relationshipListing = (session: Session): Listing<RelationshipSource> => ({
  kind: relationshipKind,
  relations: noRelations,
  items: () => relationshipSources(roomOf(session).schema),
  context: "RelationshipDefinitions",
  missing: noSuchRelationship,
});

/** Cannot be filtered (Microsoft, Query table definitions using the Web API). */
export const choiceListing = (session: Session): Listing<OptionSetSource> => ({
  kind: globalChoiceKind,
  relations: noRelations,
  items: () => [...roomOf(session).definitions.choices.values()].map(globalChoice),
  context: "GlobalOptionSetDefinitions",
  missing: noSuchChoice,
  isFilterable: false,
});
