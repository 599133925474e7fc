import { methodNotAllowed } from "../../errors/refusals.ts";
import { changeTable } from "../../organization/edits.ts";
import type { ColumnType, TableDefinition } from "../../schema/model.ts";
import { noContent } from "../../server/message.ts";
import { keyId, keySources } from "../kinds/keyKind.ts";
import { findItem } from "../listing.ts";
import { keyListing } from "../listings.ts";
import type { Writers } from "../metadataResource.ts";
import {
  checkSchemaName,
  invalidDefinition,
  type Json,
  listAt,
  objectAt,
  parseBody,
  readLabel,
  requiredText,
} from "./body.ts";
import { created } from "./created.ts";
import { nameTaken } from "./tableWriters.ts";

/** Limits of alternate keys (Microsoft, Define alternate keys for a table). */
const mostKeys = 10;
const mostColumns = 16;
const mostBytes = 900;

/** Column types that can be in a key, with the bytes they take there. */
const sizes: Partial<Record<ColumnType, number>> = {
  Decimal: 17,
  Integer: 4,
  DateTime: 8,
  Lookup: 16,
  Picklist: 4,
};

const sizeOf = (table: TableDefinition, name: string): number => {
  const column = table.columns.find(({ logicalName }) => logicalName === name);
  if (column === undefined) {
    throw invalidDefinition(`The table ${table.logicalName} has no column '${name}' for a key.`);
  }
  const size = column.type === "String" ? (column.maxLength ?? 0) * 2 : sizes[column.type];
  if (size === undefined) {
    throw invalidDefinition(`The column '${name}' is of type ${column.type}, which cannot be part of a key.`);
  }
  return size;
};

const columnsOf = (table: TableDefinition, json: Json): readonly string[] => {
  const columns = listAt(json, "KeyAttributes").map(String);
  if (columns.length === 0 || new Set(columns).size !== columns.length) {
    throw invalidDefinition("KeyAttributes must name the columns of the key, each once.");
  }
  const bytes = columns.map((name) => sizeOf(table, name)).reduce((sum, size) => sum + size, 0);
  if (columns.length > mostColumns || bytes > mostBytes) {
    throw invalidDefinition(
      `A key has at most ${mostColumns} columns and ${mostBytes} bytes; this one has ${columns.length} and ${bytes}.`,
    );
  }
  return columns;
};

const checkNew = (table: TableDefinition, name: string, columns: readonly string[]): void => {
  const keys = keySources(table).map(({ key }) => key);
  if (keys.some((key) => key.name.toLowerCase() === name.toLowerCase())) {
    throw nameTaken(name);
  }
  const twin = keys.find((key) => [...key.columns].sort().join() === [...columns].sort().join());
  if (twin !== undefined) {
    throw invalidDefinition(`The key ${twin.name} has the same columns already.`);
  }
  if (keys.length >= mostKeys) {
    throw invalidDefinition(`A table has at most ${mostKeys} alternate keys.`);
  }
};

const tableOf = (table: TableDefinition | undefined): TableDefinition => {
  if (table === undefined) {
    throw new Error("Keys are written below a table.");
  }
  return table;
};

/** A new key is Pending, and can be used when the background has made it Active. */
export const keyWriters: Writers = {
  create: (session, parent) => {
    const table = tableOf(parent);
    const json = parseBody("EntityDefinitions", session.request.body);
    const name = requiredText(json, "SchemaName");
    checkSchemaName(name);
    const columns = columnsOf(table, json);
    checkNew(table, name, columns);
    const label = readLabel(objectAt(json, "DisplayName")).text;
    const key = {
      name,
      columns,
      status: "Pending" as const,
      since: session.dataverse.now(),
      ...(label !== undefined && { label }),
    };
    session.dataverse.catalog.change(
      changeTable(table.logicalName, (current) => ({
        ...current,
        inactiveKeys: [...(current.inactiveKeys ?? []), key],
      })),
    );
    return created(session, keyId(table.logicalName, name));
  },
  replace: () => {
    throw methodNotAllowed("PUT");
  },
  remove: (session, key, parent) => {
    const table = tableOf(parent);
    const { name } = findItem(keyListing(table), key).key;
    session.dataverse.catalog.change(
      changeTable(table.logicalName, (current) => ({
        ...current,
        alternateKeys: current.alternateKeys.filter((known) => known.name !== name),
        inactiveKeys: (current.inactiveKeys ?? []).filter((known) => known.name !== name),
      })),
    );
    return noContent();
  },
};
