import { textLiteral } from "../../../odata/literal.ts";
import { queryString } from "../../../odata/query.ts";
import { isJsonObject } from "../../jsonObject.ts";
import { readPage } from "../../queries/recordPage.ts";
import type { ServiceContext } from "../../serviceContext.ts";
import type { BulkAction } from "../bulkCall.ts";
import type { BulkTable } from "./bulkTable.ts";

/**
 * What each action needs. UpsertMultiple is never listed: it is there when the other two are, and DeleteMultiple on
 * elastic tables alone (Microsoft, "Use bulk operation messages").
 */
const NEEDED: Readonly<Record<Exclude<BulkAction, "delete">, readonly string[]>> = {
  create: ["CreateMultiple"],
  update: ["UpdateMultiple"],
  upsert: ["CreateMultiple", "UpdateMultiple"],
};

export interface BulkMessageQuestion {
  readonly table: BulkTable;
  readonly action: BulkAction;
  /** A single request will do: then trying the message costs no more than looking it up. */
  readonly once: boolean;
}

/**
 * Whether to write to the table by the bulk message of an action. Elastic tables take all of them. Of standard tables it is
 * looked up, for one request; where it is not, or cannot be, the message is tried: a table that does not take it says so.
 */
export const takesBulkMessage = async (
  context: ServiceContext,
  { table, action, once }: BulkMessageQuestion,
): Promise<boolean> => {
  if (table.isElastic || action === "delete") {
    return table.isElastic;
  }
  return once || isListed(context, table, action);
};

const isListed = async (
  context: ServiceContext,
  table: BulkTable,
  action: Exclude<BulkAction, "delete">,
): Promise<boolean> => {
  const needed = NEEDED[action];
  const names = needed.map((name) => `sdkmessageid/name eq ${textLiteral(name).literal}`).join(" or ");
  const query = queryString({
    select: ["sdkmessagefilterid"],
    filter: `primaryobjecttypecode eq ${textLiteral(table.logicalName).literal} and (${names})`,
    expand: ["sdkmessageid($select=name)"],
  });
  try {
    const { value } = await readPage(context, {
      operation: `Look up the bulk messages of ${table.entitySet}`,
      method: "GET",
      path: `sdkmessagefilters${query}`,
      repeat: "read",
    });
    const listed = new Set(
      value.map(({ sdkmessageid: message }) => (isJsonObject(message) ? message["name"] : undefined)),
    );
    return needed.every((name) => listed.has(name));
  } catch (error) {
    context.log.debug("The bulk messages of the table could not be looked up.", { reason: String(error) });
    return true;
  }
};
