import type { Dataverse } from "../organization/dataverse.ts";
import { changeTable, putTable } from "../organization/edits.ts";
import { type ColumnDraft, customColumns } from "../schema/customColumn.ts";
import {
  customTable,
  nextTypeCode,
  syntheticTables,
  type TableDraft,
  withColumns,
} from "../schema/customTable.ts";
import type { TableDefinition } from "../schema/model.ts";

/** Adds to the schema without the Web API. What is added is there at once. */
export interface SchemaControl {
  /** Adds a table, with the columns every table has; of the draft only `schemaName` is needed. */
  readonly addTable: (draft: TableDraft) => TableDefinition;
  /** Adds a column, or replaces the one of its name; needs `schemaName` and `type`. */
  readonly addColumn: (table: string, draft: ColumnDraft) => void;
  /** Adds tables `new_synthetic0001`… for tests of large organizations. */
  readonly addSynthetic: (size: { readonly tables: number; readonly columns: number }) => void;
}

export const createSchemaControl = (current: () => Dataverse): SchemaControl => {
  const codes = (): readonly number[] =>
    [...current().catalog.published().tables.values()].map(({ objectTypeCode }) => objectTypeCode);
  return {
    addTable: (draft) => {
      const table = customTable({ objectTypeCode: nextTypeCode(codes()), ...draft });
      const { schema, catalog } = current();
      if (schema.tables.has(table.logicalName) || schema.byEntitySet.has(table.entitySetName)) {
        throw new Error(`There is a table '${table.logicalName}' or a set '${table.entitySetName}' already.`);
      }
      catalog.change(putTable(table));
      return table;
    },
    addColumn: (table, draft) => {
      const { catalog } = current();
      if (!catalog.published().tables.has(table)) {
        throw new Error(`There is no table '${table}'.`);
      }
      const columns = customColumns(draft);
      catalog.change(changeTable(table, (definition) => withColumns(definition, columns)));
    },
    addSynthetic: ({ tables, columns }) => {
      const first = nextTypeCode(codes());
      const added = syntheticTables(tables, columns).map((table, index) => ({
        ...table,
        objectTypeCode: first + index,
      }));
      current().catalog.change((definitions) => ({
        ...definitions,
        tables: new Map([
          ...definitions.tables,
          ...added.map((table) => [table.logicalName, table] as const),
        ]),
      }));
    },
  };
};
