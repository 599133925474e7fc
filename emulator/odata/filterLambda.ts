import { notImplemented, unknownProperty } from "../errors/refusals.ts";
import type { Condition } from "../query/model.ts";
import { type Collection, tableNamed } from "../schema/schema.ts";
import { unsupportedNode } from "./filterOperand.ts";
import { type FilterScope, namesFromTable, scopeOfEach } from "./filterScope.ts";
import type { Expression, Lambda } from "./filterSyntax.ts";

/** Reads a condition in a scope, or its opposite. */
type Bind = (scope: FilterScope, expression: Expression, negated: boolean) => Condition;

const collectionOf = (scope: FilterScope, names: readonly string[]): Collection => {
  const [name = "", ...others] = namesFromTable(scope, names);
  const { table } = scope;
  if (others.length > 0 && table.navigations.has(name)) {
    // Microsoft, Filter rows using OData: no collection nested in a lookup.
    throw unsupportedNode("CollectionNavigationNode");
  }
  const collection = table.collections.get(name);
  if (collection === undefined || others.length > 0) {
    throw table.properties.has(name) || collection !== undefined
      ? notImplemented(`any or all after '${names.join("/")}'`)
      : unknownProperty(name, table.type);
  }
  return collection;
};

interface Existence {
  readonly where: Condition | undefined;
  readonly negated: boolean;
}

const existsIn = (
  { schema, table: owner }: FilterScope,
  collection: Collection,
  { where, negated }: Existence,
): Condition => {
  if (collection.kind === "1:N") {
    const link = { column: owner.primaryId, table: collection.table, matching: collection.column };
    return { kind: "exists", link, where, negated };
  }
  const { table, intersect, near, far } = collection;
  return {
    kind: "exists",
    link: { column: owner.primaryId, table: intersect, matching: near },
    where: {
      kind: "exists",
      link: { column: far, table, matching: tableNamed(schema, table).primaryId },
      where,
      negated: false,
    },
    negated,
  };
};

/** `all` holds when no record of the collection fails, and so for an empty one, as in OData. */
export const bindLambda = (
  scope: FilterScope,
  lambda: Lambda,
  { bind, negated }: { readonly bind: Bind; readonly negated: boolean },
): Condition => {
  const collection = collectionOf(scope, lambda.collection);
  const table = tableNamed(scope.schema, collection.table);
  const isAll = lambda.operator === "all";
  const { each } = lambda;
  const where =
    each === undefined ? undefined : bind(scopeOfEach(scope, table, each.variable), each.condition, isAll);
  return existsIn(scope, collection, { where, negated: negated !== isAll });
};
