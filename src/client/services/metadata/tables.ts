import type { TableReference } from "../../odata/tableReference.ts";
import type { JsonObject } from "../jsonObject.ts";
import type { ServiceContext } from "../serviceContext.ts";
import type { TableDefinitions } from "../tables/tableDefinitions.ts";
import { type AlternateKeyDefinition, readAlternateKeys } from "./alternateKeys.ts";
import { type EntitySetPage, type EntitySetPageOptions, readEntitySetPage } from "./entitySetPage.ts";
import { readTableDefinition, type TableDefinitionOptions } from "./tableDefinition.ts";
import { listTables, type TableList, type TableListOptions } from "./tableList.ts";
import {
  readTablesWithColumns,
  type TablesWithColumnsOptions,
  type TableWithColumns,
} from "./tablesWithColumns.ts";

/** What there is to know about tables. */
export interface Tables {
  /** The entity sets of the service document, page by page. */
  readonly entitySets: (options: EntitySetPageOptions) => Promise<EntitySetPage>;
  readonly list: (options: TableListOptions) => Promise<TableList>;
  readonly withColumns: (options: TablesWithColumnsOptions) => Promise<readonly TableWithColumns[]>;
  readonly definition: (reference: TableReference, options: TableDefinitionOptions) => Promise<JsonObject>;
  readonly alternateKeys: (reference: TableReference) => Promise<readonly AlternateKeyDefinition[]>;
}

export const createTables = (context: ServiceContext, definitions: TableDefinitions): Tables => ({
  entitySets: async (options) => readEntitySetPage(context, options),
  list: async (options) => listTables(context, options),
  withColumns: async (options) => readTablesWithColumns(context, options),
  definition: async (reference, options) =>
    readTableDefinition(context, definitions, { ...options, reference }),
  alternateKeys: (reference) => definitions.run(reference, (table) => readAlternateKeys(context, table)),
});
