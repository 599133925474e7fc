import { invalidInput } from "../../errors.ts";
import type { ColumnsByTable } from "../metadata/tableColumns.ts";
import type { Messages } from "./messages.ts";
import type { Image, Step } from "./registration.ts";
import { isAssociation, type Watch, type WatchedMessage } from "./watch.ts";
import { columnsPerTable } from "./watchedColumns.ts";

interface Known {
  readonly messages: Messages;
  /** The watched tables by logical name, with their columns when the watch names any. */
  readonly columns: ColumnsByTable;
}

type PerTable = ReturnType<typeof columnsPerTable>;

/** True when the watch names columns, so that those of the tables are needed to check them. */
export const namesColumns = ({ filteringColumns, preImageColumns, postImageColumns }: Watch): boolean =>
  filteringColumns.length + preImageColumns.length + postImageColumns.length > 0;

/** Null is all columns; a table without any of the columns gets no image. */
const imageOf = (alias: Image["alias"], columns: readonly string[] | null | undefined): readonly Image[] => {
  if (columns === null) return [{ alias, attributes: null }];
  return columns === undefined || columns.length === 0 ? [] : [{ alias, attributes: columns.join() }];
};

/** Nothing is there before a creation or after a deletion (Microsoft, "Register a plug-in": Define entity images). */
const hasImage = (message: WatchedMessage, alias: Image["alias"]): boolean =>
  message === "Update" || message === (alias === "before" ? "Delete" : "Create");

const filteringOf = (table: string, filtering: PerTable, isFiltered: boolean): string | null => {
  const columns = filtering.get(table) ?? null;
  if (columns === null) return null;
  if (columns.length > 0) return columns.join();
  if (!isFiltered) return null;
  throw invalidInput(
    `Filtering Columns names no column of ${table}, so every update of it would start the flow. Add one, such as ${table}.statecode, or ${table}.* for every update.`,
  );
};

const noSuchMessage = (message: WatchedMessage, table: string) =>
  invalidInput(
    `Tables: Dataverse offers no webhook for the message ${message} of the table ${table}. Leave the table or the message out.`,
  );

/** The steps for a watch: one for each message of each table, and one for each association of any tables. */
export const wantedSteps = (watch: Watch, { messages, columns }: Known): readonly Step[] => {
  const mode = watch.mode === "synchronous" ? 0 : 1;
  const filtering = columnsPerTable("Filtering Columns", watch.filteringColumns, columns);
  const images = {
    before: columnsPerTable("Pre Image Columns", watch.preImageColumns, columns),
    after: columnsPerTable("Post Image Columns", watch.postImageColumns, columns),
  };
  const stepFor = (message: WatchedMessage, table: string): Step => {
    const filterId = messages.filterOf(message, table);
    if (filterId === undefined) throw noSuchMessage(message, table);
    return {
      ...{ message, messageId: messages.idOf(message), filterId, table, mode },
      filteringAttributes:
        message === "Update" ? filteringOf(table, filtering, watch.filteringColumns.length > 0) : null,
      images: (["before", "after"] as const)
        .filter((alias) => hasImage(message, alias))
        .flatMap((alias) => imageOf(alias, images[alias].get(table))),
    };
  };
  const association = (message: WatchedMessage): Step => ({
    ...{ message, messageId: messages.idOf(message), filterId: null, table: null, mode },
    filteringAttributes: null,
    images: [],
  });
  return watch.messages.flatMap((message) =>
    isAssociation(message)
      ? [association(message)]
      : [...columns.keys()].map((table) => stepFor(message, table)),
  );
};
