import fc from "fast-check";
import type { Attempt } from "./attempt.ts";
import { body, headers, leaf, path, record } from "./vocabulary.ts";

/** A request with `content` as its JSON body. */
export const write = (
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
/** Bodies of accounts. */
export const columns = fc.dictionary(
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
export const bulk = fc.record({
  Targets: fc.oneof(fc.array(fc.oneof(target, leaf), { maxLength: 3 }), leaf),
});
export const definition = fc.record(
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

export const fileUpload = fc.record({
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
export const batch = fc.record({
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
