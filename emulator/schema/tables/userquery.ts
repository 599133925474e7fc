import { primaryId } from "../columns.ts";
import type { TableDefinition } from "../model.ts";
import { auditColumns, ownershipColumns, versionColumn } from "./sets/systemColumns.ts";
import { viewColumns } from "./sets/viewColumns.ts";

/** Source of columns and limits: Microsoft, Saved View (UserQuery) table/entity reference. */
export const userquery: TableDefinition = {
  logicalName: "userquery",
  schemaName: "UserQuery",
  entitySetName: "userqueries",
  label: "Saved View",
  pluralLabel: "Saved Views",
  objectTypeCode: 4230,
  primaryId: "userqueryid",
  primaryName: "name",
  ownership: "UserOwned",
  custom: false,
  activity: false,
  changeTracking: false,
  optimisticConcurrency: false,
  columns: [
    primaryId("UserQueryId", "Saved View"),
    ...viewColumns(),
    ...ownershipColumns({
      owner: "owner_userqueries",
      user: "user_userquery",
      team: "team_userquery",
      businessUnit: "business_unit_user_query",
    }),
    ...auditColumns({
      createdBy: "lk_userquery_createdby",
      createdOnBehalfBy: "lk_userquery_createdonbehalfby",
      modifiedBy: "lk_userquery_modifiedby",
      modifiedOnBehalfBy: "lk_userquery_modifiedonbehalfby",
    }),
    versionColumn(),
  ],
  alternateKeys: [],
};
