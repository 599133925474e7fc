import type { ColumnDefinition, ColumnType, TableDefinition } from "../schema/model.ts";
import { stableGuid } from "../store/guid.ts";
import { type Definition, label, managedProperty } from "./definition.ts";

/** Types whose metadata type, `AttributeType` or `AttributeTypeName` is not simply their name. */
const typeNames: Partial<Record<ColumnType, readonly [type: string, attributeType: string]>> = {
  Customer: ["Lookup", "Customer"],
  Owner: ["Lookup", "Owner"],
  Uniqueidentifier: ["UniqueIdentifier", "Uniqueidentifier"],
  MultiSelectPicklist: ["MultiSelectPicklist", "Virtual"],
  File: ["File", "Virtual"],
  Image: ["Image", "Virtual"],
};

/** "#Microsoft.Dynamics.CRM.StringAttributeMetadata" */
export const columnMetadataType = ({ type }: ColumnDefinition): string =>
  `#Microsoft.Dynamics.CRM.${typeNames[type]?.[0] ?? type}AttributeMetadata`;

const stringDetails = ({ maxLength }: ColumnDefinition): Definition => ({
  MaxLength: maxLength ?? null,
  Format: "Text",
  FormatName: { Value: "Text" },
});

const numberDetails = ({ minValue, maxValue, precision }: ColumnDefinition): Definition => ({
  MinValue: minValue ?? null,
  MaxValue: maxValue ?? null,
  ...(precision !== undefined && { Precision: precision }),
});

const dateDetails = ({ dateFormat }: ColumnDefinition): Definition => ({
  Format: dateFormat ?? "DateAndTime",
  DateTimeBehavior: { Value: dateFormat === "DateOnly" ? "DateOnly" : "UserLocal" },
});

const targetDetails = ({ targets }: ColumnDefinition): Definition => ({
  Targets: (targets ?? []).map(({ table }) => table),
});

const details: Partial<Record<ColumnType, (column: ColumnDefinition) => Definition>> = {
  String: stringDetails,
  Memo: ({ maxLength }) => ({ MaxLength: maxLength ?? null, Format: "TextArea" }),
  Integer: (column) => ({ ...numberDetails(column), Format: "None" }),
  BigInt: numberDetails,
  Decimal: numberDetails,
  Double: numberDetails,
  Money: numberDetails,
  Boolean: ({ defaultValue }) => ({ DefaultValue: defaultValue ?? false }),
  Picklist: ({ defaultValue }) => ({ DefaultFormValue: defaultValue ?? -1 }),
  DateTime: dateDetails,
  Lookup: targetDetails,
  Customer: targetDetails,
  Owner: targetDetails,
};

const validity = (table: TableDefinition, column: ColumnDefinition): Definition => ({
  IsPrimaryId: column.logicalName === table.primaryId,
  IsPrimaryName: column.logicalName === table.primaryName,
  IsCustomAttribute: column.custom,
  IsValidForCreate: column.validForCreate,
  IsValidForRead: true,
  IsValidForUpdate: column.validForUpdate,
  IsValidODataAttribute: true,
  IsLogical: false,
  IsManaged: !column.custom,
  IsSecured: false,
  IsFilterable: true,
  IsRetrievable: true,
});

/** The properties every column has (Microsoft, AttributeMetadata EntityType). */
export const columnMetadata = (table: TableDefinition, column: ColumnDefinition): Definition => {
  const origin = `column:${table.logicalName}.${column.logicalName}`;
  return {
    MetadataId: stableGuid(origin),
    HasChanged: null,
    AttributeOf: null,
    AttributeType: typeNames[column.type]?.[1] ?? column.type,
    EntityLogicalName: table.logicalName,
    LogicalName: column.logicalName,
    SchemaName: column.schemaName,
    ExternalName: null,
    SourceType: column.targets === undefined ? 0 : null,
    AutoNumberFormat: null,
    IntroducedVersion: column.custom ? "1.0.0.0" : "5.0.0.0",
    ...validity(table, column),
    AttributeTypeName: { Value: `${column.type}Type` },
    Description: label(column.description, `description:${origin}`),
    DisplayName: label(column.label, origin),
    RequiredLevel: managedProperty(column.required, "canmodifyrequirementlevelsettings"),
    IsAuditEnabled: managedProperty(true, "canmodifyauditsettings"),
    IsCustomizable: managedProperty(true, "iscustomizable"),
    IsRenameable: managedProperty(true, "isrenameable"),
    IsValidForAdvancedFind: managedProperty(true, "canmodifysearchsettings"),
  };
};

/** What only columns of this type have; not selectable without a cast to the type. */
export const columnDetails = (column: ColumnDefinition): Definition => details[column.type]?.(column) ?? {};
