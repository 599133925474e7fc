import { choice, guid, lookup, numbered, primaryId, text, yesNo } from "../columns.ts";
import type { TableDefinition } from "../model.ts";
import { componentColumns } from "./sets/componentColumns.ts";
import { auditColumns, rowColumns } from "./sets/systemColumns.ts";

/** Source of columns, limits and choices: Microsoft, Security Role (Role) table/entity reference. */
export const role: TableDefinition = {
  logicalName: "role",
  schemaName: "Role",
  entitySetName: "roles",
  label: "Security Role",
  pluralLabel: "Security Roles",
  objectTypeCode: 1036,
  primaryId: "roleid",
  primaryName: "name",
  ownership: "BusinessOwned",
  custom: false,
  activity: false,
  changeTracking: true,
  optimisticConcurrency: false,
  columns: [
    primaryId("RoleId", "Role"),
    text("Name", "Name", { required: "SystemRequired" }),
    lookup("BusinessUnitId", "Business Unit", {
      to: { businessunit: "business_unit_roles" },
      required: "SystemRequired",
      onDelete: "Cascade",
    }),
    choice("IsInherited", "Member's privilege inheritance", {
      choices: numbered(0, "Team privileges only", "Direct User (Basic) access level and Team privileges"),
      defaultValue: 1,
    }),
    yesNo("IsSystemGenerated", "Is System Generated", { writable: "never" }),
    guid("OrganizationId", "Organization", { writable: "never" }),
    lookup("ParentRoleId", "Parent Role", { to: { role: "role_parent_role" }, writable: "never" }),
    lookup("ParentRootRoleId", "Parent Root Role", {
      to: { role: "role_parent_root_role" },
      writable: "never",
    }),
    ...componentColumns(),
    ...auditColumns({
      createdBy: "lk_rolebase_createdby",
      createdOnBehalfBy: "lk_role_createdonbehalfby",
      modifiedBy: "lk_rolebase_modifiedby",
      modifiedOnBehalfBy: "lk_role_modifiedonbehalfby",
    }),
    ...rowColumns(),
  ],
  alternateKeys: [],
};
