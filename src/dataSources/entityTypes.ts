import { connection } from "../inputs/connection.ts";
import { includeCustom } from "../inputs/tables/includeCustom.ts";
import { includeOnlyTopLevel } from "../inputs/tables/includeOnlyTopLevel.ts";
import { byLabel, labelWithName } from "./choices.ts";
import { dataverseDataSource } from "./dataverseDataSource.ts";

export const entityTypes = dataverseDataSource({
  display: {
    label: "Select Entity Type",
    description: "The tables whose records can be read and written, for the input Entity Type.",
  },
  inputs: { connection, includeCustom, includeOnlyTopLevel },
  type: "picklist",
  list: async ({ tables }, { includeCustom, includeOnlyTopLevel }) => {
    const { entities } = await tables.list({
      includeCustom,
      onlyTopLevel: includeOnlyTopLevel,
      includeDetails: false,
    });
    return byLabel(
      entities.flatMap(({ entitySetName, displayName, logicalName }) =>
        entitySetName === null
          ? []
          : [{ key: entitySetName, label: labelWithName(displayName, logicalName) }],
      ),
    );
  },
  example: [{ key: "accounts", label: "Account (account)" }],
});
