import type { JsonObject } from "../../jsonObject.ts";
import type { BulkTable } from "../table/bulkTable.ts";
import type { Column } from "./definitions/column.ts";
import type { Purpose, RecordProblem } from "./recordProblem.ts";

type MissingColumns = (
  record: JsonObject,
  purpose: Purpose,
  key: readonly string[],
) => readonly RecordProblem[];

const NOTHING: readonly RecordProblem[] = [];

/**
 * The columns that a new record must have and does not. "Dataverse only enforces the SystemRequired option for columns
 * created by the system", and "doesn't return an error when a column with ApplicationRequired applied doesn't have a
 * value" (Microsoft, "Column definitions", Column requirement level). So what only forms ask for is no problem here.
 */
export const missingColumns = (table: BulkTable, columns: readonly Column[]): MissingColumns => {
  const required = columns.filter(mustBeGiven).map((column) => ({
    name: column.name,
    /** Every way in which a record or its key can give the column. */
    members: [column.name, `_${column.name}_value`, ...bindsOf(table, column.name)],
  }));
  return (record, purpose, key) =>
    purpose === "update" || required.length === 0
      ? NOTHING
      : required
          .filter(({ members }) => !members.some((name) => record[name] !== undefined || key.includes(name)))
          .map(({ name }) => ({ message: `${name} is missing, ${REASONS[purpose]}: ${ADVICE}.` }));
};

const REASONS = {
  create: "and its definition requires it of a new record",
  upsert: "and its definition requires it of a new record, should the upsert create one",
};

/** Some that definitions require are filled in on the way, as no definition tells. */
const ADVICE = "give it a value, unless you know that Dataverse or a plug-in fills it in";

const bindsOf = ({ lookups }: BulkTable, column: string): readonly string[] =>
  [...lookups]
    .filter(([, lookup]) => lookup.column === column)
    .flatMap(([property]) => [property, `${property}@odata.bind`]);

/**
 * Types whose required columns the system fills in: a new record has a state and an owner, yes/no columns always have a
 * default, ids, names of tables and versions are the system's own.
 */
const FILLED_TYPES: ReadonlySet<string> = new Set([
  "BigInt",
  "Boolean",
  "EntityName",
  "ManagedProperty",
  "Owner",
  "State",
  "Status",
  "Uniqueidentifier",
  "Virtual",
]);

/**
 * Others that it fills in: from the owner, from the organization, the caller as the administrator of a team, and of a
 * marketing list what `createdfromcode` tells. Microsoft's samples create teams and lists without them.
 */
const FILLED_COLUMNS: ReadonlySet<string> = new Set([
  "administratorid",
  "membertype",
  "organizationid",
  "owningbusinessunit",
  "transactioncurrencyid",
]);

const mustBeGiven = (column: Column): boolean =>
  column.isRequired &&
  column.isOffered &&
  column.validForCreate &&
  !column.isPrimaryId &&
  !column.isLogical &&
  !isFilledIn(column);

const isFilledIn = ({ name, type, defaultValue, isAutoNumber }: Column): boolean =>
  FILLED_TYPES.has(type) || FILLED_COLUMNS.has(name) || defaultValue !== undefined || isAutoNumber;
