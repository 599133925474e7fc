import { invalidInput } from "../../errors.ts";
import { quoted } from "../../odata/names.ts";
import type { ColumnsByTable } from "../metadata/tableColumns.ts";
import { closestNames } from "../tables/closestNames.ts";

interface Wish {
  /** Undefined when the column is meant in every table that has it. */
  readonly table: string | undefined;
  readonly column: string;
  /** As it was entered. */
  readonly text: string;
}

/** `name`, `account.name`, or a lookup as the Web API names it: `_primarycontactid_value`. */
const wishIn = (text: string): Wish => {
  const dot = text.indexOf(".");
  const column = text
    .slice(dot + 1)
    .trim()
    .toLowerCase();
  return {
    table: dot < 0 ? undefined : text.slice(0, dot).trim().toLowerCase(),
    column: /^_(\w+)_value$/.exec(column)?.[1] ?? column,
    text,
  };
};

const isFor = ({ table }: Wish, name: string): boolean => table === undefined || table === name;

const unknownColumn = (input: string, { column, text }: Wish, columns: ColumnsByTable) => {
  const names = [...columns.values()].flat().map(({ key }) => key);
  const closest = closestNames(column, names, 3);
  const hint =
    closest.length === 0
      ? "Enter logical column names, such as name or emailaddress1."
      : `Did you mean ${closest.map((one) => `'${one}'`).join(" or ")}?`;
  return invalidInput(
    `${input}: there is no column ${quoted(text)} in ${[...columns.keys()].join(", ")}. ${hint}`,
  );
};

/**
 * The columns of each table among those that an input lists: null where all are wanted, an empty list where the table has
 * none of them. Refuses a column that no table has, so that no typing error passes unnoticed.
 */
export const columnsPerTable = (
  input: string,
  texts: readonly string[],
  columns: ColumnsByTable,
): ReadonlyMap<string, readonly string[] | null> => {
  const wishes = texts.map(wishIn);
  const has = (table: string, column: string): boolean =>
    column === "*" || columns.get(table)?.some(({ key }) => key === column) === true;
  const unknown = wishes.find(
    (wish) => ![...columns.keys()].some((table) => isFor(wish, table) && has(table, wish.column)),
  );
  if (unknown !== undefined) throw unknownColumn(input, unknown, columns);
  return new Map(
    [...columns.keys()].map((table) => {
      const own = wishes
        .filter((wish) => isFor(wish, table) && has(table, wish.column))
        .map(({ column }) => column);
      return [table, own.includes("*") ? null : [...new Set(own)].sort()];
    }),
  );
};
