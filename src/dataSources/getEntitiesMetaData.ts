import { connection } from "../inputs/connection.ts";
import { defaultSelectedRecordTypes } from "../inputs/tables/defaultSelectedRecordTypes.ts";
import { tableFilter, tableFilterInputs } from "../inputs/tables/tableFilter.ts";
import { dataverseDataSource } from "./dataverseDataSource.ts";

export const getEntitiesMetaData = dataverseDataSource({
  display: {
    label: "Select Entities and Attributes",
    description: "The tables with their columns, for a config wizard in which both are selected.",
  },
  inputs: {
    connection,
    defaultSelectedRecordTypes,
    ...tableFilterInputs,
  },
  type: "objectSelection",
  list: async ({ tables }, inputs) => {
    const selection = await tables.withColumns({
      ...tableFilter(inputs),
      defaultSelected: inputs.defaultSelectedRecordTypes,
    });
    return selection.map(({ fields, ...table }) => ({ ...table, fields: [...fields] }));
  },
  example: [
    {
      object: { key: "70816501-edb9-4740-a16c-6a5efbc05d84", label: "Account" },
      defaultSelected: true,
      fields: [{ key: "name", label: "Account Name" }],
    },
  ],
});
