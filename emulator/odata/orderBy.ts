import { badSyntax, notImplemented } from "../errors/refusals.ts";
import type { Order } from "../query/model.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { resolvePath } from "./columnPath.ts";

const shape = /^([A-Za-z_]\w*(?:\/[A-Za-z_]\w*)*)(?:\s+(asc|desc))?$/;

const parseItem = (schema: Schema, table: Table, text: string): Order => {
  const [, names, direction] = shape.exec(text.trim()) ?? [];
  if (names === undefined) {
    throw badSyntax(`Syntax error at position 0 in '${text}'.`);
  }
  const { path, column } = resolvePath(schema, table, names.split("/"));
  if (column.definition.type === "Image") {
    throw notImplemented("$orderby on an image column");
  }
  return { path, descending: direction === "desc", key: column.isLookup ? "recordName" : "value" };
};

/**
 * Reads `$orderby`. Choices sort by their number, lookups by the primary name of the record they point to
 * (Microsoft, Order rows using OData).
 */
export const parseOrderBy = (schema: Schema, table: Table, text: string | undefined): readonly Order[] =>
  text === undefined || text.trim() === ""
    ? []
    : text.split(",").map((item) => parseItem(schema, table, item));
