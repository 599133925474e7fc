import {
  choice,
  lookup,
  lookupAmong,
  numbered,
  primaryId,
  stateAndStatus,
  tableName,
  text,
  whole,
  yesNo,
} from "../columns.ts";
import type { TableDefinition } from "../model.ts";
import { componentColumns } from "./sets/componentColumns.ts";
import { auditColumns, versionColumn } from "./sets/systemColumns.ts";

const longest = 1_073_741_823;

/**
 * The registration of a webhook for a message. Source: Microsoft, Sdk Message Processing Step table/entity reference.
 */
export const sdkmessageprocessingstep: TableDefinition = {
  logicalName: "sdkmessageprocessingstep",
  schemaName: "SdkMessageProcessingStep",
  entitySetName: "sdkmessageprocessingsteps",
  label: "Sdk Message Processing Step",
  pluralLabel: "Sdk Message Processing Steps",
  objectTypeCode: 4608,
  primaryId: "sdkmessageprocessingstepid",
  primaryName: "name",
  ownership: "OrganizationOwned",
  custom: false,
  activity: false,
  changeTracking: false,
  optimisticConcurrency: false,
  columns: [
    primaryId("SdkMessageProcessingStepId", "Sdk Message Processing Step"),
    yesNo("AsyncAutoDelete", "Asynchronous Automatic Delete", { required: "SystemRequired" }),
    yesNo("CanBeBypassed", "Can Be Bypassed", { required: "SystemRequired" }),
    yesNo("CanUseReadOnlyConnection", "Intent", { required: "SystemRequired" }),
    text("Category", "Category"),
    text("Configuration", "Configuration", { maxLength: longest }),
    whole("CustomizationLevel", "Customization Level", { minValue: -255, maxValue: 255, writable: "never" }),
    text("Description", "Description", { maxLength: 256 }),
    yesNo("EnablePluginProfiler", "EnablePluginProfiler"),
    text("EventExpander", "EventExpander", { maxLength: longest }),
    lookupAmong("EventHandler", "Event Handler", {
      to: { serviceendpoint: "serviceendpoint_sdkmessageprocessingstep" },
      required: "SystemRequired",
      onDelete: "Cascade",
    }),
    tableName("EventHandlerTypeCode", "Event Handler Type Code"),
    text("FilteringAttributes", "Filtering Attributes", { maxLength: 100_000 }),
    lookup("ImpersonatingUserId", "Impersonating User", {
      to: { systemuser: "impersonatinguserid_sdkmessageprocessingstep" },
    }),
    choice("InvocationSource", "Invocation Source", {
      choices: numbered(-1, "Internal", "Parent", "Child"),
      defaultValue: 0,
      required: "SystemRequired",
    }),
    choice("Mode", "Execution Mode", {
      choices: numbered(0, "Synchronous", "Asynchronous"),
      defaultValue: 0,
      required: "SystemRequired",
    }),
    text("Name", "Name", { maxLength: 256, required: "SystemRequired" }),
    lookup("OrganizationId", "Organization", {
      to: { organization: "organization_sdkmessageprocessingstep" },
      writable: "never",
    }),
    whole("Rank", "Execution Order", { required: "SystemRequired", defaultValue: 1 }),
    text("RuntimeIntegrationProperties", "Runtime Integration Properties", { maxLength: 512 }),
    lookup("SdkMessageFilterId", "SdkMessage Filter", {
      to: { sdkmessagefilter: "sdkmessagefilterid_sdkmessageprocessingstep" },
    }),
    lookup("SdkMessageId", "SDK Message", {
      to: { sdkmessage: "sdkmessageid_sdkmessageprocessingstep" },
      required: "SystemRequired",
      onDelete: "Cascade",
    }),
    choice("Stage", "Execution Stage", {
      choices: [
        { value: 5, label: "Initial Pre-operation (For internal use only)" },
        { value: 10, label: "Pre-validation" },
        {
          value: 15,
          label: "Internal Pre-operation Before External Plugins (For internal use only)",
        },
        { value: 20, label: "Pre-operation" },
        {
          value: 25,
          label: "Internal Pre-operation After External Plugins (For internal use only)",
        },
        { value: 30, label: "Main Operation (For internal use only)" },
        {
          value: 35,
          label: "Internal Post-operation Before External Plugins (For internal use only)",
        },
        { value: 40, label: "Post-operation" },
        {
          value: 45,
          label: "Internal Post-operation After External Plugins (For internal use only)",
        },
        { value: 50, label: "Post-operation (Deprecated)" },
        { value: 55, label: "Final Post-operation (For internal use only)" },
        { value: 80, label: "Pre-Commit stage fired before transaction commit (For internal use only)" },
        { value: 90, label: "Post-Commit stage fired after transaction commit (For internal use only)" },
      ],
      defaultValue: 40,
      required: "SystemRequired",
    }),
    ...stateAndStatus([
      { state: 0, label: "Enabled", reasons: [{ value: 1, label: "Enabled" }] },
      { state: 1, label: "Disabled", reasons: [{ value: 2, label: "Disabled" }] },
    ]),
    choice("SupportedDeployment", "Deployment", {
      choices: numbered(0, "Server Only", "Microsoft Dynamics 365 Client for Outlook Only", "Both"),
      defaultValue: 0,
      required: "SystemRequired",
    }),
    ...componentColumns(),
    ...auditColumns({
      createdBy: "createdby_sdkmessageprocessingstep",
      createdOnBehalfBy: "lk_sdkmessageprocessingstep_createdonbehalfby",
      modifiedBy: "modifiedby_sdkmessageprocessingstep",
      modifiedOnBehalfBy: "lk_sdkmessageprocessingstep_modifiedonbehalfby",
    }),
    versionColumn(),
  ],
  alternateKeys: [],
};
