import type { AttributeReference } from "../../../odata/attributeReference.ts";
import type { TableReference } from "../../../odata/tableReference.ts";
import type { JsonObject } from "../../jsonObject.ts";
import type { RecordPage } from "../../queries/recordPage.ts";
import type { ServiceContext } from "../../serviceContext.ts";
import type { TableDefinitions } from "../../tables/tableDefinitions.ts";
import { createAttribute, type NewAttributeRequest } from "./createAttribute.ts";
import { type AttributeList, type ListOptions, listAttributes } from "./listAttributes.ts";
import {
  type AttributeQuery,
  type AttributeSelection,
  getAttribute,
  queryAttributes,
} from "./readAttributes.ts";
import { type AttributeChangeRequest, updateAttribute } from "./updateAttribute.ts";

/** The attributes (columns) of tables. A table named by its entity set costs two more requests. */
export interface Attributes {
  readonly list: (table: TableReference, options: ListOptions) => Promise<AttributeList>;
  readonly query: (table: TableReference, query: AttributeQuery) => Promise<RecordPage>;
  readonly get: (
    table: TableReference,
    attribute: AttributeReference,
    selection?: AttributeSelection,
  ) => Promise<JsonObject>;
  /** The attribute as it was read back. */
  readonly create: (request: NewAttributeRequest) => Promise<JsonObject>;
  /** The attribute as it was read back, or as it was sent when it is not published. */
  readonly update: (request: AttributeChangeRequest) => Promise<JsonObject>;
}

export const createAttributes = (context: ServiceContext, tables: TableDefinitions): Attributes => ({
  list: (table, options) => tables.run(table, (place) => listAttributes(context, place, options)),
  query: (table, query) => tables.run(table, (place) => queryAttributes(context, place, query)),
  get: (table, attribute, selection = {}) =>
    tables.run(table, (place) => getAttribute(context, { table: place, attribute }, selection)),
  create: (request) => createAttribute(context, tables, request),
  update: (request) => updateAttribute(context, tables, request),
});
