import type { Collection } from "../schema/schema.ts";
import type { Value } from "../store/columnStore.ts";

/** A step from a record to the one its lookup points at. Rows that point at another table have nothing there. */
export interface Hop {
  readonly column: string;
  readonly target: string;
}

/** A column of the queried table or of a joined one, or of a table reached from there through lookups. */
export interface ColumnPath {
  /** Alias of the join the path starts from; the queried table when absent. */
  readonly source?: string | undefined;
  readonly hops: readonly Hop[];
  /** Logical name of the table that owns `column`. */
  readonly table: string;
  readonly column: string;
}

export type Comparison = "eq" | "ne" | "gt" | "ge" | "lt" | "le";

/** How rows of another table belong to a row: their column `matching` holds what the row has in `column`. */
export interface Link {
  readonly column: string;
  readonly table: string;
  readonly matching: string;
}

/**
 * What a query keeps. OData filters and FetchXML conditions both become this. Negated conditions keep rows without a
 * value. Ranges, null checks and relative dates are comparisons (see `conditions.ts`).
 */
export type Condition =
  | { readonly kind: "and" | "or"; readonly conditions: readonly Condition[] }
  | {
      readonly kind: "compareValue";
      readonly operator: Comparison;
      readonly path: ColumnPath;
      readonly value: Value;
    }
  | {
      readonly kind: "compareColumns";
      readonly operator: Comparison;
      readonly left: ColumnPath;
      readonly right: ColumnPath;
    }
  /** SQL LIKE: `%`, `_` and `[...]` in the pattern are live. */
  | {
      readonly kind: "like";
      readonly path: ColumnPath;
      readonly pattern: string;
      readonly negated: boolean;
    }
  | {
      readonly kind: "in";
      readonly path: ColumnPath;
      readonly values: readonly Value[];
      readonly negated: boolean;
    }
  /** Whether a multi-select choice has any of the values. */
  | {
      readonly kind: "containsChoice";
      readonly path: ColumnPath;
      readonly choices: readonly number[];
      readonly negated: boolean;
    }
  /** Whether there are linked rows for which `where` holds; its paths start from the linked row. */
  | {
      readonly kind: "exists";
      /** The join that `link.column` belongs to; the queried table when absent. */
      readonly source?: string | undefined;
      readonly link: Link;
      readonly where?: Condition | undefined;
      readonly negated: boolean;
    }
  | { readonly kind: "constant"; readonly value: boolean };

export interface Order {
  readonly path: ColumnPath;
  readonly descending: boolean;
  /** By the stored value, by the primary name of the record a lookup points to, or by the label of a choice. */
  readonly key: "value" | "recordName" | "choiceLabel";
}

/** Where a page ended: the values of its last row in the order's columns, and its primary id. */
export interface Position {
  readonly values: readonly Value[];
  readonly id: string;
}

/** Where to go on: after a row, or, for orders that no cookie can express, after a number of rows. */
export type Continuation =
  | { readonly kind: "after"; readonly position: Position }
  | { readonly kind: "skip"; readonly rows: number };

export interface Query {
  readonly table: string;
  readonly where?: Condition | undefined;
  readonly order: readonly Order[];
  /** Only rows of this collection of the record `id`, which leads to `table`. */
  readonly within?: { readonly collection: Collection; readonly id: string } | undefined;
  readonly from?: Continuation | undefined;
  /** How many rows at most. */
  readonly limit: number;
}

/** Rows of the queried table, in order. */
export interface Page {
  readonly slots: readonly number[];
  readonly more: boolean;
}

/** A table whose rows are read along: a row of the query then is a combination of rows. */
export interface Join {
  /** Unique in the query; paths name it as their source. */
  readonly alias: string;
  readonly link: Link;
  /** An outer join keeps rows that nothing is linked to; an inner one drops them. */
  readonly kind: "inner" | "outer";
  /** Which linked rows count; its paths start from the linked row. */
  readonly where?: Condition | undefined;
  /** Joins that start from the linked row. */
  readonly joins: readonly Join[];
}

export interface JoinedQuery extends Query {
  readonly joins: readonly Join[];
  /** Of rows that are equal in these columns only the first is kept. */
  readonly distinct?: readonly ColumnPath[] | undefined;
}

/** A combination of rows by `joinedFrame`; a table of an outer join may have none. */
export type JoinedRow = readonly (number | undefined)[];

export interface JoinedPage {
  readonly rows: readonly JoinedRow[];
  readonly more: boolean;
}

export type DatePart = "year" | "quarter" | "month" | "week" | "day";

/** Rows with the same value are one group; dates can be cut to a part, as a number (week of the year, day of the month). */
export interface Grouping {
  readonly alias: string;
  readonly path: ColumnPath;
  readonly part?: DatePart | undefined;
}

export interface Aggregate {
  readonly alias: string;
  /** `count` counts rows, `countColumn` values, `countDistinct` different values. */
  readonly operation: "count" | "countColumn" | "countDistinct" | "sum" | "avg" | "min" | "max";
  /** Absent only for `count`. */
  readonly path?: ColumnPath | undefined;
}

export interface AggregateQuery {
  readonly table: string;
  readonly where?: Condition | undefined;
  readonly within?: Query["within"];
  readonly joins: readonly Join[];
  readonly groups: readonly Grouping[];
  readonly aggregates: readonly Aggregate[];
  /** By alias of a group or aggregate; groups in ascending order when empty. */
  readonly order: readonly { readonly alias: string; readonly descending: boolean }[];
  /** How many rows it may look at; Dataverse's own limit when absent. */
  readonly rowLimit?: number | undefined;
}

/** Values by alias, of every group and aggregate. */
export type AggregateRow = ReadonlyMap<string, Value>;
