import { notImplemented } from "../errors/refusals.ts";
import type { Condition, Link } from "../query/model.ts";
import type { Schema } from "../schema/schema.ts";
import { bindCondition, type ConditionScope } from "./bindCondition.ts";
import { invalidArgument } from "./refusals.ts";
import { columnOf, joinsOf, type Source, tableOf } from "./scope.ts";
import type { FilterSyntax, LinkSyntax, TableSyntax } from "./syntax.ts";

export interface FilterScope extends ConditionScope {
  readonly schema: Schema;
}

/** One condition of several; undefined when there are none. */
const combined = (kind: "and" | "or", parts: readonly (Condition | undefined)[]): Condition | undefined => {
  const conditions = parts.filter((part) => part !== undefined);
  return conditions.length > 1 ? { kind, conditions } : conditions[0];
};

export const allOf = (parts: readonly (Condition | undefined)[]): Condition | undefined =>
  combined("and", parts);

const unlinkable: ReadonlySet<string> = new Set(["File", "Image", "MultiSelectPicklist"]);

/** How a `<link-entity>` ties its table to the one it stands in. */
export const linkOf = (schema: Schema, parent: Source, { table: name, from, to }: LinkSyntax): Link => {
  const table = tableOf(schema, name);
  const [column, matching] = [columnOf(parent.table, to), columnOf(table, from)];
  const wrong = [column, matching].find(({ definition }) => unlinkable.has(definition.type));
  if (wrong !== undefined) {
    throw invalidArgument(`The column '${wrong.name}' cannot be used in the from or to of a link-entity.`);
  }
  if (column.edmType !== matching.edmType) {
    throw notImplemented(
      `a link-entity between columns of different types ('${to}' and '${from}') in FetchXML`,
    );
  }
  return { column: column.name, table: table.name, matching: matching.name };
};

const showsColumns = ({ columns, allColumns, orders }: TableSyntax): boolean =>
  columns.length > 0 || allColumns || orders.length > 0;

/** What must hold for a linked row of a link that only asks whether there is one. */
const linkedCondition = (scope: FilterScope, syntax: LinkSyntax): Condition | undefined => {
  const table = tableOf(scope.schema, syntax.table);
  const source: Source = { table, alias: undefined, names: [syntax.alias ?? table.name], syntax };
  const inner: FilterScope = { ...scope, source, sources: [source] };
  const outer = joinsOf(syntax).find(({ type }) => type !== "inner");
  if (outer !== undefined) {
    throw notImplemented(
      `a link-entity of type '${outer.type}' inside one of type '${syntax.type}' in FetchXML`,
    );
  }
  return allOf([
    ...syntax.filters.map((filter) => bindFilter(inner, filter)),
    ...syntax.links.map((link) => relatedCondition(inner, link)),
  ]);
};

/**
 * A link that returns no rows, as a condition. In spite of their names, `not all` is the same as `any`, and `all`
 * keeps rows that have linked rows none of which matches (Microsoft, Filter on values in related records).
 */
export const relatedCondition = (scope: FilterScope, syntax: LinkSyntax): Condition => {
  if (showsColumns(syntax)) {
    throw invalidArgument(
      `A link-entity of type '${syntax.type}' can't have attributes or orders. Link entity: ${syntax.table}`,
    );
  }
  const link = linkOf(scope.schema, scope.source, syntax);
  const where = linkedCondition(scope, syntax);
  const source = scope.source.alias;
  const matching = { kind: "exists", source, link, where, negated: false } as const;
  switch (syntax.type) {
    case "not any":
      return { ...matching, negated: true };
    case "all":
      return {
        kind: "and",
        conditions: [
          { kind: "exists", source, link, negated: false },
          { ...matching, negated: true },
        ],
      };
    default:
      return matching;
  }
};

const filterLinkTypes: ReadonlySet<string> = new Set(["any", "not any", "all", "not all"]);

/** Whether a link of this type stands inside a filter instead of beside it. */
export const belongsInFilter = ({ type }: LinkSyntax): boolean => filterLinkTypes.has(type);

/** Turns a `<filter>` into a condition; undefined when it is empty. */
export const bindFilter = (scope: FilterScope, { type, parts }: FilterSyntax): Condition | undefined =>
  combined(
    type,
    parts.map((part) => {
      switch (part.kind) {
        case "condition":
          return bindCondition(scope, part);
        case "filter":
          return bindFilter(scope, part);
        default:
          if (!belongsInFilter(part)) {
            throw invalidArgument(`A link-entity of type '${part.type}' can't be used inside a filter.`);
          }
          return relatedCondition(scope, part);
      }
    }),
  );

/** Whether a filter of a link names a link itself: then it is applied after the join, not with it. */
export const namesLink = ({ parts }: FilterSyntax): boolean =>
  parts.some((part) => {
    switch (part.kind) {
      case "condition":
        return part.link !== undefined || part.otherColumn?.includes(".") === true;
      case "filter":
        return namesLink(part);
      default:
        return false;
    }
  });
