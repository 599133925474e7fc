import type { BulkTable } from "../table/bulkTable.ts";
import type { Column } from "./definitions/column.ts";
import type { TableDefinitions } from "./definitions/readDefinitions.ts";
import { type BindSetting, bindCheck } from "./lookups/bindCheck.ts";
import { type LookupTarget, targetsOf } from "./lookups/lookupTargets.ts";
import type { Purpose } from "./recordProblem.ts";
import { columnCheck } from "./values/columnCheck.ts";
import type { ValueCheck } from "./values/valueCheck.ts";

/** The sentence about what is wrong with a member of a record; undefined when nothing is. */
type MemberCheck = (value: unknown, purpose: Purpose) => string | undefined;

type Named = readonly (readonly [string, MemberCheck])[];

/** What checks the members that records of the table can have, and those known to be wrong, by their names. */
export const memberChecks = (
  table: BulkTable,
  definitions: TableDefinitions,
  serviceRoot: string,
): ReadonlyMap<string, MemberCheck> => {
  const { origin } = new URL(serviceRoot);
  const known = new Set(definitions.entitySets.values());
  return new Map(
    definitions.columns.flatMap((column): Named => {
      const ofColumn = targetsOf(table, definitions, column);
      const refusal = refusalOf(column, ofColumn, table);
      if (refusal !== undefined) {
        return [[column.name, always(column.name, refusal)]];
      }
      const options = definitions.options.get(column.name) ?? [];
      return isLookup(column)
        ? lookupMembers(column, { origin, known, ofColumn })
        : [[column.name, columnMember(column.name, column, columnCheck(column, options))]];
    }),
  );
};

const always =
  (name: string, problem: string): MemberCheck =>
  () =>
    `${name} ${problem}.`;

const LOOKUP_TYPES: ReadonlySet<string> = new Set(["Customer", "Lookup", "Owner"]);

const isLookup = ({ type }: Column): boolean => LOOKUP_TYPES.has(type);

/** Why no value at all can be written into a column. */
const refusalOf = (
  column: Column,
  targets: readonly LookupTarget[],
  table: BulkTable,
): string | undefined => {
  if (!column.isOffered) {
    return column.shows === null
      ? "is not offered by the Web API: leave it out"
      : `only shows something of ${column.shows}: write ${listed(writtenAs(table, column.shows))} in its place`;
  }
  if (column.type === "File") {
    return "is a file, which is uploaded to the record and not written with it: leave it out";
  }
  if (column.type === "PartyList") {
    return "lists the parties of an activity, which bulk writes do not take: use [CRM] Create Entity";
  }
  return isLookup(column) && targets.length === 0
    ? "is a lookup that the Web API offers no navigation property for: leave it out"
    : undefined;
};

/** What gives the column a value. */
const writtenAs = ({ lookups }: BulkTable, column: string): readonly string[] => {
  const properties = [...lookups].filter(([, lookup]) => lookup.column === column);
  return properties.length === 0 ? [column] : properties.map(([property]) => `${property}@odata.bind`);
};

/** A lookup has its column, `_column_value` to read it, and a navigation property for each table it can point to. */
const lookupMembers = (column: Column, setting: BindSetting): Named => {
  const binds = setting.ofColumn.map(({ navigationProperty }) => `${navigationProperty}@odata.bind`);
  const [first] = setting.ofColumn;
  const advice = `is a lookup: write it as ${listed(binds)} with a reference such as "/${first?.entitySets[0] ?? "contacts"}(GUID of the record)", or null to clear it`;
  const direct = [column.name, `_${column.name}_value`].map((name) => [name, always(name, advice)] as const);
  return [
    ...direct,
    ...setting.ofColumn.flatMap((target): Named => {
      const property = target.navigationProperty;
      const bind = `${property}@odata.bind`;
      return [
        [property, columnMember(property, column, navigationCheck(advice))],
        [bind, columnMember(bind, column, bindCheck(target, setting))],
      ];
    }),
  ];
};

const MOST_LISTED = 5;

/** Some lookups, such as the regarding of an activity, can point to dozens of tables. */
const listed = (names: readonly string[]): string =>
  names
    .slice(0, MOST_LISTED)
    .map((name) => `'${name}'`)
    .join(" or ");

const navigationCheck =
  (advice: string): ValueCheck =>
  (value) =>
    typeof value === "object"
      ? "holds a whole record, and only a new record may bring related ones: use @odata.bind to a record that exists"
      : advice;

/**
 * What is common to all columns. "If you try to set a value in a create or update operation for a column that isn't valid
 * for that operation, the value is ignored" (Microsoft, "Column definitions"). The primary key may be given on create, and
 * on update says which record is meant.
 */
const columnMember =
  (name: string, column: Column, check: ValueCheck): MemberCheck =>
  (value, purpose) => {
    if (!column.isPrimaryId && !isWritten(column, purpose)) {
      return `${name} is not written on ${WRITES[purpose]}: Dataverse would ignore the value; leave it out.`;
    }
    const problem = isCleared(column, value)
      ? clearingProblem(column)
      : (imageProblem(column, purpose) ?? check(value));
    return problem === undefined ? undefined : `${name} ${problem}.`;
  };

/** Microsoft, "Use image column data": a new record takes the primary image alone. */
const imageProblem = ({ type, isPrimaryImage }: Column, purpose: Purpose): string | undefined =>
  type === "Image" && !isPrimaryImage && purpose === "create"
    ? "is not the primary image of the table, which alone can be set on create: set it by an update afterwards"
    : undefined;

const WRITES: Readonly<Record<Purpose, string>> = {
  create: "create",
  update: "update",
  upsert: "create or update",
};

const isWritten = ({ validForCreate, validForUpdate }: Column, purpose: Purpose): boolean =>
  (validForCreate && purpose !== "update") || (validForUpdate && purpose !== "create");

/** Empty text is stored as no value. */
const TEXT_TYPES: ReadonlySet<string> = new Set(["Image", "Memo", "MultiSelectPicklist", "String"]);

const isCleared = ({ type }: Column, value: unknown): boolean =>
  value === null || (value === "" && TEXT_TYPES.has(type));

/** A record is always in a state, whether the definition requires it or not. */
const clearingProblem = ({ isRequired, isPrimaryId, type }: Column): string | undefined =>
  (isRequired && !isPrimaryId) || type === "State" || type === "Status"
    ? "cannot be emptied, since Dataverse requires it: give it a value, or leave it out"
    : undefined;
