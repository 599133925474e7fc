import {
  choice,
  choices,
  customer,
  dateOnly,
  dateTime,
  decimal,
  file,
  image,
  lookup,
  memo,
  money,
  numbered,
  primaryId,
  text,
  whole,
  yesNo,
} from "../columns.ts";
import type { TableDefinition } from "../model.ts";
import { sharedChoices } from "./sets/globalChoices.ts";
import { activeOrInactive } from "./sets/states.ts";
import {
  auditColumns,
  currencyColumns,
  ownershipColumns,
  rowColumns,
  timeZoneColumns,
  usualAudit,
} from "./sets/systemColumns.ts";

/**
 * A custom table with every kind of custom column: its lookups keep the case of their schema names, and it has a file
 * and an image.
 */
export const newProject: TableDefinition = {
  logicalName: "new_project",
  schemaName: "new_Project",
  entitySetName: "new_projects",
  label: "Project",
  pluralLabel: "Projects",
  objectTypeCode: 10_501,
  primaryId: "new_projectid",
  primaryName: "new_name",
  primaryImage: "new_photo",
  ownership: "UserOwned",
  custom: true,
  activity: false,
  changeTracking: true,
  optimisticConcurrency: true,
  columns: [
    primaryId("new_ProjectId", "Project"),
    text("new_Name", "Name", { required: "ApplicationRequired" }),
    lookup("new_AccountId", "Account", { to: { account: "new_account_new_project_AccountId" } }),
    ...money("new_Budget", "Budget"),
    customer("new_CustomerId", "Paying Customer", {
      to: {
        account: "new_project_new_CustomerId_account",
        contact: "new_project_new_CustomerId_contact",
      },
    }),
    memo("new_Description", "Description", { maxLength: 100_000 }),
    file("new_Document", "Document", { maxSizeInKb: 131_072 }),
    dateTime("new_KickoffOn", "Kickoff"),
    lookup("new_ManagerId", "Manager", { to: { systemuser: "new_systemuser_new_project_ManagerId" } }),
    yesNo("new_IsBillable", "Billable", { defaultValue: true }),
    text("new_Number", "Number", { maxLength: 20 }),
    lookup("new_ParentProjectId", "Parent Project", {
      to: { new_project: "new_project_new_project_ParentProjectId" },
    }),
    image("new_Photo", "Photo", { maxSizeInKb: 10_240 }),
    choice("new_Priority", "Priority", {
      ...sharedChoices("new_priority"),
      defaultValue: 100_000_001,
    }),
    decimal("new_Progress", "Progress (%)", { minValue: 0, maxValue: 100, precision: 2 }),
    choices("new_Skills", "Skills", {
      choices: numbered(100_000_000, "Analysis", "Design", "Development", "Testing", "Training"),
    }),
    dateOnly("new_StartDate", "Start Date"),
    whole("new_TeamSize", "Team Size", { minValue: 0, maxValue: 1000 }),
    ...activeOrInactive(),
    ...currencyColumns("TransactionCurrency_new_Project"),
    ...ownershipColumns({
      owner: "owner_new_project",
      user: "user_new_project",
      team: "team_new_project",
      businessUnit: "business_unit_new_project",
    }),
    ...auditColumns(usualAudit("new_project")),
    ...rowColumns(),
    ...timeZoneColumns(),
  ],
  alternateKeys: [{ name: "new_ProjectNumberKey", columns: ["new_number"] }],
};
