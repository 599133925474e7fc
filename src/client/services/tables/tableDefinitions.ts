import { DataverseError } from "../../errors.ts";
import { restated } from "../../http/restated.ts";
import { type TableReference, tableDefinitionPath } from "../../odata/tableReference.ts";
import type { ServiceContext } from "../serviceContext.ts";
import { createCorrectedNames } from "./correctedNames.ts";

/** A table's definition, ready for a request. */
export interface TablePlace {
  /** `EntityDefinitions(LogicalName='account')`: more segments and a query may follow. */
  readonly path: string;
  /** How sentences name the table: its logical name, or the id it was given by. */
  readonly name: string;
}

export interface TableDefinitions {
  /**
   * Makes a call below the definition of a table. When Dataverse knows no such table, a name is looked up among the
   * entity sets and collections and the call is made once more: nothing was written by the first, whatever its method.
   */
  readonly run: <Result>(
    reference: TableReference,
    call: (table: TablePlace) => Promise<Result>,
  ) => Promise<Result>;
}

/** Table not found in the metadata cache (Microsoft, "Web service error codes": QueryBuilderNoEntity). */
const NO_SUCH_TABLE = "0x80041102";

/**
 * Dataverse answers for tables and for what belongs to them with one code, ObjectDoesNotExist; the text tells which. A
 * text about something else is taken for the table's: at worst the tables are looked up in vain.
 */
const belongings = /\b(?:attribute|relationship|key|option ?set)\b/i;

const isUnknownTable = (error: unknown): error is DataverseError =>
  error instanceof DataverseError &&
  (error.code === NO_SUCH_TABLE ||
    (error.kind === "notFound" && !belongings.test(error.serverMessage ?? "")));

/** Names that had to be corrected are remembered for the lifetime of the client that the definitions belong to. */
export const createTableDefinitions = (context: ServiceContext): TableDefinitions => {
  const corrected = createCorrectedNames(context, {
    kinds: ["logicalName", "entitySet", "logicalCollectionName"],
    called: "table",
    isUnknown: isUnknownTable,
  });
  const place = (by: TableReference["by"], value: string): TablePlace => ({
    path: tableDefinitionPath({ by, value }),
    name: value,
  });
  return {
    run: async ({ input, by, value }, call) =>
      by === "name"
        ? corrected({ input, name: value, call: (name) => call(place("name", name)) })
        : byId(input, value, () => call(place("metadataId", value))),
  };
};

const byId = async <Result>(input: string, id: string, call: () => Promise<Result>): Promise<Result> => {
  try {
    return await call();
  } catch (error) {
    throw isUnknownTable(error) ? unknownId(input, id, error) : error;
  }
};

const unknownId = (input: string, id: string, cause: DataverseError): DataverseError =>
  restated(cause, {
    kind: "notFound",
    what: `${input} names no table: there is no table with the MetadataId ${id}`,
    hint: "Enter the logical name of the table, such as account. The id of a record does not name its table.",
  });
