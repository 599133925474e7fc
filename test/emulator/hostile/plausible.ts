import fc from "fast-check";
import { nobody } from "../support/dataverseClient.ts";
import type { Attempt } from "./attempt.ts";
import { xml } from "./fetchXmlQueries.ts";
import { changesQuery, definitionOptions, definitionPath } from "./metadataRequests.ts";
import { queryOptions } from "./odataQueries.ts";
import { body, headers, method, option, path, record } from "./vocabulary.ts";
import { batch, bulk, columns, definition, fileUpload, write } from "./writes.ts";

const get = (target: fc.Arbitrary<string>, options: Attempt["options"] | fc.Arbitrary<Attempt["options"]>) =>
  fc.record({
    method: fc.constantFrom("GET", "GET", "GET", "HEAD"),
    path: target,
    options: "generate" in options ? options : fc.constant(options),
    headers: fc.oneof(fc.constant({}), headers),
    body: fc.constant(""),
  });

const chaos = fc.record({
  method,
  path,
  options: fc.uniqueArray(option, { selector: ([name]) => name, maxLength: 3 }),
  headers,
  body,
});

const account = fc.constantFrom("accounts(KNOWN)", "accounts(accountnumber='F-1')", `accounts(${nobody})`);
const message = fc.constantFrom(
  ...[
    "Merge",
    "WinOpportunity",
    "GrantAccess",
    "InsertOptionValue",
    "UpdateOptionValue",
    "OrderOption",
    "PublishXml",
  ],
  ...["InitializeFileBlocksUpload", "UploadBlock", "CommitFileBlocksUpload", "DownloadBlock", "DeleteFile"],
  ...["CreateCustomerRelationships", "BulkDelete", "CanBeReferenced", "DeleteOptionValue", "ModifyAccess"],
);

/** Requests of every kind the service knows, mostly well-formed and mostly wrong. */
export const attempt: fc.Arbitrary<Attempt> = fc.oneof(
  chaos,
  {
    weight: 3,
    arbitrary: get(fc.constantFrom("accounts", "accounts(KNOWN)", "accounts/$count"), queryOptions),
  },
  get(
    fc.constantFrom("accounts", "contacts", "accounts(KNOWN)/contact_customer_accounts"),
    xml.map((text): Attempt["options"] => [["fetchXml", text]]),
  ),
  {
    weight: 2,
    arbitrary: get(
      fc.constant("accounts"),
      xml.map((text): Attempt["options"] => [["fetchXml", text]]),
    ),
  },
  { weight: 2, arbitrary: get(definitionPath, definitionOptions) },
  get(fc.constant("RetrieveMetadataChanges(Query=@p1)"), changesQuery),
  { weight: 2, arbitrary: write("POST", fc.constantFrom("accounts", "contacts", "new_projects"), columns) },
  { weight: 2, arbitrary: write("PATCH", account, columns) },
  write(
    "POST",
    fc
      .constantFrom("CreateMultiple", "UpdateMultiple", "UpsertMultiple")
      .map((name) => `accounts/Microsoft.Dynamics.CRM.${name}`),
    bulk,
  ),
  write("POST", message, record),
  write(
    "POST",
    fc.constantFrom(
      "EntityDefinitions(LogicalName='new_project')/Attributes",
      "EntityDefinitions",
      "RelationshipDefinitions",
      "GlobalOptionSetDefinitions",
    ),
    fc.oneof(definition, record),
  ),
  write(
    "PUT",
    fc.constantFrom(
      "EntityDefinitions(LogicalName='new_project')/Attributes(LogicalName='new_teamsize')",
      "accounts(KNOWN)/name",
      "accounts(KNOWN)/primarycontactid/$ref",
    ),
    fc.oneof(definition, record),
  ),
  write(
    "POST",
    fc.constantFrom(
      "accounts(KNOWN)/contact_customer_accounts/$ref",
      "accounts(KNOWN)/listaccount_association/$ref",
    ),
    record,
  ),
  write(
    "POST",
    fc.constantFrom("serviceendpoints", "sdkmessageprocessingsteps", "annotations", "contoso_sensordatas"),
    record,
  ),
  fileUpload,
  { weight: 2, arbitrary: batch },
);
