import { bigWhole, guid, primaryId } from "./columns.ts";
import type { TableDefinition } from "./model.ts";

/** The table of a many-to-many relationship, with the columns that hold the ids of both sides. */
export const intersectTable = (
  name: string,
  columns: readonly [string, string],
  objectTypeCode: number,
): TableDefinition => ({
  logicalName: name.toLowerCase(),
  schemaName: name,
  entitySetName: `${name.toLowerCase()}set`,
  label: name,
  pluralLabel: name,
  objectTypeCode,
  primaryId: `${name.toLowerCase()}id`,
  primaryName: "",
  ownership: "None",
  custom: true,
  activity: false,
  changeTracking: false,
  optimisticConcurrency: false,
  columns: [
    primaryId(`${name}Id`, name),
    ...columns.map((column) => guid(column, column, { writable: "never" })),
    bigWhole("VersionNumber", "Version Number"),
  ],
  alternateKeys: [],
  intersect: true,
  writes: [],
});
