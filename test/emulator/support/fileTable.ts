import type { ColumnDefinition, TableDefinition } from "../../../emulator/schema/model.ts";
import { defaultTables } from "../../../emulator/schema/tables/index.ts";

const column = (
  schemaName: string,
  type: ColumnDefinition["type"],
  details: Partial<ColumnDefinition> = {},
): ColumnDefinition => ({
  logicalName: schemaName.toLowerCase(),
  schemaName,
  type,
  label: schemaName.replace("new_", ""),
  validForCreate: true,
  validForUpdate: true,
  required: "None",
  custom: true,
  ...details,
});

/** A table with every kind of file and image column, and a primary image that is a picture of its own. */
const drawing: TableDefinition = {
  logicalName: "new_drawing",
  schemaName: "new_Drawing",
  entitySetName: "new_drawings",
  label: "Drawing",
  pluralLabel: "Drawings",
  objectTypeCode: 10_901,
  primaryId: "new_drawingid",
  primaryName: "new_name",
  ownership: "OrganizationOwned",
  custom: true,
  activity: false,
  changeTracking: false,
  optimisticConcurrency: true,
  primaryImage: "new_preview",
  alternateKeys: [{ name: "new_ByNumber", columns: ["new_number"] }],
  columns: [
    column("new_DrawingId", "Uniqueidentifier", { validForUpdate: false, required: "SystemRequired" }),
    column("new_Name", "String", { maxLength: 100 }),
    column("new_Number", "String", { maxLength: 20 }),
    column("VersionNumber", "BigInt", { validForCreate: false, validForUpdate: false, custom: false }),
    column("new_Plan", "File", { maxSizeInKb: 10_240 }),
    column("new_Sheet", "File", { maxSizeInKb: 1 }),
    column("new_Preview", "Image", { maxSizeInKb: 1 }),
    column("new_Photo", "Image", { maxSizeInKb: 10_240 }),
    column("new_Icon", "Image", { canStoreFullImage: false }),
  ],
};

/** The default tables and one for files. */
export const tablesWithFiles: readonly TableDefinition[] = [...defaultTables, drawing];
