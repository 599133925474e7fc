import { choice, lookup, memo, numbered, primaryId, text, yesNo } from "../columns.ts";
import type { TableDefinition } from "../model.ts";
import { componentColumns } from "./sets/componentColumns.ts";
import { auditColumns, versionColumn } from "./sets/systemColumns.ts";

/** Where events are sent: here, webhooks. Source: Microsoft, Service Endpoint table/entity reference. */
export const serviceendpoint: TableDefinition = {
  logicalName: "serviceendpoint",
  schemaName: "ServiceEndpoint",
  entitySetName: "serviceendpoints",
  label: "Service Endpoint",
  pluralLabel: "Service Endpoints",
  objectTypeCode: 4618,
  primaryId: "serviceendpointid",
  primaryName: "name",
  ownership: "OrganizationOwned",
  custom: false,
  activity: false,
  changeTracking: false,
  optimisticConcurrency: false,
  columns: [
    primaryId("ServiceEndpointId", "Service Endpoint"),
    choice("AuthType", "Specifies mode of authentication with SB", {
      choices: numbered(
        1,
        "ACS",
        "SAS Key",
        "SAS Token",
        "Webhook Key",
        "Http Header",
        "Http Query String",
        "Connection String",
        "Access Key",
      ),
    }),
    text("AuthValue", "Authentication Value", { maxLength: 2048, validForRead: false }),
    choice("ConnectionMode", "Connection Mode", {
      choices: numbered(1, "Normal", "Federated"),
      defaultValue: 1,
      required: "SystemRequired",
    }),
    choice("Contract", "Contract", {
      choices: numbered(
        1,
        "OneWay",
        "Queue",
        "Rest",
        "TwoWay",
        "Topic",
        "Queue (Persistent)",
        "Event Hub",
        "Webhook",
        "Event Grid",
        "Managed Data Lake",
      ),
      defaultValue: 1,
      required: "SystemRequired",
    }),
    memo("Description", "Description"),
    yesNo("IsAuthValueSet", "Is AuthValue Set", { writable: "never" }),
    yesNo("IsSASKeySet", "Is SAS Key Set", { writable: "never" }),
    yesNo("IsSASTokenSet", "Is SAS Token Set", { writable: "never" }),
    choice("MessageCharset", "Specifies the character encoding for message content", {
      choices: numbered(0, "Default", "UTF8"),
      defaultValue: 0,
    }),
    choice("MessageFormat", "Content type of the message", {
      choices: numbered(1, "Binary XML", "Json", "Text XML"),
      defaultValue: 1,
    }),
    text("Name", "Name", { maxLength: 256, required: "SystemRequired" }),
    text("NamespaceAddress", "Namespace Address", { maxLength: 255 }),
    choice("NamespaceFormat", "Format of Service Bus Namespace", {
      choices: numbered(1, "Namespace Name", "Namespace Address"),
    }),
    lookup("OrganizationId", "Organization", {
      to: { organization: "organization_serviceendpoint" },
      writable: "never",
    }),
    text("Path", "Path", { maxLength: 160, required: "SystemRequired" }),
    text("SASKey", "Shared Access Key", { maxLength: 256, validForRead: false }),
    text("SASKeyName", "Shared Access Key Name", { maxLength: 256 }),
    text("SASToken", "Shared Access Token", { maxLength: 256, validForRead: false }),
    choice("SchemaType", "Specifies schema type for event grid events", {
      choices: numbered(1, "Event Grid", "Cloud Events"),
    }),
    text("SolutionNamespace", "Service Namespace", { maxLength: 160, required: "SystemRequired" }),
    text("Url", "Url Address", { maxLength: 2000 }),
    yesNo("UseKeyVaultConfiguration", "Use Auth Information in KeyVault"),
    choice("UserClaim", "User Claim", {
      choices: numbered(1, "None", "UserId", "UserInfo"),
      defaultValue: 1,
      required: "SystemRequired",
    }),
    ...componentColumns(),
    ...auditColumns({
      createdBy: "createdby_serviceendpoint",
      createdOnBehalfBy: "lk_serviceendpointbase_createdonbehalfby",
      modifiedBy: "modifiedby_serviceendpoint",
      modifiedOnBehalfBy: "lk_serviceendpointbase_modifiedonbehalfby",
    }),
    versionColumn(),
  ],
  alternateKeys: [],
};
