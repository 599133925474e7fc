import { jsonObject } from "../../http/jsonBody.ts";
import type { DataverseRequest } from "../../http/message.ts";
import { jsonObjects } from "../jsonObject.ts";
import type { ServiceContext } from "../serviceContext.ts";

/** The names under which people know a table. */
export interface TableNames {
  /** Empty for a table that the Web API does not offer. */
  readonly entitySet: string;
  readonly logicalName: string;
  readonly logicalCollectionName: string;
}

export type NameKind = keyof TableNames;

/** The names of all tables. `name` is what they are read for. Undefined when the definitions cannot be read. */
export const readTableNames = async (
  context: ServiceContext,
  name: string,
): Promise<readonly TableNames[] | undefined> => {
  const request: DataverseRequest = {
    operation: `Look up the table ${name}`,
    method: "GET",
    path: "EntityDefinitions?$select=LogicalName,LogicalCollectionName,EntitySetName",
    repeat: "read",
  };
  try {
    const body = jsonObject(request, await context.send(request));
    return jsonObjects(request, body).map((table) => ({
      entitySet: String(table["EntitySetName"] ?? ""),
      logicalName: String(table["LogicalName"] ?? ""),
      logicalCollectionName: String(table["LogicalCollectionName"] ?? ""),
    }));
  } catch (error) {
    context.log.debug("The tables could not be looked up.", { reason: String(error) });
    return undefined;
  }
};

/** The one table that has the name in any case, as the first of the kinds of name that fits. */
export const soleMatch = (
  tables: readonly TableNames[],
  name: string,
  kinds: readonly NameKind[],
): TableNames | undefined => {
  const wanted = name.toLowerCase();
  for (const kind of kinds) {
    const [match, ...others] = tables.filter((table) => table[kind].toLowerCase() === wanted);
    if (match !== undefined && others.length === 0) {
      return match;
    }
  }
  return undefined;
};
