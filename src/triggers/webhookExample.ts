import type { TriggerPayload } from "@prismatic-io/spectral";
import { readDelivery } from "../client/events/delivery.ts";
import { requestIn } from "./webhookPayload.ts";
import { type WebhookResult, webhookResult } from "./webhookResult.ts";

const contactId = "465b158c-541c-e511-80d3-3863bb347ba8";
const accountId = "a4c2f9d1-3b1e-4f08-9c55-1c8f7f0f6a21";
const userId = "75c2dd85-e89e-4711-8122-000d3aa2331c";
const stepId = "75417616-4ea2-4711-8122-000d3aa2331c";
const operationId = "4af10637-4ea2-4711-8122-000d3aa2331c";
const correlationId = "b374239d-4233-41a9-8b17-a86cb4f737b5";

const contract = (name: string): string => `${name}:http://schemas.microsoft.com/xrm/2011/Contracts`;

const reference = (table: string, id: string, name: string | null = null) => ({
  Id: id,
  KeyAttributes: [],
  LogicalName: table,
  Name: name,
  RowVersion: null,
});

const typedReference = (...target: Parameters<typeof reference>) => ({
  __type: contract("EntityReference"),
  ...reference(...target),
});

interface Columns {
  readonly Attributes: readonly { readonly key: string; readonly value: unknown }[];
  readonly FormattedValues: readonly { readonly key: string; readonly value: string }[];
}

const contact = (columns: Columns) => ({
  ...columns,
  EntityState: null,
  Id: contactId,
  KeyAttributes: [],
  LogicalName: "contact",
  RelatedEntities: [],
  RowVersion: null,
});

const image = (jobTitle: string) =>
  contact({
    Attributes: [
      { key: "fullname", value: "James Glynn" },
      { key: "jobtitle", value: jobTitle },
      { key: "parentcustomerid", value: typedReference("account", accountId, "A. Datum Corporation") },
      { key: "statecode", value: { __type: contract("OptionSetValue"), Value: 0 } },
      { key: "contactid", value: contactId },
    ],
    FormattedValues: [
      { key: "parentcustomerid", value: "A. Datum Corporation" },
      { key: "statecode", value: "Active" },
    ],
  });

/** An update of a contact as an asynchronous step with one image before and one after sends it. */
const context = {
  BusinessUnitId: "e2b9dd85-e89e-4711-8122-000d3aa2331c",
  CorrelationId: correlationId,
  Depth: 1,
  InitiatingUserId: userId,
  InputParameters: [
    {
      key: "Target",
      value: {
        __type: contract("Entity"),
        ...contact({
          Attributes: [
            { key: "jobtitle", value: "Purchasing Manager" },
            { key: "modifiedon", value: "/Date(1783612800000)/" },
            { key: "modifiedby", value: typedReference("systemuser", userId) },
            { key: "contactid", value: contactId },
          ],
          FormattedValues: [],
        }),
      },
    },
  ],
  IsExecutingOffline: false,
  IsInTransaction: false,
  IsOfflinePlayback: false,
  IsolationMode: 1,
  MessageName: "Update",
  Mode: 1,
  OperationCreatedOn: "/Date(1783612801000+0000)/",
  OperationId: operationId,
  OrganizationId: "4ef5b371-e89e-4711-8122-000d3aa2331c",
  OrganizationName: "contoso",
  OutputParameters: [],
  OwningExtension: reference("sdkmessageprocessingstep", stepId),
  ParentContext: null,
  PostEntityImages: [{ key: "after", value: image("Purchasing Manager") }],
  PreEntityImages: [{ key: "before", value: image("Purchasing Assistant") }],
  PrimaryEntityId: contactId,
  PrimaryEntityName: "contact",
  RequestId: null,
  SecondaryEntityName: "none",
  SharedVariables: [],
  Stage: 40,
  UserId: userId,
};

/** The serializer of Dataverse escapes every slash. */
const text = JSON.stringify(context).replaceAll("/", "\\/");
const contentType = "application/json; charset=utf-8";

const payload: TriggerPayload = {
  headers: {
    "content-type": contentType,
    "x-ms-dynamics-organization": "contoso.crm.dynamics.com",
    "x-ms-dynamics-entity-name": "contact",
    "x-ms-dynamics-request-name": "Update",
    "x-ms-correlation-request-id": correlationId,
  },
  queryParameters: { code: "[hidden]" },
  rawBody: { data: text, contentType },
  body: { data: text, contentType },
  pathFragment: "",
  webhookUrls: { "Contact changes": "https://hooks.example.com/trigger/contact-changes" },
  webhookApiKeys: {},
  invokeUrl: "https://hooks.example.com/trigger/contact-changes",
  executionId: "execution-1",
  customer: { id: "customer-1", externalId: "contoso", name: "Contoso" },
  instance: { id: "instance-1", name: "Contact changes" },
  user: { id: "user-1", externalId: "ada", name: "Ada", email: "ada@contoso.example" },
  integration: { id: "integration-1", name: "Contact changes", versionSequenceId: "1", externalVersion: "" },
  flow: { id: "flow-1", name: "Contact changes", stableId: "contact-changes" },
  startedAt: "2026-07-09T16:00:02Z",
  globalDebug: false,
};

/** Read like any delivery, so that the example cannot promise what the trigger does not give. */
export const webhookExample: WebhookResult = webhookResult(
  readDelivery(requestIn(payload), undefined),
  payload,
);
