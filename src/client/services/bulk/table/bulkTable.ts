import { DataverseError } from "../../../errors.ts";
import { errorSentence } from "../../../http/errorSentence.ts";
import { equalsText } from "../../../odata/definitionQuery.ts";
import { isJsonObject, type JsonObject } from "../../jsonObject.ts";
import { flagIn, textIn } from "../../metadata/definitionValues.ts";
import { readTables } from "../../metadata/readTables.ts";
import type { ServiceContext } from "../../serviceContext.ts";
import type { EntitySets } from "../../tables/entitySets.ts";

/** What writing many records of a table has to know of it. */
export interface BulkTable {
  readonly entitySet: string;
  readonly logicalName: string;
  /** The column of the primary key. */
  readonly primaryId: string;
  /** Elastic tables have no transactions (Microsoft, "Elastic tables for developers"). */
  readonly isElastic: boolean;
  /** New records may bring their ids; those of virtual tables are made elsewhere (Microsoft, "Virtual tables"). */
  readonly takesIds: boolean;
  readonly keys: readonly TableKey[];
  /** `AttributeType` ("Money", "Lookup", …) by the logical name of the column. */
  readonly columnTypes: ReadonlyMap<string, string>;
  /** By navigation property, which is what `@odata.bind` takes: `primarycontactid`, `parentcustomerid_account`. */
  readonly lookups: ReadonlyMap<string, TableLookup>;
}

/** An alternate key. */
export interface TableKey {
  readonly columns: readonly string[];
  /** A key works once its index is built (Microsoft, "Define alternate keys for a table"). */
  readonly isActive: boolean;
}

/** A lookup towards one of the tables that its column can point to. */
export interface TableLookup {
  readonly column: string;
  /** The logical name of the table. */
  readonly target: string;
}

const EXPANSIONS = [
  "Keys($select=KeyAttributes,EntityKeyIndexStatus)",
  "Attributes($select=LogicalName,AttributeType,IsValidODataAttribute)",
  "ManyToOneRelationships($select=ReferencingAttribute,ReferencedEntity,ReferencingEntityNavigationPropertyName)",
];

/** Reads the table that Entity Type names, in one request when that is an entity set. */
export const findBulkTable = (
  context: ServiceContext,
  entitySets: EntitySets,
  entityType: string,
): Promise<BulkTable> =>
  entitySets.run(entityType, async (entitySet) => {
    const table = await readBulkTable(context, entitySet);
    if (table !== undefined) {
      return table;
    }
    await askForSet(context, entitySet);
    const operation = `Look up the table ${entitySet}`;
    throw new DataverseError(errorSentence({ operation, what: "its definition cannot be read" }), {
      kind: "notSupported",
      operation,
    });
  });

/** Asks the set itself, so that an unknown one is answered, and corrected, as in every action. */
const askForSet = async (context: ServiceContext, entitySet: string): Promise<void> => {
  await context.send({
    operation: `Look up the table ${entitySet}`,
    method: "GET",
    path: `${entitySet}?$top=1`,
    repeat: "read",
  });
};

const readBulkTable = async (context: ServiceContext, entitySet: string): Promise<BulkTable | undefined> => {
  const [table] = await readTables(context, {
    operation: `Look up the table ${entitySet}`,
    select: ["LogicalName", "EntitySetName", "PrimaryIdAttribute", "TableType"],
    filter: equalsText("EntitySetName", entitySet),
    expand: EXPANSIONS.join(","),
    shape: bulkTable,
  });
  return table;
};

const bulkTable = (definition: JsonObject): BulkTable => ({
  entitySet: textIn(definition, "EntitySetName") ?? "",
  logicalName: textIn(definition, "LogicalName") ?? "",
  primaryId: textIn(definition, "PrimaryIdAttribute") ?? "",
  isElastic: definition["TableType"] === "Elastic",
  takesIds: definition["TableType"] !== "Virtual",
  keys: objectsIn(definition, "Keys").map(({ KeyAttributes: columns, EntityKeyIndexStatus: status }) => ({
    columns: Array.isArray(columns) ? columns.map(String) : [],
    isActive: status === "Active",
  })),
  columnTypes: new Map(
    objectsIn(definition, "Attributes")
      .filter((column) => flagIn(column, "IsValidODataAttribute"))
      .map((column) => [textIn(column, "LogicalName") ?? "", textIn(column, "AttributeType") ?? ""]),
  ),
  lookups: new Map(
    objectsIn(definition, "ManyToOneRelationships").map((relationship) => [
      textIn(relationship, "ReferencingEntityNavigationPropertyName") ?? "",
      {
        column: textIn(relationship, "ReferencingAttribute") ?? "",
        target: textIn(relationship, "ReferencedEntity") ?? "",
      },
    ]),
  ),
});

const objectsIn = (definition: JsonObject, property: string): readonly JsonObject[] => {
  const value = definition[property];
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
};
