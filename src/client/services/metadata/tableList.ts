import type { JsonObject } from "../jsonObject.ts";
import type { ServiceContext } from "../serviceContext.ts";
import { inNameOrder } from "../tables/nameOrder.ts";
import { flagIn, textIn } from "./definitionValues.ts";
import { labelOrName, labelText } from "./label.ts";
import { readTables } from "./readTables.ts";

export interface TableListOptions {
  readonly includeCustom: boolean;
  /** Leaves out tables whose definition says `IsChildEntity`. */
  readonly onlyTopLevel: boolean;
  readonly includeDetails: boolean;
}

export interface ListedTable {
  /** The table's `MetadataId`. */
  readonly entityId: string;
  readonly logicalName: string;
  readonly schemaName: string;
  /** Null for a table that the Web API does not offer. */
  readonly entitySetName: string | null;
  readonly displayName: string;
  readonly pluralDisplayName: string;
  readonly primaryIdAttribute: string | null;
  readonly primaryNameAttribute: string | null;
  readonly isCustomEntity: boolean;
  readonly isChildEntity: boolean;
}

export interface TableDetails {
  /** Empty where there is none. */
  readonly description: string;
  readonly ownershipType: string | null;
  readonly isActivity: boolean;
  readonly isBusinessProcessEnabled: boolean;
  readonly isValidForAdvancedFind: boolean;
  readonly isValidForQueue: boolean;
  readonly entityColor: string | null;
  readonly iconLargeName: string | null;
  readonly iconMediumName: string | null;
  readonly iconSmallName: string | null;
}

export interface TableList {
  readonly entities: readonly (ListedTable & Partial<TableDetails>)[];
  /** The three count what is in `entities`. */
  readonly totalCount: number;
  readonly customEntitiesCount: number;
  readonly systemEntitiesCount: number;
}

const listed = [
  "MetadataId",
  "LogicalName",
  "SchemaName",
  "EntitySetName",
  "DisplayName",
  "DisplayCollectionName",
  "PrimaryIdAttribute",
  "PrimaryNameAttribute",
  "IsCustomEntity",
  "IsChildEntity",
];
const details = [
  "Description",
  "OwnershipType",
  "IsActivity",
  "IsBusinessProcessEnabled",
  "IsValidForAdvancedFind",
  "IsValidForQueue",
  "EntityColor",
  "IconLargeName",
  "IconMediumName",
  "IconSmallName",
];

/** The tables of the environment in the order of their schema names, for one request. */
export const listTables = async (
  context: ServiceContext,
  { includeCustom, onlyTopLevel, includeDetails }: TableListOptions,
): Promise<TableList> => {
  const tables = await readTables(context, {
    operation: "List the tables",
    select: includeDetails ? [...listed, ...details] : listed,
    shape: (table) => ({ ...listedTable(table), ...(includeDetails && tableDetails(table)) }),
  });
  const entities = tables
    .filter(({ isCustomEntity }) => includeCustom || !isCustomEntity)
    .filter(({ isChildEntity }) => !(onlyTopLevel && isChildEntity))
    .toSorted((one, other) => inNameOrder(one.schemaName, other.schemaName));
  const custom = entities.filter(({ isCustomEntity }) => isCustomEntity).length;
  return {
    entities,
    totalCount: entities.length,
    customEntitiesCount: custom,
    systemEntitiesCount: entities.length - custom,
  };
};

const listedTable = (table: JsonObject): ListedTable => {
  const logicalName = textIn(table, "LogicalName") ?? "";
  return {
    entityId: textIn(table, "MetadataId") ?? "",
    logicalName,
    schemaName: textIn(table, "SchemaName") ?? logicalName,
    entitySetName: textIn(table, "EntitySetName"),
    displayName: labelOrName(table["DisplayName"], logicalName),
    pluralDisplayName: labelOrName(table["DisplayCollectionName"], logicalName),
    primaryIdAttribute: textIn(table, "PrimaryIdAttribute"),
    primaryNameAttribute: textIn(table, "PrimaryNameAttribute"),
    isCustomEntity: flagIn(table, "IsCustomEntity"),
    isChildEntity: flagIn(table, "IsChildEntity"),
  };
};

const tableDetails = (table: JsonObject): TableDetails => ({
  description: labelText(table["Description"]) ?? "",
  ownershipType: textIn(table, "OwnershipType"),
  isActivity: flagIn(table, "IsActivity"),
  isBusinessProcessEnabled: flagIn(table, "IsBusinessProcessEnabled"),
  isValidForAdvancedFind: flagIn(table, "IsValidForAdvancedFind"),
  isValidForQueue: flagIn(table, "IsValidForQueue"),
  entityColor: textIn(table, "EntityColor"),
  iconLargeName: textIn(table, "IconLargeName"),
  iconMediumName: textIn(table, "IconMediumName"),
  iconSmallName: textIn(table, "IconSmallName"),
});
