import fc from "fast-check";
import { nobody } from "../support/dataverseClient.ts";

/** What a careless or hostile client could put anywhere. */
const word = fc.constantFrom(
  "account",
  "name",
  "revenue",
  "_primarycontactid_value",
  "primarycontactid",
  "contact_customer_accounts",
  "Account_Tasks",
  "ownerid",
  "accountnumber",
  "createdon",
  "statuscode",
  "new_skills",
  "new_document",
  "new_photo",
  "new_project_contact",
  "LogicalName",
  "Attributes",
  "OptionSet",
  "toString",
  "__proto__",
  "constructor",
  "$it",
  nobody,
  "'text'",
  "'O''Bryan'",
  "null",
  "true",
  "5",
  "-1.5e3",
  "99999999999999999999",
  "2026-01-31",
  "2026-01-31T12:00:00Z",
  "@p1",
  "$1",
  "'\ud83d\ude00%_['",
);

const glue = fc.constantFrom(
  ...[" ", ",", "(", ")", "/", "=", ";", "'", ":", " eq ", " and ", " not ", " in ", " desc"],
  ...["$select=", "$filter=", "contains(", "any(o:o/", "all(", "/$count", "/$ref", "with sum as x", ""],
  ...["Microsoft.Dynamics.CRM.In(PropertyName=", "groupby((", "aggregate(", "filter("],
);

/** Words run together into something that almost parses. */
export const phrase = fc
  .array(fc.tuple(word, glue), { minLength: 1, maxLength: 7 })
  .map((parts) => parts.map(([text, end]) => `${text}${end}`).join(""));

const goodFilter = fc.constantFrom(
  "name eq 'x' or not contains(name,'%')",
  "contact_customer_accounts/any(c:c/annualincome gt 5)",
  `Microsoft.Dynamics.CRM.In(PropertyName='name',PropertyValues=["a","b"])`,
  "Microsoft.Dynamics.CRM.LastXDays(PropertyName='createdon',PropertyValue=3)",
  "primarycontactid/fullname ne null",
  "_ownerid_value eq @p1",
);

const optionName = fc.constantFrom(
  ...["$select", "$filter", "$orderby", "$top", "$count", "$expand", "$apply", "$skiptoken", "$deltatoken"],
  ...["$skip", "$search", "$format", "$id", "@p1", "tag", "size", "partitionId", "x-ms-file-name"],
  ...["sessiontoken", "fetchXml", "savedQuery", "userQuery", "annotations", ""],
);

const xmlName = fc.constantFrom(
  ...[
    "fetch",
    "entity",
    "attribute",
    "filter",
    "condition",
    "link-entity",
    "order",
    "value",
    "all-attributes",
  ],
);
const xmlAttribute = fc.constantFrom(
  ...["name='account'", "attribute='name'", "operator='eq'", "operator='in'", "value='x'", "alias='a'"],
  ...[
    "from='accountid'",
    "to='parentaccountid'",
    "link-type='outer'",
    "link-type='exists'",
    "aggregate='true'",
  ],
  ...["distinct='true'", "count='2'", "page='-1'", "top='1'", "paging-cookie='&lt;cookie'", "type='or'"],
  ...["groupby='true'", "aggregate='sum'", "dategrouping='year'", "operator='last-x-days'", "entityname='a'"],
);

/** FetchXML that is sometimes well-formed and rarely right. */
const fetchXml = fc.oneof(
  fc
    .tuple(fc.array(xmlAttribute, { maxLength: 3 }), fc.array(fc.tuple(xmlName, xmlAttribute, xmlAttribute)))
    .map(
      ([outer, inner]) =>
        `<fetch ${[...new Set(outer)].join(" ")}><entity name='account'>${inner
          .map(([name, first, second]) => `<${name} ${first} ${second}/>`)
          .join("")}</entity></fetch>`,
    ),
  fc
    .array(fc.tuple(xmlName, xmlAttribute))
    .map((tags) => tags.map(([name, text]) => `<${name} ${text}>`).join("")),
  fc.string(),
);

export const option = fc.oneof(
  fc.tuple(optionName, fc.oneof(phrase, fc.string({ unit: "grapheme" }))),
  fc.tuple(fc.constant("$filter"), goodFilter),
  fc.tuple(fc.constant("fetchXml"), fetchXml),
);

const set = fc.constantFrom(
  ...["accounts", "contacts", "tasks", "new_projects", "contoso_sensordatas", "systemusers", "annotations"],
  ...["EntityDefinitions", "RelationshipDefinitions", "GlobalOptionSetDefinitions", "serviceendpoints"],
  ...["listmembers", "sdkmessageprocessingsteps", "savedqueries", "organizations"],
);
const key = fc.oneof(
  fc.constantFrom(
    nobody,
    "LogicalName='account'",
    "Name='new_priority'",
    "accountnumber='x'",
    "new_number='1'",
  ),
  fc.constantFrom("KNOWN"),
  phrase,
);
const member = fc.constantFrom(
  ...["name", "$ref", "$count", "$value", "primarycontactid", "contact_customer_accounts", "new_document"],
  ...[
    "new_photo",
    "Attributes",
    "Keys",
    "ManyToOneRelationships",
    "OptionSet",
    "Attributes(LogicalName='name')",
  ],
  ...[
    "Microsoft.Dynamics.CRM.CreateMultiple",
    "Microsoft.Dynamics.CRM.UpdateMultiple",
    "new_project_contact",
  ],
  ...["Microsoft.Dynamics.CRM.UpsertMultiple", "Microsoft.Dynamics.CRM.PicklistAttributeMetadata", "ownerid"],
  ...["Microsoft.Dynamics.CRM.RetrievePrincipalAccess(Target=@p1)", `contact_customer_accounts(${nobody})`],
  ...["_primarycontactid_value", "toString", "__proto__"],
);
const unbound = fc.constantFrom(
  ...["$batch", "$metadata", "WhoAmI", "WhoAmI()", "Merge", "BulkDelete", "PublishXml", "InitializeFrom"],
  ...["RetrieveTotalRecordCount(EntityNames=@p1)", "RetrieveMetadataChanges(Query=@p1)", "UploadBlock"],
  ...[
    "InitializeFileBlocksUpload",
    "CommitFileBlocksUpload",
    "InitializeFileBlocksDownload",
    "DownloadBlock",
  ],
  ...[
    "DeleteFile",
    "InsertOptionValue",
    "OrderOption",
    "WinOpportunity",
    "GrantAccess",
    "$entity",
    "$all",
    "",
  ],
  ...["CreateCustomerRelationships", "CanBeReferenced", "RetrieveVersion()", "RetrieveCurrentOrganization()"],
);

/** A path below the service root. `KNOWN` stands for the id of a record that is there. */
export const path = fc.oneof(
  { weight: 3, arbitrary: set },
  { weight: 3, arbitrary: fc.tuple(set, key).map(([name, text]) => `${name}(${text})`) },
  {
    weight: 4,
    arbitrary: fc.tuple(set, key, member).map(([name, text, next]) => `${name}(${text})/${next}`),
  },
  fc.tuple(set, member).map(([name, next]) => `${name}/${next}`),
  fc.tuple(set, key, member, member).map(([name, text, next, last]) => `${name}(${text})/${next}/${last}`),
  { weight: 2, arbitrary: unbound },
  phrase,
);

const property = fc.oneof(
  word,
  word.map((text) => `${text}@odata.bind`),
  fc.constantFrom(
    ...[
      "Targets",
      "Target",
      "@odata.id",
      "@odata.type",
      "value",
      "Value",
      "FileContinuationToken",
      "BlockId",
    ],
    ...[
      "BlockData",
      "BlockList",
      "FileName",
      "FileAttributeName",
      "FileId",
      "EntityLogicalName",
      "Label",
      "Status",
    ],
    ...[
      "AttributeLogicalName",
      "Options",
      "SchemaName",
      "AttributeType",
      "LogicalName",
      "DisplayName",
      "Subordinate",
    ],
  ),
  fc.string(),
);
export const leaf = fc.oneof(
  fc.constantFrom<unknown>(
    ...[
      null,
      1e300,
      -0,
      "",
      "x",
      true,
      [],
      {},
      "2026-01-31T12:00:00Z",
      `/contacts(${nobody})`,
      "accounts(KNOWN)",
    ],
    ...["Microsoft.Dynamics.CRM.account", "account", "aGVsbG8=", "KNOWN", "x".repeat(5000), "new_document"],
  ),
  fc.jsonValue(),
);
export const { record } = fc.letrec<{ record: unknown; value: unknown }>((tie) => ({
  value: fc.oneof({ maxDepth: 2 }, leaf, tie("record"), fc.array(tie("record"), { maxLength: 2 })),
  record: fc.dictionary(property, tie("value"), { maxKeys: 5 }),
}));

const line = fc.constantFrom(
  ...["--b", "--b--", "--c", "--c--", "", "Content-Type: application/http", "Content-ID: 1", "Content-ID: x"],
  ...["Content-Type: multipart/mixed; boundary=c", "Content-Transfer-Encoding: binary", "{}", '{"name":"x"}'],
  ...[
    "POST /api/data/v9.2/accounts HTTP/1.1",
    "GET $1 HTTP/1.1",
    "PATCH $1/name HTTP/1.1",
    "GET accounts HTTP/1.1",
  ],
  ...["DELETE /api/data/v9.2/accounts(KNOWN) HTTP/1.1", "Content-Type: application/json", "nonsense"],
);
const multipart = fc
  .tuple(fc.array(line, { maxLength: 25 }), fc.constantFrom("\r\n", "\n"))
  .map(([lines, end]) => `--b${end}${lines.join(end)}${end}--b--${end}`);

export const body = fc.oneof(
  { weight: 4, arbitrary: record.map((value) => JSON.stringify(value)) },
  { weight: 2, arbitrary: multipart },
  fc.string({ unit: "binary" }),
  fc.constant(""),
);

const header = fc.oneof(
  fc.tuple(
    fc.constantFrom("If-Match", "If-None-Match"),
    fc.constantFrom("*", "null", 'W/"1"', "nonsense", '"'),
  ),
  fc.tuple(
    fc.constant("Prefer"),
    fc.constantFrom(
      ...[
        "return=representation",
        'odata.include-annotations="*"',
        "odata.maxpagesize=1",
        "odata.track-changes",
      ],
      ...["odata.continue-on-error", "respond-async", 'odata.include-annotations="', ";;==,,"],
    ),
  ),
  fc.tuple(
    fc.constant("Content-Type"),
    fc.constantFrom(
      ...["application/json", "application/octet-stream", "multipart/mixed; boundary=b", "multipart/mixed"],
      ...['multipart/mixed; boundary="', "text/plain", "application/json; charset=utf-16"],
    ),
  ),
  fc.tuple(
    fc.constant("Accept"),
    fc.constantFrom("application/json", "*/*", "text/html", "application/xml", ";"),
  ),
  fc.tuple(
    fc.constantFrom("MSCRMCallerID", "CallerObjectId", "MSCRM.SolutionUniqueName", "MSCRM.SessionToken"),
    fc.constantFrom(nobody, "Default"),
  ),
  fc.tuple(
    fc.constantFrom(
      "MSCRM.SuppressDuplicateDetection",
      "MSCRM.MergeLabels",
      "MSCRM.BypassCustomPluginExecution",
    ),
    fc.constantFrom("true", "false", "maybe"),
  ),
  fc.tuple(fc.constant("Range"), fc.constantFrom("bytes=0-1", "bytes=-0", "bytes=9-", "bytes=5-1,2-3", "x")),
  fc.tuple(fc.constant("Content-Range"), fc.constantFrom("bytes 0-0/1", "bytes 1-0/1", "x")),
  fc.tuple(fc.constant("x-ms-transfer-mode"), fc.constantFrom("chunked", "whole")),
  fc.tuple(fc.constant("x-ms-file-name"), fc.constantFrom("a.txt", "../a", " ", 'a"b')),
  fc.tuple(fc.constant("OData-Version"), fc.constantFrom("4.0", "4.0", "4.0", "4.01", "x")),
  fc.tuple(fc.constant("Accept-Encoding"), fc.constantFrom("gzip", "br", "gzip;q=0")),
);
export const headers = fc.array(header, { maxLength: 4 }).map((pairs) => Object.fromEntries(pairs));

export const method = fc.constantFrom(
  "GET",
  "GET",
  "POST",
  "PATCH",
  "PUT",
  "DELETE",
  "HEAD",
  "OPTIONS",
  "QUERY",
);
