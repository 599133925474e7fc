import { choice, dateTime, lookup, memo, numbered, primaryId, text, yesNo } from "../columns.ts";
import type { TableDefinition } from "../model.ts";
import { auditColumns, usualAudit, versionColumn } from "./sets/systemColumns.ts";

/** Source of columns and limits: Microsoft, Solution table/entity reference. */
export const solution: TableDefinition = {
  logicalName: "solution",
  schemaName: "Solution",
  entitySetName: "solutions",
  label: "Solution",
  pluralLabel: "Solutions",
  objectTypeCode: 7100,
  primaryId: "solutionid",
  primaryName: "friendlyname",
  ownership: "OrganizationOwned",
  custom: false,
  activity: false,
  changeTracking: false,
  optimisticConcurrency: false,
  columns: [
    primaryId("SolutionId", "Solution Identifier"),
    memo("Description", "Description"),
    text("FriendlyName", "Display Name", { maxLength: 256, required: "SystemRequired" }),
    dateTime("InstalledOn", "Installed On", { writable: "never" }),
    yesNo("IsManaged", "Package Type", {
      trueLabel: "Managed",
      falseLabel: "Unmanaged",
      writable: "never",
      required: "SystemRequired",
    }),
    yesNo("IsVisible", "Is Visible Outside Platform", { writable: "never", defaultValue: true }),
    lookup("OrganizationId", "Organization", {
      to: { organization: "organization_solution" },
      writable: "never",
    }),
    lookup("PublisherId", "Publisher", {
      to: { publisher: "publisher_solution" },
      required: "SystemRequired",
      onDelete: "Restrict",
    }),
    choice("SolutionType", "Solution Type", {
      choices: numbered(0, "None", "Snapshot", "Internal"),
      writable: "onCreate",
    }),
    text("UniqueName", "Name", { maxLength: 65, required: "SystemRequired", writable: "onCreate" }),
    dateTime("UpdatedOn", "Updated On", { writable: "never" }),
    text("Version", "Version", { maxLength: 256, required: "SystemRequired" }),
    ...auditColumns(usualAudit("solution")),
    versionColumn(),
  ],
  alternateKeys: [],
};
