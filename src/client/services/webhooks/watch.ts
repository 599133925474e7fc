/** The messages that a webhook can be registered for here, as Dataverse spells them. */
export type WatchedMessage = "Create" | "Update" | "Delete" | "Associate" | "Disassociate";

export const watchedMessages: readonly WatchedMessage[] = [
  "Create",
  "Update",
  "Delete",
  "Associate",
  "Disassociate",
];

/** Associations belong to no table: their steps hear of all tables (Microsoft, "Event framework"). */
export const isAssociation = (message: string): boolean =>
  message === "Associate" || message === "Disassociate";

/** What a flow wants to hear of. Columns are logical names, `table.column` for one table alone, or `*` for all of them. */
export interface Watch {
  /** Logical or entity set names, at least one. */
  readonly tables: readonly string[];
  readonly messages: readonly WatchedMessage[];
  /** An update counts only when it sends one of these columns; any update when empty. */
  readonly filteringColumns: readonly string[];
  readonly preImageColumns: readonly string[];
  readonly postImageColumns: readonly string[];
  readonly mode: "asynchronous" | "synchronous";
}

/** A table with the names that steps and reads need. */
export interface WatchedTable {
  readonly logicalName: string;
  readonly entitySet: string;
}
