import { lookup, primaryId, tableName, text, whole, yesNo } from "../columns.ts";
import type { TableDefinition } from "../model.ts";
import { componentColumns } from "./sets/componentColumns.ts";
import { auditColumns, versionColumn } from "./sets/systemColumns.ts";

/** Which message is there for which table. Source: Microsoft, Sdk Message Filter table/entity reference. */
export const sdkmessagefilter: TableDefinition = {
  logicalName: "sdkmessagefilter",
  schemaName: "SdkMessageFilter",
  entitySetName: "sdkmessagefilters",
  label: "Sdk Message Filter",
  pluralLabel: "Sdk Message Filters",
  objectTypeCode: 4607,
  primaryId: "sdkmessagefilterid",
  primaryName: "name",
  ownership: "OrganizationOwned",
  custom: false,
  activity: false,
  changeTracking: false,
  optimisticConcurrency: false,
  columns: [
    primaryId("SdkMessageFilterId", "SDK Message Filter"),
    whole("Availability", "Availability", { required: "SystemRequired" }),
    whole("CustomizationLevel", "Customization Level", { minValue: -255, maxValue: 255, writable: "never" }),
    yesNo("IsCustomProcessingStepAllowed", "Custom Processing Step Allowed", { required: "SystemRequired" }),
    yesNo("IsVisible", "Is Visible", { writable: "never", required: "SystemRequired" }),
    text("Name", "Name", { maxLength: 256 }),
    lookup("OrganizationId", "Organization", {
      to: { organization: "organization_sdkmessagefilter" },
      writable: "never",
    }),
    tableName("PrimaryObjectTypeCode", "Primary Object Type Code", { required: "SystemRequired" }),
    whole("RestrictionLevel", "Restriction Level", {
      minValue: 0,
      maxValue: 255,
      required: "SystemRequired",
    }),
    lookup("SdkMessageId", "SDK Message ID", {
      to: { sdkmessage: "sdkmessageid_sdkmessagefilter" },
      required: "SystemRequired",
      onDelete: "Cascade",
    }),
    tableName("SecondaryObjectTypeCode", "Secondary Object Type Code", { required: "SystemRequired" }),
    yesNo("WorkflowSdkStepEnabled", "WorkflowSdkStepEnabled", { writable: "never" }),
    ...componentColumns(),
    ...auditColumns({
      createdBy: "createdby_sdkmessagefilter",
      createdOnBehalfBy: "lk_sdkmessagefilter_createdonbehalfby",
      modifiedBy: "modifiedby_sdkmessagefilter",
      modifiedOnBehalfBy: "lk_sdkmessagefilter_modifiedonbehalfby",
    }),
    versionColumn(),
  ],
  alternateKeys: [],
  writes: [],
};
