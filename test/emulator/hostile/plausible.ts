import fc from "fast-check";
import { nobody } from "../support/dataverseClient.ts";
import { body, headers, leaf, method, option, path, phrase, record } from "./vocabulary.ts";

/** A request before `KNOWN` is replaced by the id of a record that is there. */
export interface Attempt {
  readonly method: string;
  readonly path: string;
  readonly options: readonly (readonly [string, string])[];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const columnPath = fc.constantFrom(
  ...[
    "name",
    "revenue",
    "createdon",
    "statuscode",
    "accountid",
    "_ownerid_value",
    "donotemail",
    "versionnumber",
  ],
  ...[
    "primarycontactid/fullname",
    "primarycontactid",
    "parentaccountid/primarycontactid/contactid",
    "ownerid/name",
  ],
  ...[
    "address1_latitude",
    "numberofemployees",
    "entityimage",
    "_parentaccountid_value",
    "new_skills",
    "nothing",
  ],
);
const literal = fc.oneof(
  fc.constantFrom(
    ...[
      "'x'",
      "'%[a-'",
      "5",
      "-1.5",
      "1e400",
      "true",
      "null",
      nobody,
      "2026-01-31",
      "2026-01-31T12:00:00Z",
      "@p1",
    ],
    ...["'2026-02-30'", "duration'P1D'", "9007199254740993", "name", "''", "INF", "NaN", "0x1"],
  ),
  fc.string({ unit: "grapheme" }).map((text) => `'${text.replaceAll("'", "''")}'`),
);
const functionName = fc.constantFrom(
  ...["Between", "In", "NotIn", "LastXDays", "Today", "EqualUserId", "ContainValues", "Above", "OnOrAfter"],
  ...["InFiscalYear", "Under", "NextXWeeks", "NotBetween", "ThisMonth", "OlderThanXYears", "Nonsense"],
);
const comparison = fc.oneof(
  fc
    .tuple(columnPath, fc.constantFrom("eq", "ne", "gt", "ge", "lt", "le", "has", "in", "add"), literal)
    .map((parts) => parts.join(" ")),
  fc
    .tuple(
      fc.constantFrom("contains", "startswith", "endswith", "length", "year", "tolower"),
      columnPath,
      literal,
    )
    .map(([name, column, value]) => `${name}(${column},${value})`),
  fc
    .tuple(functionName, columnPath, fc.array(literal, { maxLength: 3 }), fc.nat(4))
    .map(
      ([name, column, values, form]) =>
        `Microsoft.Dynamics.CRM.${name}(PropertyName='${column}'${["", `,PropertyValue=${values[0] ?? 3}`, `,PropertyValues=${JSON.stringify(values)}`, ",PropertyValue='-4'", `,PropertyValue1=${values[0] ?? 1},PropertyValue2=2`][form]})`,
    ),
);
const { filter } = fc.letrec<{ filter: string; leaf: string; node: string }>((tie) => ({
  leaf: comparison,
  node: fc.oneof(
    fc.tuple(tie("filter"), fc.constantFrom("and", "or"), tie("filter")).map((parts) => parts.join(" ")),
    tie("filter").map((inner) => `not (${inner})`),
    tie("filter").map((inner) => `(${inner})`),
    fc
      .tuple(
        fc.constantFrom("contact_customer_accounts", "Account_Tasks", "listaccount_association", "name"),
        fc.constantFrom("any", "all"),
        tie("filter"),
      )
      .map(
        ([name, word, inner]) =>
          `${name}/${word}(o:${inner.replace(/\b(name|revenue|createdon)\b/g, "o/$1")})`,
      ),
  ),
  filter: fc.oneof({ maxDepth: 3 }, tie("leaf"), tie("node")),
}));

const names = fc.array(columnPath, { maxLength: 3 }).map((list) => list.join(","));
const expand = fc
  .tuple(
    fc.constantFrom(
      "primarycontactid",
      "contact_customer_accounts",
      "Account_Tasks",
      "ownerid",
      "listaccount_association",
    ),
    fc.array(
      fc.oneof(
        fc.constantFrom(
          "$select=createdon",
          "$top=1",
          "$orderby=createdon desc",
          "$count=true",
          "$levels=2",
          "$expand=createdby",
        ),
        filter.map((text) => `$filter=${text}`),
        phrase,
      ),
      { maxLength: 3 },
    ),
  )
  .map(([name, inner]) => (inner.length === 0 ? name : `${name}(${inner.join(";")})`));
const apply = fc
  .tuple(
    fc.constantFrom("", "filter(revenue gt 1)/", "filter(contains(name,'a'))/"),
    fc.constantFrom("groupby((", "aggregate(", "groupby((statuscode),aggregate(", "filter("),
    columnPath,
    fc.constantFrom(" with sum as s", " with average as a", " with countdistinct as c", "", "$count as c"),
    fc.constantFrom(")", "))", "),aggregate($count as n))", ""),
  )
  .map((parts) => parts.join(""));

const queryOption = fc.oneof(
  fc.tuple(fc.constant("$filter"), filter),
  fc.tuple(fc.constant("$select"), names),
  fc.tuple(
    fc.constant("$orderby"),
    names.map((text) => `${text} desc`),
  ),
  fc.tuple(
    fc.constant("$expand"),
    fc.array(expand, { minLength: 1, maxLength: 2 }).map((list) => list.join(",")),
  ),
  fc.tuple(fc.constant("$apply"), apply),
  fc.tuple(fc.constantFrom("$top", "$count", "@p1", "$skiptoken", "$deltatoken"), fc.oneof(literal, phrase)),
);
const uniqueOptions = fc.uniqueArray(queryOption, { selector: ([name]) => name, maxLength: 3 });

const get = (target: fc.Arbitrary<string>, options: Attempt["options"] | fc.Arbitrary<Attempt["options"]>) =>
  fc.record({
    method: fc.constantFrom("GET", "GET", "GET", "HEAD"),
    path: target,
    options: "generate" in options ? options : fc.constant(options),
    headers: fc.oneof(fc.constant({}), headers),
    body: fc.constant(""),
  });

const attributes = (...list: readonly string[]) =>
  fc.subarray([...list]).map((chosen) => chosen.map((text) => ` ${text}`).join(""));
const { xml } = fc.letrec<{ xml: string; element: string; condition: string }>((tie) => ({
  condition: fc
    .tuple(
      columnPath,
      fc.constantFrom(
        "eq",
        "like",
        "in",
        "null",
        "between",
        "last-x-days",
        "eq-userid",
        "under",
        "contain-values",
        "zz",
      ),
      fc.oneof(literal, phrase),
      fc.boolean(),
    )
    .map(([name, operator, value, inner]) => {
      const text = value.replace(/[&<"']/g, "");
      return inner
        ? `<condition attribute="${name}" operator="${operator}"><value>${text}</value><value>2</value></condition>`
        : `<condition attribute="${name}" operator="${operator}" value="${text}"/>`;
    }),
  element: fc.oneof(
    { maxDepth: 3 },
    tie("condition").map((inner) => `<filter type="or">${inner}</filter>`),
    fc
      .tuple(
        columnPath,
        attributes(
          "alias='a'",
          "aggregate='sum'",
          "groupby='true'",
          "dategrouping='year'",
          "distinct='true'",
        ),
      )
      .map(([name, more]) => `<attribute name="${name}"${more}/>`),
    fc
      .tuple(columnPath, attributes("descending='true'", "alias='a'"))
      .map(([name, more]) => `<order attribute="${name}"${more}/>`),
    fc
      .tuple(
        fc.constantFrom("contact", "account", "task", "listmember", "nothing"),
        fc.constantFrom("contactid", "parentcustomerid", "accountid", "regardingobjectid", "zz"),
        attributes(
          "link-type='outer'",
          "link-type='exists'",
          "alias='l'",
          "intersect='true'",
          "link-type='in'",
        ),
        fc.array(tie("element"), { maxLength: 2 }),
      )
      .map(
        ([name, from, more, inner]) =>
          `<link-entity name="${name}" from="${from}" to="accountid"${more}>${inner.join("")}</link-entity>`,
      ),
    fc.constant("<all-attributes/>"),
  ),
  xml: fc
    .tuple(
      attributes(
        "aggregate='true'",
        "distinct='true'",
        "count='2'",
        "page='2'",
        "top='3'",
        "returntotalrecordcount='true'",
        "page='-1'",
      ),
      fc.constantFrom("account", "contact", "nothing"),
      fc.array(tie("element"), { maxLength: 4 }),
    )
    .map(([more, name, inner]) => `<fetch${more}><entity name="${name}">${inner.join("")}</entity></fetch>`),
}));

const write = (
  verb: string,
  target: fc.Arbitrary<string>,
  content: fc.Arbitrary<unknown>,
): fc.Arbitrary<Attempt> =>
  fc.record({
    method: fc.constant(verb),
    path: target,
    options: fc.constant([]),
    headers: fc.oneof(fc.constant({}), headers),
    body: content.map((value) => JSON.stringify(value)),
  });
const columns = fc.dictionary(
  fc.constantFrom(
    ...[
      "name",
      "revenue",
      "statuscode",
      "createdon",
      "donotemail",
      "primarycontactid@odata.bind",
      "ownerid@odata.bind",
    ],
    ...[
      "contact_customer_accounts",
      "primarycontactid",
      "Account_Tasks",
      "entityimage",
      "accountid",
      "accountnumber",
    ],
    ...[
      "transactioncurrencyid@odata.bind",
      "numberofemployees",
      "address1_latitude",
      "new_skills",
      "statecode",
    ],
  ),
  fc.oneof(leaf, record),
  { maxKeys: 5 },
);
const target = columns.map((values) => ({ "@odata.type": "Microsoft.Dynamics.CRM.account", ...values }));
const bulk = fc.record({ Targets: fc.oneof(fc.array(fc.oneof(target, leaf), { maxLength: 3 }), leaf) });
const definition = fc.record(
  {
    "@odata.type": fc.constantFrom(
      ...["String", "Picklist", "Boolean", "DateTime", "Lookup", "Zz", "Money"].map(
        (type) => `Microsoft.Dynamics.CRM.${type}AttributeMetadata`,
      ),
    ),
    SchemaName: fc.oneof(fc.constantFrom("new_Fuzz", "Name", "x y", "new_"), leaf),
    DisplayName: fc.oneof(record, leaf),
    OptionSet: fc.oneof(record, leaf),
    MaxLength: leaf,
    LogicalName: leaf,
    RequiredLevel: fc.oneof(record, leaf),
  },
  { requiredKeys: ["@odata.type"] },
);
const fileUpload = fc.record({
  method: fc.constant("PATCH"),
  path: fc.constantFrom(
    "new_projects(PROJECT)/new_document",
    "new_projects(PROJECT)/new_photo",
    "accounts(KNOWN)/name",
  ),
  options: fc.constantFrom<Attempt["options"]>(
    [],
    [["sessiontoken", "x"]],
    [["x-ms-file-name", "ü\u0000.txt"]],
  ),
  headers: fc
    .tuple(headers, fc.constantFrom("a.txt", "b.png"))
    .map(([more, name]) => ({ "Content-Type": "application/octet-stream", "x-ms-file-name": name, ...more })),
  body,
});
const changesQuery = fc
  .oneof(
    record,
    fc.record({ Criteria: record, Properties: record, AttributeQuery: record }, { requiredKeys: [] }),
  )
  .map((value): Attempt["options"] => [["@p1", JSON.stringify(value)]]);
const definitionPath = fc.constantFrom(
  ...[
    "EntityDefinitions",
    "EntityDefinitions(LogicalName='account')",
    "RelationshipDefinitions",
    "GlobalOptionSetDefinitions",
  ],
  ...[
    "EntityDefinitions(LogicalName='account')/Attributes",
    "GlobalOptionSetDefinitions(Name='new_priority')",
  ],
  ...["EntityDefinitions(LogicalName='account')/Attributes(LogicalName='name')"],
  ...["EntityDefinitions(LogicalName='account')/Attributes/Microsoft.Dynamics.CRM.PicklistAttributeMetadata"],
  ...[
    "EntityDefinitions(LogicalName='account')/ManyToManyRelationships",
    "EntityDefinitions(LogicalName='account')/Keys",
  ],
);
const definitionOptions = fc.uniqueArray(
  fc.oneof(
    fc.tuple(
      fc.constant("$select"),
      fc.constantFrom("LogicalName", "DisplayName,SchemaName", "Zz", "OptionSet"),
    ),
    fc.tuple(
      fc.constant("$filter"),
      fc.constantFrom(
        ...[
          "LogicalName eq 'name'",
          "IsCustomEntity eq true",
          "CanCreateAttributes/Value ne false",
          "MetadataId eq null",
        ],
        ...[
          "AttributeType eq Microsoft.Dynamics.CRM.AttributeTypeCode'String'",
          "DisplayName eq 'x'",
          "not IsPrivate",
        ],
      ),
    ),
    fc.tuple(
      fc.constant("$expand"),
      fc.constantFrom(
        "Attributes",
        "Attributes($select=LogicalName;$filter=",
        "OptionSet,GlobalOptionSet",
        "Keys($select=Zz)",
      ),
    ),
    option,
  ),
  { selector: ([name]) => name, maxLength: 3 },
);

const part = fc
  .tuple(fc.constantFrom("POST", "GET", "PATCH", "DELETE", "PUT"), path, fc.option(fc.nat(3)), record)
  .map(([verb, where, id, content]) =>
    [
      "Content-Type: application/http",
      "Content-Transfer-Encoding: binary",
      ...(id === null ? [] : [`Content-ID: ${id}`]),
      "",
      `${verb} /api/data/v9.2/${encodeURI(where).replaceAll("?", "")} HTTP/1.1`,
      "Content-Type: application/json",
      "",
      verb === "GET" ? "" : JSON.stringify(content),
      "",
    ].join("\r\n"),
  );
const changeSet = fc
  .array(part, { maxLength: 3 })
  .map((parts) =>
    [
      "Content-Type: multipart/mixed; boundary=c",
      "",
      ...parts.map((text) => `--c\r\n${text}`),
      "--c--",
      "",
    ].join("\r\n"),
  );
const batch = fc.record({
  method: fc.constant("POST"),
  path: fc.constant("$batch"),
  options: fc.constant([]),
  headers: fc.constantFrom<Attempt["headers"]>(
    { "Content-Type": "multipart/mixed; boundary=b" },
    { "Content-Type": 'multipart/mixed;boundary="b"', Prefer: "odata.continue-on-error" },
  ),
  body: fc
    .array(fc.oneof(part, changeSet), { maxLength: 4 })
    .map((parts) => `${parts.map((text) => `--b\r\n${text}\r\n`).join("")}--b--\r\n`),
});

const chaos = fc.record({
  method,
  path,
  options: fc.uniqueArray(option, { selector: ([name]) => name, maxLength: 3 }),
  headers,
  body,
});

const record1 = fc.constantFrom("accounts(KNOWN)", "accounts(accountnumber='F-1')", `accounts(${nobody})`);
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
    arbitrary: get(fc.constantFrom("accounts", "accounts(KNOWN)", "accounts/$count"), uniqueOptions),
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
  { weight: 2, arbitrary: write("PATCH", record1, columns) },
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
