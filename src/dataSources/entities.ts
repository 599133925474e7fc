import { connection } from "../inputs/connection.ts";
import { includeCustom } from "../inputs/tables/includeCustom.ts";
import { includeOnlyTopLevel } from "../inputs/tables/includeOnlyTopLevel.ts";
import { byLabel, labelWithName } from "./choices.ts";
import { dataverseDataSource } from "./dataverseDataSource.ts";

export const entities = dataverseDataSource({
  display: {
    label: "Select Entity",
    description: "The tables by the id of their definition, for the inputs of the actions about columns.",
  },
  inputs: { connection, includeCustom, includeOnlyTopLevel },
  type: "picklist",
  list: async ({ tables }, { includeCustom, includeOnlyTopLevel }) => {
    const list = await tables.list({
      includeCustom,
      onlyTopLevel: includeOnlyTopLevel,
      includeDetails: false,
    });
    return byLabel(
      list.entities.map(({ entityId, displayName, logicalName }) => ({
        key: entityId,
        label: labelWithName(displayName, logicalName),
      })),
    );
  },
  example: [{ key: "70816501-edb9-4740-a16c-6a5efbc05d84", label: "Account (account)" }],
});
