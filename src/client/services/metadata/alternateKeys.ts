import { jsonObject } from "../../http/jsonBody.ts";
import type { DataverseRequest } from "../../http/message.ts";
import { definitionQuery } from "../../odata/definitionQuery.ts";
import { jsonObjects } from "../jsonObject.ts";
import type { ServiceContext } from "../serviceContext.ts";
import type { TablePlace } from "../tables/tableDefinitions.ts";
import { textIn } from "./definitionValues.ts";
import { labelOrName } from "./label.ts";

/** A combination of columns by which records can be addressed. */
export interface AlternateKeyDefinition {
  readonly name: string;
  readonly label: string;
  readonly columns: readonly string[];
  /** A key works once its index is built (Microsoft, "Define alternate keys for a table"). */
  readonly isActive: boolean;
}

export const readAlternateKeys = async (
  context: ServiceContext,
  { path, name }: TablePlace,
): Promise<readonly AlternateKeyDefinition[]> => {
  const select = ["LogicalName", "DisplayName", "KeyAttributes", "EntityKeyIndexStatus"];
  const request: DataverseRequest = {
    operation: `List the alternate keys of ${name}`,
    method: "GET",
    path: `${path}/Keys${definitionQuery({ select })}`,
    repeat: "read",
  };
  return jsonObjects(request, jsonObject(request, await context.send(request))).map((key) => {
    const columns: unknown = key["KeyAttributes"];
    const logicalName = textIn(key, "LogicalName") ?? "";
    return {
      name: logicalName,
      label: labelOrName(key["DisplayName"], logicalName),
      columns: Array.isArray(columns) ? columns.map(String) : [],
      isActive: key["EntityKeyIndexStatus"] === "Active",
    };
  });
};
