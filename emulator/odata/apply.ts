import { badSyntax, notImplemented } from "../errors/refusals.ts";
import type { Condition } from "../query/model.ts";
import { type ApplyColumn, bindAggregates } from "./applyAggregate.ts";
import { bindGroups } from "./applyGroup.ts";
import { bindFilter } from "./filterBinding.ts";
import type { FilterScope } from "./filterScope.ts";
import { splitOutside } from "./split.ts";

/** A `$apply`: the rows it looks at, and the columns of its answer. */
export interface Apply {
  readonly where: Condition | undefined;
  readonly columns: readonly ApplyColumn[];
}

interface Transformation {
  readonly name: string;
  readonly inside: string;
}

const parseTransformation = (text: string): Transformation => {
  const [, name, inside] = /^\s*(\w+)\s*\((.*)\)\s*$/s.exec(text) ?? [];
  if (name === undefined || inside === undefined) {
    throw badSyntax(`Syntax error at position 0 in '${text}'.`);
  }
  return { name, inside };
};

/** `(a,b)` or `(a,b),aggregate(…)`, without the parentheses of groupby itself. */
const bindGroupBy = (scope: FilterScope, inside: string): readonly ApplyColumn[] => {
  const [groups = "", aggregate, ...others] = splitOutside(inside, ",");
  const [, names] = /^\s*\((.*)\)\s*$/s.exec(groups) ?? [];
  if (names === undefined || others.length > 0) {
    throw badSyntax(`Syntax error at position 0 in 'groupby(${inside})'.`);
  }
  const columns = bindGroups(scope, names);
  if (aggregate === undefined) {
    return columns;
  }
  const next = parseTransformation(aggregate);
  if (next.name !== "aggregate") {
    throw notImplemented(`'${next.name}' inside groupby`);
  }
  return [...columns, ...bindAggregates(scope, next.inside)];
};

const bindLast = (scope: FilterScope, { name, inside }: Transformation): readonly ApplyColumn[] => {
  switch (name) {
    case "aggregate":
      return bindAggregates(scope, inside);
    case "groupby":
      return bindGroupBy(scope, inside);
    case "filter":
      throw notImplemented("$apply that ends with filter");
    default:
      // Microsoft, Aggregate data using OData: only a subset of the methods is supported.
      throw badSyntax(`The transformation '${name}' is not supported in $apply.`);
  }
};

const checkAliases = (columns: readonly ApplyColumn[]): void => {
  const names = columns.map(({ alias }) => alias);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) {
    throw badSyntax(`The alias '${twice}' is used more than once in $apply.`);
  }
};

/** Reads `$apply`: filters, then one groupby or aggregate. */
export const parseApply = (scope: FilterScope, text: string): Apply => {
  const steps = splitOutside(text, "/").map(parseTransformation);
  const [last, ...filters] = [...steps].reverse();
  if (last === undefined || filters.some(({ name }) => name !== "filter")) {
    throw notImplemented("$apply with more than filters before one groupby or aggregate");
  }
  const conditions = filters.reverse().map(({ inside }) => bindFilter(scope, inside));
  const columns = bindLast(scope, last);
  checkAliases(columns);
  return { where: conditions.length === 0 ? undefined : { kind: "and", conditions }, columns };
};
