import { lookup, lookupAmong, primaryId, tableName, text } from "../../columns.ts";
import type { TableDefinition } from "../../model.ts";
import { auditColumns, rowColumns, usualAudit } from "../sets/systemColumns.ts";

/**
 * The members of marketing lists: one table for three relationships, and its sides are lookups. Source: Microsoft,
 * Marketing List Member (ListMember) table/entity reference.
 */
export const listmember: TableDefinition = {
  logicalName: "listmember",
  schemaName: "ListMember",
  entitySetName: "listmembers",
  label: "Marketing List Member",
  pluralLabel: "Marketing List Members",
  objectTypeCode: 4301,
  primaryId: "listmemberid",
  primaryName: "name",
  ownership: "None",
  custom: false,
  activity: false,
  changeTracking: false,
  optimisticConcurrency: false,
  columns: [
    primaryId("ListMemberId", "Marketing List Member"),
    lookupAmong("EntityId", "Member", {
      to: {
        account: "account_listmember",
        contact: "contact_listmember",
        lead: "lead_listmember",
      },
      writable: "never",
    }),
    tableName("EntityType", "Member Type"),
    lookup("ListId", "Marketing List", { to: { list: "list_listmember" }, writable: "never" }),
    text("Name", "Name", { writable: "never" }),
    ...auditColumns(usualAudit("listmember")),
    ...rowColumns(),
  ],
  alternateKeys: [],
  intersect: true,
  writes: [],
};
