import { labelOrName } from "../client/services/metadata/label.ts";
import { tableId } from "../inputs/attributes/tableId.ts";
import { connection } from "../inputs/connection.ts";
import { byLabel, labelWithName } from "./choices.ts";
import { dataverseDataSource } from "./dataverseDataSource.ts";

export const attributes = dataverseDataSource({
  display: {
    label: "Select Attribute",
    description: "The columns of a table by the id of their definition, for the input Attribute Key.",
  },
  inputs: { connection, entityId: tableId },
  type: "picklist",
  list: async (client, { entityId }) => {
    const { value } = await client.attributes.query(entityId, {
      select: ["MetadataId", "LogicalName", "DisplayName"],
    });
    return byLabel(
      value.map((attribute) => {
        const name = String(attribute["LogicalName"]);
        return {
          key: String(attribute["MetadataId"]),
          label: labelWithName(labelOrName(attribute["DisplayName"], name), name),
        };
      }),
    );
  },
  example: [{ key: "a1965545-44bc-4b7b-b1ae-93074d0e3f2a", label: "Account Name (name)" }],
});
