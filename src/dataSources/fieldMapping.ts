import type { Element } from "@prismatic-io/spectral";
import { connection } from "../inputs/connection.ts";
import { mappedFields } from "../inputs/tables/mappedFields.ts";
import { tableFilter, tableFilterInputs } from "../inputs/tables/tableFilter.ts";
import { dataverseDataSource } from "./dataverseDataSource.ts";

interface Table {
  readonly object: Element;
  readonly fields: Element[];
}

export const fieldMapping = dataverseDataSource({
  display: {
    label: "Map Fields to Attributes",
    description: "Fields of another system to be mapped to columns in a config wizard.",
  },
  inputs: {
    connection,
    mappedFields,
    ...tableFilterInputs,
  },
  type: "objectFieldMap",
  list: async ({ tables }, inputs) => {
    const found = await tables.withColumns({
      ...tableFilter(inputs),
      defaultSelected: [],
    });
    const options = found.map(({ object, fields }): Table => ({ object, fields: [...fields] }));
    return {
      fields: inputs.mappedFields.map((name) => ({
        field: { key: name, label: name },
        ...likely(name, options),
      })),
      options,
    };
  },
  example: {
    fields: [
      {
        field: { key: "Company Name", label: "Company Name" },
        defaultObject: { key: "70816501-edb9-4740-a16c-6a5efbc05d84", label: "Account" },
        defaultField: { key: "name", label: "Company Name" },
      },
    ],
    options: [
      {
        object: { key: "70816501-edb9-4740-a16c-6a5efbc05d84", label: "Account" },
        fields: [{ key: "name", label: "Company Name" }],
      },
    ],
  },
});

/** The one column that has the name of the field, or its label; none where several do. */
const likely = (name: string, tables: readonly Table[]) => {
  const wanted = name.trim().toLowerCase();
  const matches = tables.flatMap(({ object, fields }) =>
    fields
      .filter(({ key, label = "" }) => key.toLowerCase() === wanted || label.toLowerCase() === wanted)
      .map((field) => ({ defaultObject: object, defaultField: field })),
  );
  return matches.length === 1 ? matches[0] : undefined;
};
