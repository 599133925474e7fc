import { quoted } from "../../odata/names.ts";
import type { ServiceContext } from "../serviceContext.ts";
import { inNameOrder } from "../tables/nameOrder.ts";
import { readTables } from "./readTables.ts";
import { type Field, readColumns } from "./tableColumns.ts";
import {
  filterTables,
  isNamed,
  type NamedTable,
  namedTable,
  namingProperties,
  noSuchTables,
  type TableFilter,
  unknownNames,
} from "./tableFilter.ts";

export interface TablesWithColumnsOptions extends TableFilter {
  /** Names or labels of the tables to mark. */
  readonly defaultSelected: readonly string[];
}

/** A table with its columns, in the shape that the platform's pickers of tables and fields take. */
export interface TableWithColumns {
  readonly object: {
    /** The table's `MetadataId`. */
    readonly key: string;
    /** The table's schema name. */
    readonly label: string;
  };
  readonly defaultSelected: boolean;
  readonly fields: readonly Field[];
}

const operation = "Get the metadata of the tables";

/**
 * The tables that the filter takes with their readable columns, in the order of their schema names: one request for
 * the tables, and one for the columns of each hundred of them.
 */
export const readTablesWithColumns = async (
  context: ServiceContext,
  { defaultSelected, ...filter }: TablesWithColumnsOptions,
): Promise<readonly TableWithColumns[]> => {
  const all = await readTables(context, { operation, select: namingProperties, shape: namedTable });
  checkFilter(context, all, filter.names);
  warnOfUnknown(context, "Default Selected Entity Types", unknownNames(all, defaultSelected));
  const tables = filterTables(all, filter).toSorted((one, other) =>
    inNameOrder(one.schemaName, other.schemaName),
  );
  const columns = await readColumns(
    context,
    tables.map(({ logicalName }) => logicalName),
  );
  return tables.flatMap((table) => {
    const fields = columns.get(table.logicalName);
    if (fields === undefined) {
      context.log.warn(`The table ${table.logicalName} was deleted meanwhile and is left out.`);
      return [];
    }
    return [
      {
        object: { key: table.id, label: table.schemaName },
        defaultSelected: isNamed(table, defaultSelected),
        fields,
      },
    ];
  });
};

/** A flow may list tables that only some of its environments have; a filter of which nothing fits is a mistake. */
const checkFilter = (
  context: ServiceContext,
  tables: readonly NamedTable[],
  wanted: readonly string[],
): void => {
  const unknown = unknownNames(tables, wanted);
  if (unknown.length > 0 && unknown.length === wanted.length) {
    throw noSuchTables(operation, tables, wanted);
  }
  warnOfUnknown(context, "Entity Type Filter", unknown);
};

const warnOfUnknown = ({ log }: ServiceContext, input: string, names: readonly string[]): void => {
  if (names.length > 0) {
    log.warn(
      `${input}: no table of this environment is called ${names.map(quoted).join(" or ")}, so ${names.length === 1 ? "this entry was" : "these entries were"} ignored.`,
    );
  }
};
