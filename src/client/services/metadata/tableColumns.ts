import { DataverseError, type DataverseErrorKind } from "../../errors.ts";
import { isOneOf } from "../../odata/definitionQuery.ts";
import { chunksOf } from "../chunks.ts";
import { isJsonObject, type JsonObject } from "../jsonObject.ts";
import type { ServiceContext } from "../serviceContext.ts";
import { flagIn, textIn } from "./definitionValues.ts";
import { labelOrName } from "./label.ts";
import { readTables } from "./readTables.ts";

/** A column as the platform's pickers take it. */
export interface Field {
  /** The column's logical name. */
  readonly key: string;
  readonly label: string;
}

/** The columns by their table's logical name. */
export type ColumnsByTable = ReadonlyMap<string, readonly Field[]>;

/**
 * Definitions with their columns, by name. `RetrieveMetadataChanges` would do as well, but it writes out every property
 * that was not asked for as null (Microsoft, "Query schema definitions"), some fifty of them for each column.
 */
const TABLES_PER_REQUEST = 100;

/**
 * The readable columns of the tables, which are given by logical name. All requests are made at once: the client's lane
 * lets through as many as it should. A table that was deleted meanwhile is missing in the result.
 */
export const readColumns = async (
  context: ServiceContext,
  tables: readonly string[],
): Promise<ColumnsByTable> => {
  const chunks = chunksOf(tables, TABLES_PER_REQUEST);
  const columns = await Promise.all(chunks.map((chunk) => columnsOf(context, chunk)));
  return new Map(columns.flatMap((some) => [...some]));
};

/**
 * How many names a filter of definitions may list is documented nowhere. So a list that is refused is asked for in
 * halves, down to single tables, which are filtered by in the documented way. One after the other: should all be refused,
 * the first single one ends it.
 */
const columnsOf = async (context: ServiceContext, tables: readonly string[]): Promise<ColumnsByTable> => {
  try {
    return await readChunk(context, tables);
  } catch (error) {
    if (tables.length < 2 || !isRefusal(error)) {
      throw error;
    }
    context.log.debug(
      `The columns of ${tables.length} tables at once were refused; they are read in halves.`,
      {
        reason: error.message,
      },
    );
    const middle = Math.ceil(tables.length / 2);
    const first = await columnsOf(context, tables.slice(0, middle));
    return new Map([...first, ...(await columnsOf(context, tables.slice(middle)))]);
  }
};

const refusals: ReadonlySet<DataverseErrorKind> = new Set(["badRequest", "tooLarge", "notSupported"]);

const isRefusal = (error: unknown): error is DataverseError =>
  error instanceof DataverseError && refusals.has(error.kind);

const readChunk = async (context: ServiceContext, tables: readonly string[]): Promise<ColumnsByTable> =>
  new Map(
    await readTables(context, {
      operation: operationFor(tables),
      select: ["LogicalName"],
      filter: isOneOf("LogicalName", tables),
      expand: "Attributes($select=LogicalName,DisplayName,IsValidForRead,IsValidODataAttribute)",
      shape: (table) => [textIn(table, "LogicalName") ?? "", fieldsOf(table)] as const,
    }),
  );

const operationFor = (tables: readonly string[]): string => {
  const [first = "", last = first] = [tables[0], tables.at(-1)];
  return tables.length === 1
    ? `Read the columns of ${first}`
    : `Read the columns of ${tables.length} tables, ${first} to ${last}`;
};

/**
 * The columns that records can be read by, in the order of the definition. Left out are those that the Web API never
 * shows: secrets, and shadow columns such as `primarycontactidname` (Microsoft, "AttributeMetadata EntityType").
 */
const fieldsOf = ({ Attributes: attributes }: JsonObject): readonly Field[] =>
  (Array.isArray(attributes) ? attributes : [])
    .filter(isJsonObject)
    .filter((column) => flagIn(column, "IsValidForRead") && flagIn(column, "IsValidODataAttribute"))
    .map((column) => {
      const key = textIn(column, "LogicalName") ?? "";
      return { key, label: labelOrName(column["DisplayName"], key) };
    });
