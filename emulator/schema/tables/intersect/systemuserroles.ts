import { guid, primaryId } from "../../columns.ts";
import type { TableDefinition } from "../../model.ts";
import { versionColumn } from "../sets/systemColumns.ts";

/** Source: Microsoft, SystemUserRoles table/entity reference. */
export const systemuserroles: TableDefinition = {
  logicalName: "systemuserroles",
  schemaName: "SystemUserRoles",
  entitySetName: "systemuserrolescollection",
  label: "System User Roles",
  pluralLabel: "System User Roles",
  objectTypeCode: 15,
  primaryId: "systemuserroleid",
  primaryName: "",
  ownership: "None",
  custom: false,
  activity: false,
  changeTracking: false,
  optimisticConcurrency: false,
  columns: [
    primaryId("SystemUserRoleId", "System User Roles"),
    guid("SystemUserId", "User", { writable: "never" }),
    guid("RoleId", "Role", { writable: "never" }),
    versionColumn(),
  ],
  alternateKeys: [],
  intersect: true,
  writes: [],
};
