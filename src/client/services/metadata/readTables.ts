import { jsonObject } from "../../http/jsonBody.ts";
import { mapJsonItems } from "../../http/jsonItems.ts";
import type { DataverseRequest } from "../../http/message.ts";
import { type DefinitionQuery, definitionQuery } from "../../odata/definitionQuery.ts";
import { isJsonObject, type JsonObject, jsonObjects } from "../jsonObject.ts";
import type { ServiceContext } from "../serviceContext.ts";

export interface TablesQuery<Table> extends DefinitionQuery {
  readonly operation: string;
  /** What to keep of a definition. */
  readonly shape: (definition: JsonObject) => Table;
}

/**
 * Reads definitions of tables, in the server's order. They come all at once (Microsoft, "Query table definitions using
 * the Web API"), which makes many megabytes of a large environment: so a query names the properties it needs, and what
 * is kept of each definition is made before the next one is looked at.
 */
export const readTables = async <Table>(
  context: ServiceContext,
  { operation, shape, ...query }: TablesQuery<Table>,
): Promise<readonly Table[]> => {
  const request: DataverseRequest = {
    operation,
    method: "GET",
    path: `EntityDefinitions${definitionQuery(query)}`,
    repeat: "read",
  };
  const response = await context.send(request);
  const tables = mapJsonItems(response, (item) => (isJsonObject(item) ? shape(item) : undefined));
  return tables?.every((table) => table !== undefined)
    ? tables
    : jsonObjects(request, jsonObject(request, response)).map(shape);
};
