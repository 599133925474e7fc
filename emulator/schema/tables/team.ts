import { choice, guid, lookup, memo, numbered, primaryId, text, yesNo } from "../columns.ts";
import type { TableDefinition } from "../model.ts";
import { auditColumns, currencyColumns, rowColumns } from "./sets/systemColumns.ts";

/** Source of columns, limits and choices: Microsoft, Team table/entity reference. */
export const team: TableDefinition = {
  logicalName: "team",
  schemaName: "Team",
  entitySetName: "teams",
  label: "Team",
  pluralLabel: "Teams",
  objectTypeCode: 9,
  primaryId: "teamid",
  primaryName: "name",
  ownership: "BusinessOwned",
  custom: false,
  activity: false,
  changeTracking: true,
  optimisticConcurrency: false,
  columns: [
    primaryId("TeamId", "Team"),
    guid("OwnerId", "Owner", {
      writable: "never",
      description: "The team as an owner of rows; always equal to teamid.",
    }),
    text("Name", "Team Name", { maxLength: 160, required: "SystemRequired" }),
    lookup("AdministratorId", "Administrator", {
      to: { systemuser: "lk_teambase_administratorid" },
      required: "SystemRequired",
    }),
    guid("AzureActiveDirectoryObjectId", "Azure AD Object Id for a group", { writable: "onCreate" }),
    lookup("BusinessUnitId", "Business Unit", {
      to: { businessunit: "business_unit_teams" },
      required: "SystemRequired",
    }),
    memo("Description", "Description"),
    text("EMailAddress", "Email"),
    yesNo("IsDefault", "Is Default", { writable: "never", required: "SystemRequired" }),
    choice("MembershipType", "Membership Type", {
      choices: numbered(0, "Members and guests", "Members", "Owners", "Guests"),
      defaultValue: 0,
      writable: "onCreate",
      required: "SystemRequired",
    }),
    guid("OrganizationId", "Organization", { writable: "never", required: "SystemRequired" }),
    yesNo("SystemManaged", "Is System Managed", { writable: "never", required: "SystemRequired" }),
    choice("TeamType", "Team Type", {
      choices: numbered(0, "Owner", "Access", "AAD Security Group", "AAD Office Group"),
      defaultValue: 0,
      writable: "onCreate",
      required: "SystemRequired",
    }),
    text("YomiName", "Yomi Name", { maxLength: 160 }),
    ...currencyColumns("TransactionCurrency_Team"),
    ...auditColumns({
      createdBy: "lk_teambase_createdby",
      createdOnBehalfBy: "lk_team_createdonbehalfby",
      modifiedBy: "lk_teambase_modifiedby",
      modifiedOnBehalfBy: "lk_team_modifiedonbehalfby",
    }),
    ...rowColumns(),
  ],
  alternateKeys: [],
};
