import { choice, numbered, primaryId, stateAndStatus, text, whole } from "../columns.ts";
import type { TableDefinition } from "../model.ts";
import { auditColumns, exchangeRate, rowColumns } from "./sets/systemColumns.ts";

/** Source of columns, limits and choices: Microsoft, Currency (TransactionCurrency) table/entity reference. */
export const transactioncurrency: TableDefinition = {
  logicalName: "transactioncurrency",
  schemaName: "TransactionCurrency",
  entitySetName: "transactioncurrencies",
  label: "Currency",
  pluralLabel: "Currencies",
  objectTypeCode: 9105,
  primaryId: "transactioncurrencyid",
  primaryName: "currencyname",
  ownership: "OrganizationOwned",
  custom: false,
  activity: false,
  changeTracking: true,
  optimisticConcurrency: false,
  columns: [
    primaryId("TransactionCurrencyId", "Transaction Currency"),
    text("CurrencyName", "Currency Name", { required: "SystemRequired" }),
    whole("CurrencyPrecision", "Currency Precision", {
      minValue: 0,
      maxValue: 10,
      required: "SystemRequired",
    }),
    text("CurrencySymbol", "Currency Symbol", { maxLength: 10, required: "SystemRequired" }),
    choice("CurrencyType", "Currency Type", {
      choices: numbered(0, "System", "Custom"),
      defaultValue: 0,
      required: "SystemRequired",
    }),
    { ...exchangeRate("always"), required: "SystemRequired" },
    text("ISOCurrencyCode", "Currency Code", { maxLength: 5, required: "SystemRequired" }),
    ...stateAndStatus([
      { state: 0, label: "Active", reasons: [{ value: 1, label: "Active" }] },
      { state: 1, label: "Inactive", reasons: [{ value: 2, label: "Inactive" }] },
    ]),
    ...auditColumns({
      createdBy: "lk_transactioncurrencybase_createdby",
      createdOnBehalfBy: "lk_transactioncurrency_createdonbehalfby",
      modifiedBy: "lk_transactioncurrencybase_modifiedby",
      modifiedOnBehalfBy: "lk_transactioncurrency_modifiedonbehalfby",
    }),
    ...rowColumns(),
  ],
  alternateKeys: [{ name: "new_ISOCurrencyCodeKey", columns: ["isocurrencycode"] }],
};
