import {
  choice,
  dateTime,
  defaultValueOnly,
  guid,
  memo,
  primaryId,
  stateAndStatus,
  text,
} from "../columns.ts";
import type { TableDefinition } from "../model.ts";
import { auditColumns, currencyColumns, rowColumns } from "./sets/systemColumns.ts";

/** Source of columns, limits and choices: Microsoft, Price List (PriceLevel) table/entity reference. */
export const pricelevel: TableDefinition = {
  logicalName: "pricelevel",
  schemaName: "PriceLevel",
  entitySetName: "pricelevels",
  label: "Price List",
  pluralLabel: "Price Lists",
  objectTypeCode: 1022,
  primaryId: "pricelevelid",
  primaryName: "name",
  ownership: "OrganizationOwned",
  custom: false,
  activity: false,
  changeTracking: true,
  optimisticConcurrency: true,
  columns: [
    primaryId("PriceLevelId", "Price List"),
    text("Name", "Name", { required: "SystemRequired" }),
    dateTime("BeginDate", "Start Date"),
    memo("Description", "Description"),
    dateTime("EndDate", "End Date"),
    choice("FreightTermsCode", "Freight Terms", { choices: defaultValueOnly, defaultValue: 1 }),
    guid("OrganizationId", "Organization", { writable: "never" }),
    choice("PaymentMethodCode", "Payment Method", { choices: defaultValueOnly, defaultValue: 1 }),
    choice("ShippingMethodCode", "Shipping Method", { choices: defaultValueOnly, defaultValue: 1 }),
    ...stateAndStatus([
      { state: 0, label: "Active", reasons: [{ value: 100_001, label: "Active" }] },
      { state: 1, label: "Inactive", reasons: [{ value: 100_002, label: "Inactive" }] },
    ]),
    ...currencyColumns("transactioncurrency_pricelevel"),
    ...auditColumns({
      createdBy: "lk_pricelevelbase_createdby",
      createdOnBehalfBy: "lk_pricelevel_createdonbehalfby",
      modifiedBy: "lk_pricelevelbase_modifiedby",
      modifiedOnBehalfBy: "lk_pricelevel_modifiedonbehalfby",
    }),
    ...rowColumns(),
  ],
  alternateKeys: [],
};
