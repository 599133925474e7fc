import { badSyntax, notImplemented, unknownProperty } from "../errors/refusals.ts";
import type { Condition, Order } from "../query/model.ts";
import { type Collection, type Column, type Navigation, type Table, tableNamed } from "../schema/schema.ts";
import { bindFilter, type FilterScope } from "./filterBinding.ts";
import { parseOrderBy } from "./orderBy.ts";
import { parseSelect } from "./select.ts";
import { splitOutside } from "./split.ts";

/** A navigation property to read along with a record. */
export type Expansion = {
  readonly name: string;
  readonly table: Table;
  readonly columns: readonly Column[] | undefined;
  readonly expand: readonly Expansion[];
  /** The options as sent, for the links in the answer. */
  readonly options: string;
} & (
  | { readonly kind: "single"; readonly navigation: Navigation }
  | {
      readonly kind: "collection";
      readonly collection: Collection;
      readonly where: Condition | undefined;
      readonly order: readonly Order[];
      readonly top: number | undefined;
    }
);

/** Microsoft, Join tables using OData: up to 15 expansions in a query. */
const mostExpansions = 15;

const onlySelectAndFilter = () =>
  badSyntax(
    "Only $select and $filter clause can be provided while doing $expand on many-to-one relationship or nested one-to-many relationship.",
  );

const known: ReadonlySet<string> = new Set(["$select", "$filter", "$orderby", "$top", "$expand"]);

const parseOptions = (text: string): ReadonlyMap<string, string> => {
  const options = new Map<string, string>();
  for (const part of splitOutside(text, ";").filter((option) => option.trim() !== "")) {
    const at = part.indexOf("=");
    const name = part.slice(0, at).trim();
    if (at < 0 || !known.has(name)) {
      throw badSyntax(`The query option '${at < 0 ? part.trim() : name}' is not supported inside $expand.`);
    }
    options.set(name, part.slice(at + 1).trim());
  }
  return options;
};

const parseTop = (text: string | undefined): number | undefined => {
  if (text === undefined) {
    return undefined;
  }
  if (!/^\d{1,9}$/.test(text)) {
    throw badSyntax(`Invalid value '${text}' for $top query option found.`);
  }
  return Number(text);
};

interface Item {
  readonly name: string;
  readonly text: string;
  readonly options: ReadonlyMap<string, string>;
}

const parseItem = (text: string): Item => {
  const [, name, reference, options] = /^([\w.]+)(\/\$\w+)?\s*(?:\((.*)\))?$/s.exec(text.trim()) ?? [];
  if (name === undefined) {
    throw badSyntax(`Syntax error at position 0 in '${text}'.`);
  }
  if (reference !== undefined) {
    throw notImplemented(`$expand of '${name}${reference}'`);
  }
  return { name, text: options ?? "", options: parseOptions(options ?? "") };
};

const expandSingle = (scope: FilterScope, navigation: Navigation, item: Item): Expansion => {
  const [target, ...others] = navigation.targets;
  if (target === undefined || others.length > 0) {
    throw notImplemented(`$expand of '${item.name}', which leads to more than one table`);
  }
  if (item.options.has("$orderby") || item.options.has("$top")) {
    throw onlySelectAndFilter();
  }
  if (item.options.has("$filter")) {
    throw notImplemented("$filter inside $expand of a single-valued navigation property");
  }
  const inner = { ...scope, table: tableNamed(scope.schema, target), aliases: new Map() };
  return {
    kind: "single",
    name: item.name,
    navigation,
    table: inner.table,
    columns: parseSelect(inner.table, item.options.get("$select")),
    expand: expansionsOf(inner, item.options.get("$expand")),
    options: item.text,
  };
};

const expandCollection = (scope: FilterScope, collection: Collection, item: Item): Expansion => {
  const inner = { ...scope, table: tableNamed(scope.schema, collection.table), aliases: new Map() };
  const filter = item.options.get("$filter");
  return {
    kind: "collection",
    name: item.name,
    collection,
    table: inner.table,
    columns: parseSelect(inner.table, item.options.get("$select")),
    where: filter === undefined ? undefined : bindFilter(inner, filter),
    order: parseOrderBy(scope.schema, inner.table, item.options.get("$orderby")),
    top: parseTop(item.options.get("$top")),
    expand: expansionsOf(inner, item.options.get("$expand")),
    options: item.text,
  };
};

const expansionsOf = (scope: FilterScope, text: string | undefined): readonly Expansion[] =>
  splitOutside(text ?? "", ",")
    .filter((part) => part.trim() !== "")
    .map((part) => {
      const item = parseItem(part);
      const navigation = scope.table.navigations.get(item.name);
      if (navigation !== undefined) {
        return expandSingle(scope, navigation, item);
      }
      const collection = scope.table.collections.get(item.name);
      if (collection !== undefined) {
        return expandCollection(scope, collection, item);
      }
      throw unknownProperty(item.name, scope.table.type);
    });

const countAll = (expansions: readonly Expansion[]): number =>
  expansions.reduce((sum, { expand }) => sum + 1 + countAll(expand), 0);

/** Whether an expansion stands inside another: collections are then paged, and may not be sorted or cut. */
export const isNested = (expansions: readonly Expansion[]): boolean =>
  expansions.some(({ expand }) => expand.length > 0);

const isSortedOrCut = (expansion: Expansion): boolean =>
  (expansion.kind === "collection" && (expansion.order.length > 0 || expansion.top !== undefined)) ||
  expansion.expand.some(isSortedOrCut);

/** Reads `$expand`, with the service's limits (Microsoft, Join tables using OData). */
export const parseExpand = (scope: FilterScope, text: string | undefined): readonly Expansion[] => {
  const expansions = expansionsOf(scope, text);
  if (countAll(expansions) > mostExpansions) {
    throw badSyntax(`A query can have at most ${mostExpansions} $expand options.`);
  }
  if (isNested(expansions) && expansions.some(isSortedOrCut)) {
    throw onlySelectAndFilter();
  }
  return expansions;
};
