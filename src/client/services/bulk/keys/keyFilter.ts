import { isOneOf } from "../../../odata/definitionQuery.ts";
import type { KeyColumn } from "../../../odata/keyPredicate.ts";
import { percentEncode } from "../../../odata/literal.ts";
import { keyFilter } from "../../../odata/recordPath.ts";

/** What a key asks of a record, column by column. */
export type KeyColumns = readonly KeyColumn[];

/** A way to ask for several keys in one filter. */
export interface KeyFilter {
  /** How many keys one filter may hold. */
  readonly most: number;
  /** How many characters a key adds to the URL, or a few less. */
  readonly size: (key: KeyColumns) => number;
  /** The condition for several keys. */
  readonly condition: (keys: readonly KeyColumns[]) => string;
}

/**
 * How long a list may be is documented nowhere. So many ids make 22,000 characters of a URL, and one page of an elastic
 * table (Microsoft, "Elastic tables for developers").
 */
const MOST_VALUES = 500;

/** How long a chain of `or` may be is documented nowhere; definitions know one of ten names (markcarrington.dev). */
const MOST_COMPARISONS = 100;

/** Keys of one column as a list of its values. What stands in a list is text, whatever the column's type. */
export const listOf = (column: string): KeyFilter => ({
  most: MOST_VALUES,
  size: (key) => percentEncode(JSON.stringify(textOf(key))).length + ",".length,
  condition: (keys) => isOneOf(column, keys.map(textOf)),
});

const textOf = ([part]: KeyColumns): string => String(part?.value);

/** Keys of so many columns, each compared by itself. */
export const alternativesOf = (columns: number): KeyFilter => ({
  most: Math.max(1, Math.floor(MOST_COMPARISONS / columns)),
  size: (key) => percentEncode(keyFilter(key)).length + "%20or%20()".length,
  condition: (keys) => keys.map((key) => `(${keyFilter(key)})`).join(" or "),
});
