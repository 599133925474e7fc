import { guid, primaryId } from "../../columns.ts";
import type { TableDefinition } from "../../model.ts";
import { versionColumn } from "../sets/systemColumns.ts";

/** Source: Microsoft, TeamMembership table/entity reference. */
export const teammembership: TableDefinition = {
  logicalName: "teammembership",
  schemaName: "TeamMembership",
  entitySetName: "teammemberships",
  label: "Team Membership",
  pluralLabel: "Team Memberships",
  objectTypeCode: 23,
  primaryId: "teammembershipid",
  primaryName: "",
  ownership: "None",
  custom: false,
  activity: false,
  changeTracking: false,
  optimisticConcurrency: false,
  columns: [
    primaryId("TeamMembershipId", "Team Membership"),
    guid("TeamId", "Team", { writable: "never" }),
    guid("SystemUserId", "User", { writable: "never" }),
    versionColumn(),
  ],
  alternateKeys: [],
  intersect: true,
  writes: [],
};
