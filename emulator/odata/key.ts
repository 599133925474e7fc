import { badRequestUrl, badSyntax } from "../errors/refusals.ts";
import type { AlternateKeyDefinition } from "../schema/model.ts";
import type { Column, Table } from "../schema/schema.ts";
import type { Value } from "../store/columnStore.ts";
import { parseGuid } from "../store/guid.ts";
import { type Literal, parseLiteral } from "./literal.ts";
import { literalFits, literalValue } from "./literalValue.ts";
import { splitOutside } from "./split.ts";

/** Which record a URL means. */
export type RecordKey =
  /** The partition is that of an elastic table's row. */
  | { readonly kind: "id"; readonly id: string; readonly partition?: string | undefined }
  | {
      readonly kind: "alternate";
      readonly key: AlternateKeyDefinition;
      /** In the order of the key's columns. */
      readonly values: readonly Value[];
    };

/** Their OData key is `ownerid` (Microsoft, Use an alternate key to reference a record). */
const keyedByOwner: ReadonlySet<string> = new Set(["systemuser", "team"]);

const invalidKey = ({ type }: Table) =>
  badSyntax(
    `The key in the request URI is not valid for resource '${type}'. Ensure that the names and number of key properties match the declared or alternate key properties for the resource '${type}'.`,
  );

const parsePairs = (text: string): ReadonlyMap<string, Literal> => {
  const pairs = new Map<string, Literal>();
  for (const part of splitOutside(text, ",")) {
    const at = part.indexOf("=");
    const name = part.slice(0, at).trim();
    const literal = parseLiteral(part.slice(at + 1).trim());
    if (at < 0 || literal === undefined || pairs.has(name)) {
      throw badRequestUrl();
    }
    pairs.set(name, literal);
  }
  return pairs;
};

const keyValue = (table: Table, column: Column, literal: Literal | undefined): Value => {
  if (literal === undefined || literal.kind === "null" || !literalFits(column, literal)) {
    throw invalidKey(table);
  }
  return literalValue(literal);
};

const declaredKey = (table: Table, names: ReadonlySet<string>): AlternateKeyDefinition => {
  const key = table.definition.alternateKeys.find(
    ({ columns }) =>
      columns.length === names.size &&
      columns.every((column) => names.has(table.columns.get(column)?.property ?? column)),
  );
  if (key === undefined) {
    throw invalidKey(table);
  }
  return key;
};

const parseNamedKey = (table: Table, text: string): RecordKey => {
  const pairs = parsePairs(text);
  const primary = pairs.get(table.primaryId);
  if (pairs.size === 1 && primary?.kind === "guid" && !keyedByOwner.has(table.name)) {
    return { kind: "id", id: primary.value };
  }
  const partition = pairs.get("partitionid");
  const isElastic = table.definition.tableType === "Elastic";
  if (isElastic && pairs.size === 2 && primary?.kind === "guid" && partition?.kind === "string") {
    return { kind: "id", id: primary.value, partition: partition.value };
  }
  const owner = pairs.get("ownerid");
  if (pairs.size === 1 && owner?.kind === "guid" && keyedByOwner.has(table.name)) {
    return { kind: "id", id: owner.value };
  }
  const key = declaredKey(table, new Set(pairs.keys()));
  const values = key.columns.map((name) => {
    const column = table.columns.get(name);
    if (column === undefined) {
      throw invalidKey(table);
    }
    return keyValue(table, column, pairs.get(column.property));
  });
  return { kind: "alternate", key, values };
};

/** Reads what stands in the parentheses after an entity set: a GUID, the named primary key, or an alternate key. */
export const parseKey = (table: Table, text: string): RecordKey => {
  const id = parseGuid(text.trim());
  if (id !== undefined) {
    return { kind: "id", id };
  }
  if (!text.includes("=") || text.startsWith("@") || /=\s*@/.test(text.replace(/'[^']*'/g, ""))) {
    throw badRequestUrl();
  }
  return parseNamedKey(table, text);
};
