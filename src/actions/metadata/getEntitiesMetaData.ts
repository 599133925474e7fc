import { z } from "zod";
import { connection } from "../../inputs/connection.ts";
import { defaultSelectedRecordTypes } from "../../inputs/tables/defaultSelectedRecordTypes.ts";
import { tableFilter, tableFilterInputs } from "../../inputs/tables/tableFilter.ts";
import { dataverseAction } from "../dataverseAction.ts";

const tablesWithColumnsSchema = z.array(
  z.object({
    object: z.object({
      key: z.string().describe("The table's MetadataId."),
      label: z.string().describe("The table's schema name."),
    }),
    defaultSelected: z.boolean().describe("True when Default Selected Entity Types names the table."),
    fields: z
      .array(
        z.object({
          key: z.string().describe("The column's logical name."),
          label: z.string().describe("The column's label; its logical name where it has none."),
        }),
      )
      .describe("The columns that can be read."),
  }),
);

export const getEntitiesMetaData = dataverseAction({
  display: {
    label: "[CRM] Get Entities Metadata",
    description: "A subset of Dynamics CRM Entity Types.",
  },
  inputs: {
    connection,
    defaultSelectedRecordTypes,
    ...tableFilterInputs,
  },
  run: ({ tables }, inputs) =>
    tables.withColumns({
      ...tableFilter(inputs),
      defaultSelected: inputs.defaultSelectedRecordTypes,
    }),
  effect: "read",
  output: tablesWithColumnsSchema,
  example: [
    {
      object: { key: "70816501-edb9-4740-a16c-6a5efbc05d84", label: "Account" },
      defaultSelected: true,
      fields: [
        { key: "accountid", label: "Account" },
        { key: "name", label: "Account Name" },
        { key: "revenue", label: "Annual Revenue" },
      ],
    },
  ],
});
