import { lookup, memo, primaryId, text, whole, yesNo } from "../columns.ts";
import type { TableDefinition } from "../model.ts";
import { auditColumns, usualAudit, versionColumn } from "./sets/systemColumns.ts";

/** Source of columns and limits: Microsoft, Publisher table/entity reference. */
export const publisher: TableDefinition = {
  logicalName: "publisher",
  schemaName: "Publisher",
  entitySetName: "publishers",
  label: "Publisher",
  pluralLabel: "Publishers",
  objectTypeCode: 7101,
  primaryId: "publisherid",
  primaryName: "friendlyname",
  ownership: "OrganizationOwned",
  custom: false,
  activity: false,
  changeTracking: false,
  optimisticConcurrency: false,
  columns: [
    primaryId("PublisherId", "Publisher Identifier"),
    whole("CustomizationOptionValuePrefix", "Option Value Prefix", {
      minValue: 10_000,
      maxValue: 99_999,
      required: "SystemRequired",
    }),
    text("CustomizationPrefix", "Prefix", { maxLength: 8, required: "SystemRequired" }),
    memo("Description", "Description"),
    text("EMailAddress", "Email"),
    text("FriendlyName", "Display Name", { maxLength: 256, required: "SystemRequired" }),
    yesNo("IsReadonly", "Is Read-Only Publisher", { writable: "never" }),
    lookup("OrganizationId", "Organization", {
      to: { organization: "organization_publisher" },
      writable: "never",
    }),
    text("SupportingWebsiteUrl", "Website", { maxLength: 200 }),
    text("UniqueName", "Name", { maxLength: 256, required: "SystemRequired", writable: "onCreate" }),
    ...auditColumns(usualAudit("publisher")),
    versionColumn(),
  ],
  alternateKeys: [],
};
