import { jsonObject } from "../../http/jsonBody.ts";
import type { DataverseRequest } from "../../http/message.ts";
import { type DefinitionQuery, definitionQuery, equalsText } from "../../odata/definitionQuery.ts";
import type { TableReference } from "../../odata/tableReference.ts";
import type { JsonObject } from "../jsonObject.ts";
import type { ServiceContext } from "../serviceContext.ts";
import type { TableDefinitions } from "../tables/tableDefinitions.ts";
import { readTables } from "./readTables.ts";

export interface TableDefinitionOptions {
  /** As which kind of name to try a name first; the other one is tried when there is no such table. */
  readonly lookUpBy: "logicalName" | "entitySetName";
  /** Properties such as `DisplayName`; all of the table's own when empty. */
  readonly properties?: readonly string[] | undefined;
  /** Adds `Attributes`, the definitions of the columns. */
  readonly includeAttributes?: boolean | undefined;
}

/** The definition of a table as Dataverse sends it, for one request when the name is of the kind that is tried first. */
export const readTableDefinition = async (
  context: ServiceContext,
  definitions: TableDefinitions,
  { reference, ...options }: TableDefinitionOptions & { readonly reference: TableReference },
): Promise<JsonObject> => {
  const query: DefinitionQuery = {
    select: options.properties,
    ...(options.includeAttributes === true && { expand: "Attributes" }),
  };
  const bySet =
    options.lookUpBy === "entitySetName" && reference.by === "name"
      ? await definitionBySet(context, reference.value, query)
      : undefined;
  return (
    bySet ??
    definitions.run(reference, async ({ path, name }) => {
      const request: DataverseRequest = {
        operation: `Get the metadata of ${name}`,
        method: "GET",
        path: `${path}${definitionQuery(query)}`,
        repeat: "read",
      };
      return jsonObject(request, await context.send(request));
    })
  );
};

/** `EntitySetName` is no key of a definition, but it can be filtered by. */
const definitionBySet = async (
  context: ServiceContext,
  entitySet: string,
  query: DefinitionQuery,
): Promise<JsonObject | undefined> => {
  const [definition] = await readTables(context, {
    operation: `Get the metadata of ${entitySet}`,
    ...query,
    filter: equalsText("EntitySetName", entitySet),
    shape: (table) => table,
  });
  return definition;
};
