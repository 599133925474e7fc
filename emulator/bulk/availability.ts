import type { Dataverse } from "../organization/dataverse.ts";
import type { Table } from "../schema/schema.ts";
import type { Store } from "../store/store.ts";

/** The bulk messages, each with the plain messages it needs. */
const needed = {
  CreateMultiple: ["CreateMultiple"],
  UpdateMultiple: ["UpdateMultiple"],
  UpsertMultiple: ["CreateMultiple", "UpdateMultiple"],
} as const;

export type ListedMessage = keyof typeof needed;

const messageIds = (store: Store, name: string): ReadonlySet<unknown> => {
  const messages = store.table("sdkmessage");
  const [ids, names] = [messages.values("sdkmessageid"), messages.values("name")];
  return new Set(
    messages.order
      .sorted()
      .filter((slot) => names(slot) === name)
      .map(ids),
  );
};

const isListed = (store: Store, table: Table, name: string): boolean => {
  const filters = store.table("sdkmessagefilter");
  const [messages, tables] = [filters.values("sdkmessageid"), filters.values("primaryobjecttypecode")];
  const ids = messageIds(store, name);
  return filters.order.sorted().some((slot) => tables(slot) === table.name && ids.has(messages(slot)));
};

/**
 * Whether a table takes a bulk message: all elastic ones do, of the others those with an `sdkmessagefilter` for it.
 * UpsertMultiple is never listed; it comes with the other two (Microsoft, Use bulk operation messages).
 */
export const takesMessage = ({ schema, store }: Dataverse, table: Table, message: ListedMessage): boolean => {
  if (table.definition.tableType === "Elastic") {
    return true;
  }
  if (!schema.tables.has("sdkmessagefilter") || !schema.tables.has("sdkmessage")) {
    return table.definition.ownership === "UserOwned";
  }
  return needed[message].every((name) => isListed(store, table, name));
};
