import { jsonObject } from "../../http/jsonBody.ts";
import type { DataverseRequest } from "../../http/message.ts";
import { jsonObjects } from "../jsonObject.ts";
import type { ServiceContext } from "../serviceContext.ts";

/**
 * Which of the tables, named by entity set or logical name, are elastic: those take change sets, but do not roll them
 * back (Microsoft, "Elastic tables for developers"). None when the definitions cannot be read.
 */
export const elasticAmong = async (
  context: ServiceContext,
  tables: readonly string[],
): Promise<readonly string[]> => {
  const request: DataverseRequest = {
    operation: "Look up the elastic tables",
    method: "GET",
    path: "EntityDefinitions?$select=LogicalName,EntitySetName&$filter=TableType%20eq%20'Elastic'",
    repeat: "read",
  };
  try {
    const definitions = jsonObjects(request, jsonObject(request, await context.send(request)));
    const names = new Set(
      definitions
        .flatMap((table) => [table["LogicalName"], table["EntitySetName"]])
        .map((name) => String(name).toLowerCase()),
    );
    return [...new Set(tables)].filter((table) => names.has(table.toLowerCase()));
  } catch (error) {
    context.log.debug("The elastic tables could not be looked up.", { reason: String(error) });
    return [];
  }
};
