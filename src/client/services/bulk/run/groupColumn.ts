import { invalidInput } from "../../../errors.ts";
import { closestNames } from "../../tables/closestNames.ts";
import type { BulkTable } from "../table/bulkTable.ts";

/** Refuses a Group By that no record of the table can have: it would group nothing, and nobody would notice. */
export const checkGroupColumn = (
  { entitySet, columnTypes, lookups }: BulkTable,
  groupBy: string | undefined,
): void => {
  const name = groupBy?.replace(/@odata\.bind$/, "").replace(/^_(.+)_value$/, "$1");
  if (name === undefined || columnTypes.has(name) || lookups.has(name)) {
    return;
  }
  const [closest] = closestNames(name, [...lookups.keys(), ...columnTypes.keys()], 1);
  const hint =
    closest === undefined
      ? "Name a lookup of the table, such as parentcustomerid_account."
      : `Did you mean '${closest}'?`;
  throw invalidInput(`Group By: the table ${entitySet} has no column or lookup '${name}'. ${hint}`);
};
