import { lookup, primaryId, text, whole, yesNo } from "../columns.ts";
import type { TableDefinition } from "../model.ts";
import { componentColumns } from "./sets/componentColumns.ts";
import { auditColumns, versionColumn } from "./sets/systemColumns.ts";

/** The messages a webhook can listen to. Source: Microsoft, Sdk Message table/entity reference. */
export const sdkmessage: TableDefinition = {
  logicalName: "sdkmessage",
  schemaName: "SdkMessage",
  entitySetName: "sdkmessages",
  label: "Sdk Message",
  pluralLabel: "Sdk Messages",
  objectTypeCode: 4606,
  primaryId: "sdkmessageid",
  primaryName: "name",
  ownership: "OrganizationOwned",
  custom: false,
  activity: false,
  changeTracking: false,
  optimisticConcurrency: false,
  columns: [
    primaryId("SdkMessageId", "SDK Message"),
    yesNo("AutoTransact", "Auto Transact"),
    whole("Availability", "Availability", { required: "SystemRequired" }),
    text("CategoryName", "Category Name", { maxLength: 25, required: "SystemRequired" }),
    whole("CustomizationLevel", "Customization Level", { minValue: -255, maxValue: 255, writable: "never" }),
    text("ExecutePrivilegeName", "Execute Privilege Name"),
    yesNo("Expand", "Expand"),
    yesNo("IsActive", "Is Active", { defaultValue: true }),
    yesNo("IsPrivate", "Is Private"),
    yesNo("IsReadOnly", "Intent", { required: "SystemRequired" }),
    yesNo("IsValidForExecuteAsync", "Is Valid for Execute Async", { writable: "never" }),
    text("Name", "Name", { maxLength: 256, required: "SystemRequired" }),
    lookup("OrganizationId", "Organization", {
      to: { organization: "organization_sdkmessage" },
      writable: "never",
    }),
    yesNo("Template", "Template"),
    text("ThrottleSettings", "Throttle Settings", { maxLength: 512, writable: "never" }),
    yesNo("WorkflowSdkStepEnabled", "WorkflowSdkStepEnabled", { writable: "never" }),
    ...componentColumns(),
    ...auditColumns({
      createdBy: "createdby_sdkmessage",
      createdOnBehalfBy: "lk_sdkmessage_createdonbehalfby",
      modifiedBy: "modifiedby_sdkmessage",
      modifiedOnBehalfBy: "lk_sdkmessage_modifiedonbehalfby",
    }),
    versionColumn(),
  ],
  alternateKeys: [],
  writes: [],
};
