import { notImplemented } from "../errors/refusals.ts";
import type { Condition, Join, Order } from "../query/model.ts";
import type { Schema } from "../schema/schema.ts";
import {
  allOf,
  belongsInFilter,
  bindFilter,
  type FilterScope,
  linkOf,
  namesLink,
  relatedCondition,
} from "./bindFilter.ts";
import type { Circumstances } from "./operators.ts";
import { invalidArgument, linksNotSupported, missingAttribute } from "./refusals.ts";
import { columnOf, joinsOf, pathTo, type Source, sourceNamed, sourcesOf } from "./scope.ts";
import type { FetchSyntax, LinkSyntax, OrderSyntax } from "./syntax.ts";

/** A query in terms of the schema: which tables, which rows. */
export interface BoundFetch {
  readonly root: Source;
  /** The queried table first, then every join before its own joins. */
  readonly sources: readonly [Source, ...Source[]];
  readonly joins: readonly Join[];
  readonly where: Condition | undefined;
  /** Whether a join can give more than one row for a row of the queried table. */
  readonly multiplies: boolean;
}

interface Binding extends Omit<FilterScope, "source"> {
  readonly joined: ReadonlyMap<LinkSyntax, Source>;
}

const joinedSource = ({ joined }: Binding, link: LinkSyntax): Source => {
  const source = joined.get(link);
  if (source === undefined) {
    throw new Error(`The link to '${link.table}' was not looked up.`);
  }
  return source;
};

/** A filter inside a link keeps linked rows; its paths start from them. */
const joinFilter = (binding: Binding, link: LinkSyntax): Condition | undefined => {
  const source = { ...joinedSource(binding, link), alias: undefined };
  return allOf(
    link.filters
      .filter((filter) => !namesLink(filter))
      .map((filter) => bindFilter({ ...binding, source, sources: [source] }, filter)),
  );
};

const bindJoin = (binding: Binding, parent: Source, link: LinkSyntax): Join => {
  if (link.type === "matchfirstrowusingcrossapply") {
    throw notImplemented("link-type='matchfirstrowusingcrossapply' in FetchXML");
  }
  const source = joinedSource(binding, link);
  return {
    alias: source.alias ?? link.table,
    link: linkOf(binding.schema, parent, link),
    kind: link.type === "outer" ? "outer" : "inner",
    where: joinFilter(binding, link),
    joins: joinsOf(link).map((inner) => bindJoin(binding, source, inner)),
  };
};

/** Conditions on whole rows: the links of a table that only ask for related rows, and its late filters. */
const lateConditions = (binding: Binding, source: Source): readonly (Condition | undefined)[] => {
  const scope = { ...binding, source };
  const { filters, links } = source.syntax;
  const late = source.alias === undefined ? filters : filters.filter(namesLink);
  return [
    ...late.map((filter) => bindFilter(scope, filter)),
    ...links
      .filter((link) => !joinsOf(source.syntax).includes(link))
      .map((link) => {
        if (belongsInFilter(link)) {
          throw invalidArgument(`A link-entity of type '${link.type}' can only be used inside a filter.`);
        }
        return relatedCondition(scope, link);
      }),
  ];
};

/** Microsoft, Query JSON columns in elastic tables: only outer links. */
const checkElastic = ({ table, syntax }: Source): void => {
  if (table.definition.tableType === "Elastic" && syntax.links.some(({ type }) => type !== "outer")) {
    throw linksNotSupported();
  }
};

const reachesOne = (schema: Schema, { link, joins }: Join): boolean =>
  schema.tables.get(link.table)?.primaryId === link.matching &&
  joins.every((join) => reachesOne(schema, join));

/** Looks up the tables, joins and filters of a query. */
export const bindFetch = (schema: Schema, circumstances: Circumstances, fetch: FetchSyntax): BoundFetch => {
  const { root, joined } = sourcesOf(schema, fetch.entity);
  checkElastic(root);
  const sources: BoundFetch["sources"] = [root, ...joined.values()];
  const binding: Binding = { schema, circumstances, sources, joined };
  const joins = joinsOf(fetch.entity).map((link) => bindJoin(binding, root, link));
  return {
    root,
    sources,
    joins,
    where: allOf(sources.flatMap((source) => lateConditions(binding, source))),
    multiplies: !joins.every((join) => reachesOne(schema, join)),
  };
};

const orderKey = ({ isLookup, definition }: ReturnType<typeof columnOf>, raw: boolean): Order["key"] => {
  if (isLookup) {
    return "recordName";
  }
  const isChoice = definition.choices !== undefined && definition.type !== "MultiSelectPicklist";
  return isChoice && !raw ? "choiceLabel" : "value";
};

/**
 * The columns to order by: those of the queried table before those of links, unless an order of the queried table
 * names the link. Choices are sorted by label, lookups by name (Microsoft, Order rows using FetchXml).
 */
export const bindOrders = ({ sources }: BoundFetch, { rawOrder }: FetchSyntax): readonly Order[] => {
  const bind = (own: Source, order: OrderSyntax): Order => {
    if (order.column === undefined) {
      throw missingAttribute("attribute", order.xml);
    }
    const source = order.link === undefined ? own : sourceNamed(sources, order.link);
    const column = columnOf(source.table, order.column);
    return { path: pathTo(source, column), descending: order.descending, key: orderKey(column, rawOrder) };
  };
  return sources.flatMap((source) => source.syntax.orders.map((order) => bind(source, order)));
};
