import { largestPage } from "../odata/prefer.ts";
import type { Condition } from "../query/model.ts";
import type { Table } from "../schema/schema.ts";
import type { DataRequest } from "../server/message.ts";
import { isElastic, partitionColumn, partitionOption } from "./partition.ts";

/** Microsoft, Elastic tables for developers. */
const largestElasticPage = 500;

/** How many rows a page has: as many as the client prefers, up to what the table allows. */
export const pageSizeOf = ({ prefer }: DataRequest, table: Table): number =>
  Math.min(prefer.maxPageSize ?? largestPage, isElastic(table) ? largestElasticPage : largestPage);

/** Keeps the rows of the partition that `?partitionId=` names; all rows of a standard table. */
export const wherePartition = (
  request: DataRequest,
  table: Table,
  where: Condition | undefined,
): Condition | undefined => {
  const partition = isElastic(table) ? partitionOption(request) : undefined;
  if (partition === undefined) {
    return where;
  }
  const path = { hops: [], table: table.name, column: partitionColumn };
  const own: Condition = { kind: "compareValue", operator: "eq", path, value: partition };
  return where === undefined ? own : { kind: "and", conditions: [own, where] };
};
