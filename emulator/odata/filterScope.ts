import { badSyntax, notImplemented } from "../errors/refusals.ts";
import type { Circumstances } from "../fetchXml/operators.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { type ResolvedPath, resolvePath } from "./columnPath.ts";

/** What names in a filter mean: the table they start from, and the values of `@p1`. */
export interface FilterScope {
  readonly schema: Schema;
  readonly table: Table;
  readonly aliases: ReadonlyMap<string, string>;
  /** What `EqualUserId` and `Today` are about. */
  readonly circumstances: Circumstances;
  /** Names of the records inside `any` and `all`, the innermost last, whose table is the scope's. */
  readonly variables?: readonly string[] | undefined;
}

/** The scope inside `any` and `all`. */
export const scopeOfEach = (scope: FilterScope, table: Table, variable: string): FilterScope => ({
  ...scope,
  table,
  variables: [...(scope.variables ?? []), variable],
});

/** The scope of an option inside `$expand`, which knows no aliases (Microsoft, Query data using the Web API). */
export const scopeOfExpansion = (scope: FilterScope, table: Table): FilterScope => ({
  ...scope,
  table,
  aliases: new Map(),
});

/**
 * The names of a path, seen from a record of the scope's table. Inside `any` and `all` they start with its variable;
 * conditions there on another record than that one are not among what the service documents.
 */
export const namesFromTable = (
  { variables = [] }: FilterScope,
  names: readonly string[],
): readonly string[] => {
  const variable = variables.at(-1);
  if (variable === undefined) {
    return names;
  }
  const [first, ...rest] = names;
  if (first !== variable) {
    throw notImplemented(
      `'${names.join("/")}' inside any or all, where every path has to start with '${variable}/'`,
    );
  }
  if (rest.length === 0) {
    throw badSyntax(`The variable '${variable}' is a record and cannot be compared.`);
  }
  return rest;
};

/** Looks up the column a path in a filter means. */
export const resolveIn = (scope: FilterScope, names: readonly string[]): ResolvedPath =>
  resolvePath(scope.schema, scope.table, namesFromTable(scope, names));
