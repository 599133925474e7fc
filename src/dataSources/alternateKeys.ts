import { tableId } from "../inputs/attributes/tableId.ts";
import { connection } from "../inputs/connection.ts";
import { byLabel, labelWithName } from "./choices.ts";
import { dataverseDataSource } from "./dataverseDataSource.ts";

export const alternateKeys = dataverseDataSource({
  display: {
    label: "Select Alternate Key",
    description: "The alternate keys of a table that work, as the columns they are made of.",
  },
  inputs: { connection, entityId: tableId },
  type: "picklist",
  list: async ({ tables }, { entityId }) =>
    byLabel(
      (await tables.alternateKeys(entityId))
        .filter(({ isActive }) => isActive)
        .map(({ label, columns }) => ({
          key: columns.join(","),
          label: labelWithName(label, columns.join(", ")),
        })),
    ),
  example: [{ key: "accountnumber", label: "Account Number (accountnumber)" }],
});
