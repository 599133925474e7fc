import { guid, primaryId, text, yesNo } from "../columns.ts";
import type { TableDefinition } from "../model.ts";
import { componentColumns } from "./sets/componentColumns.ts";
import { auditColumns, versionColumn } from "./sets/systemColumns.ts";
import { viewColumns } from "./sets/viewColumns.ts";

/** Source of columns and limits: Microsoft, View (SavedQuery) table/entity reference. */
export const savedquery: TableDefinition = {
  logicalName: "savedquery",
  schemaName: "SavedQuery",
  entitySetName: "savedqueries",
  label: "View",
  pluralLabel: "Views",
  objectTypeCode: 1039,
  primaryId: "savedqueryid",
  primaryName: "name",
  ownership: "OrganizationOwned",
  custom: false,
  activity: false,
  changeTracking: false,
  optimisticConcurrency: false,
  columns: [
    primaryId("SavedQueryId", "View"),
    text("AdvancedGroupBy", "Advanced Group By", { maxLength: 160 }),
    yesNo("CanBeDeleted", "Can Be Deleted", { defaultValue: true, writable: "never" }),
    yesNo("EnableCrossPartition", "Enable Cross Partition"),
    yesNo("IsCustom", "Is Custom", { writable: "never" }),
    yesNo("IsDefault", "Default View"),
    yesNo("IsPrivate", "Is Private", { writable: "never" }),
    yesNo("IsQuickFindQuery", "Is Quick Find Query", { writable: "onCreate" }),
    yesNo("IsUserDefined", "User Defined", { writable: "never" }),
    guid("OrganizationId", "Organization", { writable: "never" }),
    ...viewColumns(),
    ...componentColumns(),
    ...auditColumns({
      createdBy: "lk_savedquerybase_createdby",
      createdOnBehalfBy: "lk_savedquery_createdonbehalfby",
      modifiedBy: "lk_savedquerybase_modifiedby",
      modifiedOnBehalfBy: "lk_savedquery_modifiedonbehalfby",
    }),
    versionColumn(),
  ],
  alternateKeys: [],
};
