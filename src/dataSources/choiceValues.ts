import { invalidInput } from "../client/errors.ts";
import { choiceOptions } from "../client/services/metadata/attributes/choiceOptions.ts";
import { attributeKey } from "../inputs/attributes/attributeKey.ts";
import { tableId } from "../inputs/attributes/tableId.ts";
import { connection } from "../inputs/connection.ts";
import { dataverseDataSource } from "./dataverseDataSource.ts";

export const choiceValues = dataverseDataSource({
  display: {
    label: "Select Choice",
    description: "The options of a choice, status or yes/no column, in their own order.",
  },
  inputs: { connection, entityId: tableId, attributeType: attributeKey },
  type: "picklist",
  list: async ({ attributes }, { entityId, attributeType }) => {
    const attribute = await attributes.get(entityId, attributeType, {
      select: ["LogicalName"],
      expand: ["OptionSet"],
    });
    const options = choiceOptions(attribute);
    if (options === undefined) {
      throw invalidInput(
        `The column ${String(attribute["LogicalName"])} has no options. Choose a choice, status or yes/no column.`,
      );
    }
    return options.map(({ value, label }) => ({ key: String(value), label }));
  },
  example: [{ key: "1", label: "Accounting" }],
});
