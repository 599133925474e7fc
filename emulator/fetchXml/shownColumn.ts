import type { ColumnPath } from "../query/model.ts";
import { isReadable } from "../schema/readable.ts";
import type { Column } from "../schema/schema.ts";
import { invalidAlias, invalidArgument } from "./refusals.ts";
import { columnOf, pathTo, type Source } from "./scope.ts";
import type { ColumnSyntax } from "./syntax.ts";

/** A column in the answer's rows. */
export interface ShownColumn {
  /** Its name in the answer: the property, `alias.column` for links, or the alias the query gives. */
  readonly key: string;
  readonly source: Source;
  readonly column: Column;
  /** Columns under another name say their own in an annotation. */
  readonly renamed: boolean;
}

export const pathOf = ({ source, column }: ShownColumn): ColumnPath => pathTo(source, column);

const aliasShape = /^[A-Za-z_][\w.]*$/;

/** The alias of a column, checked. */
export const checkedAlias = (alias: string): string => {
  if (!aliasShape.test(alias)) {
    throw invalidAlias(alias);
  }
  return alias;
};

const defaultKey = ({ alias }: Source, column: Column): string =>
  alias === undefined ? column.property : `${alias}.${column.name}`;

const shown = (source: Source, column: Column, alias?: string): ShownColumn => ({
  key: alias === undefined ? defaultKey(source, column) : checkedAlias(alias),
  source,
  column,
  renamed: alias !== undefined || source.alias !== undefined,
});

const isAll = ({ alias, syntax }: Source): boolean =>
  syntax.allColumns || (alias === undefined && syntax.columns.length === 0 && !syntax.noColumns);

/** All columns but the pictures, which have to be asked for, and secrets. */
const allOf = (source: Source): readonly ShownColumn[] =>
  [...source.table.columns.values()]
    .filter((column) => column.definition.type !== "Image" && isReadable(column))
    .map((column) => shown(source, column));

const chosen = (source: Source): readonly ShownColumn[] => [
  ...(isAll(source) ? allOf(source) : []),
  ...source.syntax.columns.map(({ name, alias }: ColumnSyntax) =>
    shown(source, columnOf(source.table, name), alias),
  ),
];

/** What comes along unasked: the currency of an amount, and the key. */
const added = (root: Source, columns: readonly ShownColumn[]): readonly ShownColumn[] => {
  const { columns: all, primaryId } = root.table;
  const hasMoney = columns.some(
    ({ source, column, renamed }) => source === root && !renamed && column.definition.type === "Money",
  );
  const owner = all.get("ownerid");
  return [
    hasMoney ? all.get("transactioncurrencyid") : undefined,
    all.get(primaryId),
    // The OData key of users and teams is a plain `ownerid`, which therefore always comes along.
    owner?.isLookup === false ? owner : undefined,
  ]
    .filter((column) => column !== undefined)
    .map((column) => shown(root, column));
};

const isSame = (left: ShownColumn, right: ShownColumn): boolean =>
  left.source === right.source && left.column === right.column;

/** Each name once; one name for two columns is refused. */
const unique = (columns: readonly ShownColumn[]): readonly ShownColumn[] => {
  const found = new Map<string, ShownColumn>();
  for (const column of columns) {
    const other = found.get(column.key);
    if (other !== undefined && !isSame(other, column)) {
      throw invalidArgument(`The alias '${column.key}' is used for more than one attribute.`);
    }
    found.set(column.key, other ?? column);
  }
  return [...found.values()];
};

/** The columns of a query that does not aggregate. Distinct rows have only what was asked for, not the key. */
export const shownColumns = (
  [root, ...linked]: readonly [Source, ...Source[]],
  distinct: boolean,
): readonly ShownColumn[] => {
  const own = chosen(root);
  return unique([...own, ...(distinct ? [] : added(root, own)), ...linked.flatMap(chosen)]);
};
