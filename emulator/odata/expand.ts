import { badSyntax, notImplemented, unknownProperty } from "../errors/refusals.ts";
import { tooManyLinks } from "../fetchXml/refusals.ts";
import type { Condition, Order } from "../query/model.ts";
import { type Collection, type Column, type Navigation, type Table, tableNamed } from "../schema/schema.ts";
import { type ExpandItem, parseExpandItems, topOf } from "./expandItem.ts";
import { bindFilter } from "./filterBinding.ts";
import { type FilterScope, scopeOfExpansion } from "./filterScope.ts";
import { parseOrderBy } from "./orderBy.ts";
import { parseSelect } from "./select.ts";

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
  /** Only the URL of the record a lookup points to. */
  | { readonly kind: "reference"; readonly navigation: Navigation }
  | {
      readonly kind: "collection";
      readonly collection: Collection;
      readonly where: Condition | undefined;
      readonly order: readonly Order[];
      readonly top: number | undefined;
    }
);

/** Microsoft, Join tables using OData: up to 15 expansions in a query, each of which is a join. */
const mostExpansions = 15;

const onlySelectAndFilter = () =>
  badSyntax(
    "Only $select and $filter clause can be provided while doing $expand on many-to-one relationship or nested one-to-many relationship.",
  );

const expandSingle = (scope: FilterScope, navigation: Navigation, item: ExpandItem): Expansion => {
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
  const inner = scopeOfExpansion(scope, tableNamed(scope.schema, target));
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

const expandCollection = (scope: FilterScope, collection: Collection, item: ExpandItem): Expansion => {
  const inner = scopeOfExpansion(scope, tableNamed(scope.schema, collection.table));
  const filter = item.options.get("$filter");
  return {
    kind: "collection",
    name: item.name,
    collection,
    table: inner.table,
    columns: parseSelect(inner.table, item.options.get("$select")),
    where: filter === undefined ? undefined : bindFilter(inner, filter),
    order: parseOrderBy(scope.schema, inner.table, item.options.get("$orderby")),
    top: topOf(item),
    expand: expansionsOf(inner, item.options.get("$expand")),
    options: item.text,
  };
};

/** Microsoft, Join tables using OData, on returning references. */
const referenceToMany = () =>
  badSyntax("Expand with $ref is only supported on lookup type navigation property.");

const expandItem = (scope: FilterScope, item: ExpandItem): Expansion => {
  const navigation = scope.table.navigations.get(item.name);
  if (navigation !== undefined) {
    const expansion = expandSingle(scope, navigation, item);
    return item.isReference ? { ...expansion, kind: "reference", navigation } : expansion;
  }
  const collection = scope.table.collections.get(item.name);
  if (collection === undefined) {
    throw unknownProperty(item.name, scope.table.type);
  }
  if (item.isReference) {
    throw referenceToMany();
  }
  return expandCollection(scope, collection, item);
};

const expansionsOf = (scope: FilterScope, text: string | undefined): readonly Expansion[] =>
  parseExpandItems(text).map((item) => expandItem(scope, item));

const countAll = (expansions: readonly Expansion[]): number =>
  expansions.reduce((sum, { expand }) => sum + 1 + countAll(expand), 0);

/** Whether an expansion stands inside another: collections are then paged, and may not be sorted or cut. */
export const isNested = (expansions: readonly Expansion[]): boolean =>
  expansions.some(({ expand }) => expand.length > 0);

const isSortedOrCut = (expansion: Expansion): boolean =>
  (expansion.kind === "collection" && (expansion.order.length > 0 || expansion.top !== undefined)) ||
  expansion.expand.some(isSortedOrCut);

const isManyToMany = (expansion: Expansion): boolean =>
  expansion.kind === "collection" && expansion.collection.kind === "N:N";

const hasManyToMany = (expansions: readonly Expansion[]): boolean =>
  expansions.some((expansion) => isManyToMany(expansion) || hasManyToMany(expansion.expand));

/** Microsoft, Join tables using OData: many-to-many relationships only side by side, and with nothing else. */
const checkManyToMany = (expansions: readonly Expansion[]): void => {
  if (hasManyToMany(expansions) && !(expansions.every(isManyToMany) && !isNested(expansions))) {
    throw badSyntax(
      "$expand of a many-to-many relationship cannot be nested nor combined with other relationships.",
    );
  }
};

const checkNames = (expansions: readonly Expansion[]): void => {
  const names = new Set(expansions.map(({ name }) => name));
  if (names.size < expansions.length) {
    throw notImplemented("$expand of one navigation property twice");
  }
  for (const { expand } of expansions) {
    checkNames(expand);
  }
};

/** Reads `$expand`, with the service's limits (Microsoft, Join tables using OData). */
export const parseExpand = (scope: FilterScope, text: string | undefined): readonly Expansion[] => {
  const expansions = expansionsOf(scope, text);
  if (countAll(expansions) > mostExpansions) {
    throw tooManyLinks();
  }
  if (isNested(expansions) && expansions.some(isSortedOrCut)) {
    throw onlySelectAndFilter();
  }
  checkManyToMany(expansions);
  checkNames(expansions);
  return expansions;
};
