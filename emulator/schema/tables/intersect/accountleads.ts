import { guid, primaryId, text } from "../../columns.ts";
import type { TableDefinition } from "../../model.ts";
import { versionColumn } from "../sets/systemColumns.ts";

/** Source: Microsoft, AccountLeads table/entity reference. */
export const accountleads: TableDefinition = {
  logicalName: "accountleads",
  schemaName: "AccountLeads",
  entitySetName: "accountleadscollection",
  label: "Account Leads",
  pluralLabel: "Account Leads",
  objectTypeCode: 16,
  primaryId: "accountleadid",
  primaryName: "name",
  ownership: "None",
  custom: false,
  activity: false,
  changeTracking: false,
  optimisticConcurrency: false,
  columns: [
    primaryId("AccountLeadId", "Account Leads"),
    guid("AccountId", "Account", { writable: "never" }),
    guid("LeadId", "Lead", { writable: "never" }),
    text("Name", "Name", { writable: "never" }),
    versionColumn(),
  ],
  alternateKeys: [],
  intersect: true,
  writes: [],
};
