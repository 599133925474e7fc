import { isJsonObject, type JsonObject } from "../../jsonObject.ts";
import type { ServiceContext } from "../../serviceContext.ts";
import type { BulkTable } from "../table/bulkTable.ts";
import { readDefinitions, type TableDefinitions } from "./definitions/readDefinitions.ts";
import { memberChecks } from "./memberChecks.ts";
import { missingColumns } from "./missingColumns.ts";
import type { Purpose, RecordProblem } from "./recordProblem.ts";
import { stateCheck } from "./stateCheck.ts";
import { createUnknownMembers } from "./unknownMembers.ts";

export interface Preflight {
  /**
   * Empty when nothing is wrong. `record` holds what would be sent (columns by logical name, `nav@odata.bind`,
   * annotations), `key` the names of columns that are given by the record's key and so need not be in it.
   */
  readonly check: (record: JsonObject, purpose: Purpose, key?: readonly string[]) => readonly RecordProblem[];
}

/**
 * Reads what checking needs, in one request. Checked is what definitions tell: not the related records that a new
 * one brings along, whether a record that a lookup names
 * exists, whether the value of an alternate key is taken, what plug-ins and business rules say, or what users may do.
 */
export const readPreflight = async (context: ServiceContext, table: BulkTable): Promise<Preflight> =>
  createPreflight(table, await readDefinitions(context, table.logicalName), context.serviceRoot);

const createPreflight = (table: BulkTable, definitions: TableDefinitions, serviceRoot: string): Preflight => {
  const members = memberChecks(table, definitions, serviceRoot);
  const unknown = createUnknownMembers(table, definitions.columns);
  const checkState = stateCheck(definitions);
  const missing = missingColumns(table, definitions.columns);
  const isRelated = (name: string, value: unknown): boolean =>
    Array.isArray(value)
      ? definitions.collections.has(name.replace(/@odata\.bind$/, ""))
      : isJsonObject(value) && table.lookups.has(name);
  const messageAbout = (name: string, value: unknown, purpose: Purpose): string | undefined => {
    const check = members.get(name);
    if (purpose === "create" && isRelated(name, value)) {
      return undefined;
    }
    if (check === undefined) {
      return isAnnotation(name) ? undefined : unknown(name, value);
    }
    return check(value, purpose);
  };
  return {
    check: (record, purpose, key = NO_KEY) => {
      const problems: RecordProblem[] = [];
      for (const column of Object.keys(record)) {
        const value = record[column];
        const message = value === undefined ? undefined : messageAbout(column, value, purpose);
        if (message !== undefined) {
          problems.push({ column, message });
        }
      }
      problems.push(...checkState(record, purpose), ...missing(record, purpose, key));
      if (purpose === "update" && !writesAnything(record, [table.primaryId, ...key])) {
        problems.push(NOTHING_TO_WRITE);
      }
      return problems;
    },
  };
};

const writesAnything = (record: JsonObject, key: readonly string[]): boolean =>
  Object.keys(record).some(
    (name) => record[name] !== undefined && !isAnnotation(name) && !key.includes(name),
  );

const NO_KEY: readonly string[] = [];

const NOTHING_TO_WRITE: RecordProblem = {
  message: "There is nothing to write beside the key: give at least one column that is to change.",
};

/** `@odata.type`, or an annotation of a column: Dataverse passes over all but `@odata.bind`. */
const isAnnotation = (name: string): boolean => name.includes("@") && !name.endsWith("@odata.bind");
