import type { ColumnDefinition } from "./model.ts";

const readOnly = { validForCreate: false, validForUpdate: false, required: "None" } as const;

const companion = (
  { logicalName, schemaName, label, custom }: ColumnDefinition,
  suffix: string,
  details: Pick<ColumnDefinition, "type" | "maxLength">,
): ColumnDefinition => ({
  logicalName: `${logicalName}${suffix.toLowerCase()}`,
  schemaName: `${schemaName}${suffix}`,
  label: `${label}${suffix.replace("_", " ")}`,
  custom,
  ...readOnly,
  ...details,
});

/** The columns the service adds for a file or an image column (Microsoft, Use file column data; Use image column data). */
const companionsOf = (column: ColumnDefinition): readonly ColumnDefinition[] => {
  if (column.type === "File") {
    return [companion(column, "_Name", { type: "String", maxLength: 200 })];
  }
  return column.type === "Image"
    ? [
        companion(column, "Id", { type: "Uniqueidentifier" }),
        companion(column, "_Timestamp", { type: "BigInt" }),
        companion(column, "_URL", { type: "String", maxLength: 200 }),
      ]
    : [];
};

/** All columns of a table with the companions of its files and images, which a definition need not name. */
export const withCompanions = (columns: readonly ColumnDefinition[]): readonly ColumnDefinition[] => {
  const named = new Set(columns.map(({ logicalName }) => logicalName));
  return columns.flatMap((column) => [
    column,
    ...companionsOf(column).filter(({ logicalName }) => !named.has(logicalName)),
  ]);
};
