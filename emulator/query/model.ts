import type { Value } from "../store/columnStore.ts";

/** A step from a record to the one its lookup points at. Rows that point at another table have nothing there. */
export interface Hop {
  readonly column: string;
  readonly target: string;
}

/** A column of the queried table, or of a table reached through lookups. */
export interface ColumnPath {
  readonly hops: readonly Hop[];
  /** Logical name of the table that owns `column`. */
  readonly table: string;
  readonly column: string;
}

export type Comparison = "eq" | "ne" | "gt" | "ge" | "lt" | "le";

/** What a query keeps. OData filters and FetchXML conditions both become this. */
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
  | { readonly kind: "constant"; readonly value: boolean };

export interface Order {
  readonly path: ColumnPath;
  readonly descending: boolean;
  /** Sort a lookup by the primary name of the record it points to. */
  readonly byName: boolean;
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
  /** Only rows whose lookup `column` points at `id`. */
  readonly within?: { readonly column: string; readonly id: string } | undefined;
  readonly from?: Continuation | undefined;
  /** How many rows at most. */
  readonly limit: number;
}

/** Rows of the queried table, in order. */
export interface Page {
  readonly slots: readonly number[];
  readonly more: boolean;
}
