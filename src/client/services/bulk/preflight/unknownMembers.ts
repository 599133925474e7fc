import { closestNames } from "../../tables/closestNames.ts";
import type { BulkTable } from "../table/bulkTable.ts";
import type { Column } from "./definitions/column.ts";

/** Says that the table has no such member, and which was meant. */
type UnknownMembers = (name: string, value: unknown) => string;

const BIND = "@odata.bind";

/**
 * A list of records mostly has the same wrong name in each of them, so what is said of a name is kept. Behind so many
 * different names there is no misspelling, and looking for the closest ones takes long: from there on none are named.
 */
const MOST_NAMES = 1_000;

const MOST_SUGGESTIONS = 2;

export const createUnknownMembers = (table: BulkTable, columns: readonly Column[]): UnknownMembers => {
  const suggest = suggestionsOf(table, columns);
  const known = new Map<string, string>();
  return (name, value) => {
    if (typeof value === "object" && value !== null) {
      return related(table, name);
    }
    const sentence = known.get(name) ?? unknown(table, name, known.size < MOST_NAMES ? suggest(name) : []);
    if (known.size < MOST_NAMES) {
      known.set(name, sentence);
    }
    return sentence;
  };
};

/** A list or an object can only be meant for a relationship, whose other end is not known here. */
const related = ({ logicalName }: BulkTable, name: string): string =>
  `'${name}' is no column of the table ${logicalName}, and only a new record may bring related records: write those by themselves, with ${BIND} to this one.`;

const unknown = ({ logicalName }: BulkTable, name: string, suggestions: readonly string[]): string => {
  const what = `'${name}' is no ${name.endsWith(BIND) ? "lookup" : "column"} of the table ${logicalName}`;
  return suggestions.length === 0
    ? `${what}: leave it out, or look up the name with [CRM] List Attributes.`
    : `${what}. Did you mean ${suggestions.map((suggestion) => `'${suggestion}'`).join(" or ")}?`;
};

/**
 * What a name is like, with what to write in its place: a lookup is found by its column as well as by its navigation
 * properties, which differ from it in case or have the name of a table behind it.
 */
const suggestionsOf = (
  { lookups }: BulkTable,
  columns: readonly Column[],
): ((name: string) => readonly string[]) => {
  const written = new Map<string, readonly string[]>();
  const binds = new Map<string, readonly string[]>();
  for (const [property, { column }] of lookups) {
    binds.set(column, [...(binds.get(column) ?? []), `${property}${BIND}`]);
    written.set(property, [`${property}${BIND}`]);
  }
  for (const { name, isOffered, validForCreate, validForUpdate } of columns) {
    if (isOffered && (validForCreate || validForUpdate)) {
      written.set(name, binds.get(name) ?? [name]);
    }
  }
  return (name) => {
    const isBind = name.endsWith(BIND);
    const wanted = (isBind ? name.slice(0, -BIND.length) : name).replace(/^_(.+)_value$/, "$1");
    const found = closestTo(wanted, written.keys()).flatMap((close) => written.get(close) ?? []);
    return [...new Set(found)]
      .filter((suggestion) => !isBind || suggestion.endsWith(BIND))
      .slice(0, MOST_SUGGESTIONS);
  };
};

/** Where the case alone is wrong, there is nothing to guess. */
const closestTo = (wanted: string, names: Iterable<string>): readonly string[] => {
  const close = closestNames(wanted, names, MOST_SUGGESTIONS + 1);
  const same = close.filter((name) => name.toLowerCase() === wanted.toLowerCase());
  return same.length > 0 ? same : close;
};
