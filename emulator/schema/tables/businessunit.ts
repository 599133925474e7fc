import { float, lookup, memo, primaryId, text, whole, yesNo } from "../columns.ts";
import type { TableDefinition } from "../model.ts";
import { auditColumns, currencyColumns, rowColumns } from "./sets/systemColumns.ts";

/** Source of columns and limits: Microsoft, Business Unit (BusinessUnit) table/entity reference. */
export const businessunit: TableDefinition = {
  logicalName: "businessunit",
  schemaName: "BusinessUnit",
  entitySetName: "businessunits",
  label: "Business Unit",
  pluralLabel: "Business Units",
  objectTypeCode: 10,
  primaryId: "businessunitid",
  primaryName: "name",
  ownership: "BusinessOwned",
  custom: false,
  activity: false,
  changeTracking: true,
  optimisticConcurrency: false,
  columns: [
    primaryId("BusinessUnitId", "Business Unit"),
    text("Name", "Name", { maxLength: 160, required: "SystemRequired" }),
    text("CostCenter", "Cost Center"),
    float("CreditLimit", "Credit Limit", { minValue: 0, maxValue: 1_000_000_000, precision: 2 }),
    memo("Description", "Description"),
    text("DisabledReason", "Disable Reason", { maxLength: 500, writable: "never" }),
    text("DivisionName", "Division"),
    text("EMailAddress", "Email"),
    text("FileAsName", "File as Name"),
    text("FtpSiteUrl", "FTP Site", { maxLength: 200 }),
    whole("InheritanceMask", "Inheritance Mask", { minValue: 0, maxValue: 1_000_000_000 }),
    yesNo("IsDisabled", "Is Disabled", { required: "SystemRequired" }),
    lookup("ParentBusinessUnitId", "Parent Business", {
      to: { businessunit: "business_unit_parent_business_unit" },
      required: "ApplicationRequired",
    }),
    text("StockExchange", "Stock Exchange", { maxLength: 20 }),
    text("TickerSymbol", "Ticker Symbol", { maxLength: 10 }),
    whole("UTCOffset", "UTC Offset", { minValue: -1500, maxValue: 1500 }),
    text("WebSiteUrl", "Website", { maxLength: 200 }),
    yesNo("WorkflowSuspended", "Workflow Suspended"),
    ...currencyColumns("TransactionCurrency_BusinessUnit"),
    ...auditColumns({
      createdBy: "lk_businessunitbase_createdby",
      createdOnBehalfBy: "lk_businessunit_createdonbehalfby",
      modifiedBy: "lk_businessunitbase_modifiedby",
      modifiedOnBehalfBy: "lk_businessunit_modifiedonbehalfby",
    }),
    ...rowColumns(),
  ],
  alternateKeys: [],
};
