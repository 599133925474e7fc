import { choice, dateTime, guid, lookup, memo, numbered, primaryId, text, whole, yesNo } from "../columns.ts";
import type { TableDefinition } from "../model.ts";
import { auditColumns, versionColumn } from "./sets/systemColumns.ts";

/** The one row that holds the settings of the environment. Source: Microsoft, Organization table/entity reference. */
export const organization: TableDefinition = {
  logicalName: "organization",
  schemaName: "Organization",
  entitySetName: "organizations",
  label: "Organization",
  pluralLabel: "Organizations",
  objectTypeCode: 1019,
  primaryId: "organizationid",
  primaryName: "name",
  ownership: "OrganizationOwned",
  custom: false,
  activity: false,
  changeTracking: false,
  optimisticConcurrency: false,
  columns: [
    primaryId("OrganizationId", "Organization", { writable: "never" }),
    text("Name", "Organization Name", { maxLength: 160, required: "SystemRequired" }),
    lookup("BaseCurrencyId", "Currency", {
      to: { transactioncurrency: "basecurrency_organizations" },
      onDelete: "Restrict",
    }),
    whole("BaseCurrencyPrecision", "Base Currency Precision", {
      minValue: 0,
      maxValue: 4,
      writable: "never",
    }),
    text("BaseCurrencySymbol", "Base Currency Symbol", { maxLength: 5, writable: "never" }),
    text("BaseISOCurrencyCode", "Base ISO Currency Code", { maxLength: 5, writable: "never" }),
    memo("BlockedAttachments", "Block Attachments", { maxLength: 1_073_741_823 }),
    text("DateFormatString", "Date Format String", { maxLength: 255 }),
    text("DateSeparator", "Date Separator", { maxLength: 5 }),
    text("DecimalSymbol", "Decimal Symbol", { maxLength: 5 }),
    whole("ExpireChangeTrackingInDays", "Days to Expire Change Tracking Deltas", {
      minValue: 0,
      maxValue: 365,
      defaultValue: 7,
    }),
    dateTime("FiscalCalendarStart", "Fiscal Calendar Start"),
    guid("IntegrationUserId", "Integration User"),
    yesNo("IsAuditEnabled", "Is Auditing Enabled"),
    yesNo("IsDuplicateDetectionEnabled", "Is Duplicate Detection Enabled", { defaultValue: true }),
    whole("LanguageCode", "Language", { minValue: 1, maxValue: 1_000_000_000, writable: "onCreate" }),
    whole("LocaleId", "Locale", { minValue: 0, maxValue: 1_000_000_000 }),
    whole("MaxUploadFileSize", "Max Upload File Size", { minValue: 0, maxValue: 131_072_000 }),
    text("NumberSeparator", "Number Separator", { maxLength: 5 }),
    memo("OrgDbOrgSettings", "Organization Database Organization Settings", { maxLength: 1_073_741_823 }),
    choice("PluginTraceLogSetting", "Plug-in Trace Log Setting", {
      choices: numbered(0, "Off", "Exception", "All"),
      defaultValue: 0,
    }),
    whole("PricingDecimalPrecision", "Pricing Decimal Precision", { minValue: 0, maxValue: 4 }),
    text("SchemaNamePrefix", "Customization Name Prefix", { maxLength: 8 }),
    guid("SystemUserId", "System User"),
    choice("WeekStartDayCode", "Week Start Day Code", {
      choices: numbered(0, "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"),
      defaultValue: 0,
    }),
    ...auditColumns({
      createdBy: "lk_organizationbase_createdby",
      createdOnBehalfBy: "lk_organization_createdonbehalfby",
      modifiedBy: "lk_organizationbase_modifiedby",
      modifiedOnBehalfBy: "lk_organization_modifiedonbehalfby",
    }),
    versionColumn(),
  ],
  alternateKeys: [],
  writes: ["Update"],
};
