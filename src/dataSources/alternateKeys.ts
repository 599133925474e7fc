import { connection } from "../inputs/connection.ts";
import { dependedTable } from "../inputs/tables/dependedTable.ts";
import { byLabel, labelWithName } from "./choices.ts";
import { dataverseDataSource } from "./dataverseDataSource.ts";

export const alternateKeys = dataverseDataSource({
  display: {
    label: "Select Alternate Key",
    description:
      "The alternate keys of a table that work, as the columns they are made of, for the input Key Columns.",
  },
  inputs: { connection, entityType: dependedTable },
  type: "picklist",
  list: async ({ tables }, { entityType }) =>
    byLabel(
      (await tables.alternateKeys(entityType))
        .filter(({ isActive }) => isActive)
        .map(({ label, columns }) => ({
          key: columns.join(","),
          label: labelWithName(label, columns.join(", ")),
        })),
    ),
  example: [{ key: "accountnumber", label: "Account Number (accountnumber)" }],
});
