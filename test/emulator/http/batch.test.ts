import { describe, expect, it } from "vitest";
import { administratorId } from "../../../emulator/seed/wellKnown.ts";
import { batchLines, sendBatch, sendBatchText, testBoundary } from "../support/batchMessage.ts";
import { field, nobody, refusal, rows, useClient } from "../support/dataverseClient.ts";

const client = useClient();

const tooLong = { firstname: "x".repeat(51) };
const tooLongRefusal = refusal(
  "0x80044331",
  "A validation error occurred.  The length of the 'firstname' attribute of the 'contact' entity exceeded the maximum allowed length of '50'.",
);
const goOn = { Prefer: "odata.continue-on-error" };

const countOf = async (set: string, filter: string): Promise<number> =>
  rows(await client().get(`${set}?$select=createdon&$filter=${filter}`)).length;

const idIn = (url: string | undefined): string => /\(([0-9a-f-]{36})\)$/.exec(url ?? "")?.[1] ?? "";

describe("a batch", () => {
  it("answers its operations in order, each seeing what the one before did", async () => {
    const reply = await sendBatch(client(), [
      { method: "POST", url: "/api/data/v9.2/accounts", body: { name: "In order" } },
      { method: "GET", url: `${client().root}accounts?$select=name&$filter=name eq 'In order'` },
      { method: "GET", url: "accounts?$select=name&$top=1" },
    ]);
    const [created, found, relative] = reply.parts;
    expect(reply.status).toBe(200);
    expect(reply.headers.get("odata-version")).toBe("4.0");
    expect([...(created?.headers ?? [])]).toEqual([
      ["odata-version", "4.0"],
      ["location", created?.headers.get("odata-entityid")],
      ["odata-entityid", expect.stringContaining(`${client().root}accounts(`)],
    ]);
    expect(created).toMatchObject({ status: 204, body: undefined, contentId: undefined, inChangeSet: false });
    expect(found).toMatchObject({ status: 200, body: { value: [{ name: "In order" }] } });
    expect(found?.headers.get("content-type")).toBe("application/json; odata.metadata=minimal");
    expect(relative?.status).toBe(200);
  });

  it("is written as the service writes it", async () => {
    const reply = await sendBatch(client(), [
      [{ method: "POST", url: "accounts", body: { name: "Literal" }, contentId: "7" }],
      { method: "DELETE", url: `accounts(${nobody})` },
    ]);
    const text = String(reply.body)
      .replaceAll(client().root, "<root>")
      .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, (guid) =>
        guid === nobody ? guid : "<guid>",
      );
    expect(text.split("\r\n")).toEqual([
      "--batchresponse_<guid>",
      "Content-Type: multipart/mixed; boundary=changesetresponse_<guid>",
      "",
      "--changesetresponse_<guid>",
      "Content-Type: application/http",
      "Content-Transfer-Encoding: binary",
      "Content-ID: 7",
      "",
      "HTTP/1.1 204 No Content",
      "OData-Version: 4.0",
      "Location: <root>accounts(<guid>)",
      "OData-EntityId: <root>accounts(<guid>)",
      "",
      "",
      "--changesetresponse_<guid>--",
      "--batchresponse_<guid>",
      "Content-Type: application/http",
      "Content-Transfer-Encoding: binary",
      "",
      "HTTP/1.1 404 Not Found",
      "REQ_ID: <guid>",
      "Content-Type: application/json; odata.metadata=minimal",
      "OData-Version: 4.0",
      "",
      `{"error":{"code":"0x80040217","message":"account With Id = ${nobody} Does Not Exist"}}`,
      "--batchresponse_<guid>--",
      "",
    ]);
  });

  it("ends at the first failure and takes its status; what was done before stays", async () => {
    const reply = await sendBatch(client(), [
      { method: "POST", url: "contacts", body: { lastname: "Stop 1" } },
      { method: "POST", url: "contacts", body: tooLong },
      { method: "POST", url: "contacts", body: { lastname: "Stop 3" } },
    ]);
    expect(reply.status).toBe(400);
    expect(reply.parts.map(({ status }) => status)).toEqual([204, 400]);
    expect(reply.parts[1]?.body).toEqual(tooLongRefusal);
    expect(reply.parts[1]?.headers.get("req_id")).toMatch(/^[0-9a-f-]{36}$/);
    expect(await countOf("contacts", "startswith(lastname,'Stop')")).toBe(1);
  });

  it("goes on when the client prefers so, and is then 200 as a whole", async () => {
    const reply = await sendBatch(
      client(),
      [
        { method: "GET", url: `accounts(${nobody})` },
        { method: "POST", url: "contacts", body: { lastname: "Gone on" } },
        { method: "GET", url: "Account" },
      ],
      goOn,
    );
    expect(reply.status).toBe(200);
    expect(reply.parts.map(({ status }) => status)).toEqual([404, 204, 404]);
    expect(reply.headers.get("preference-applied")).toBeNull();
  });

  it("applies headers of a part to that part only, and none of its own", async () => {
    const impersonation = { MSCRMCallerID: administratorId };
    const reply = await sendBatch(
      client(),
      [
        {
          method: "POST",
          url: "accounts?$select=name",
          headers: { prefer: "return=representation" },
          body: { name: "Own" },
        },
        { method: "POST", url: "accounts", body: { name: "Other" } },
        { method: "POST", url: "accounts", headers: impersonation, body: { name: "Impersonated" } },
        {
          method: "GET",
          url: "accounts?$select=name&$filter=name eq 'Impersonated'&$expand=createdby($select=systemuserid)",
        },
        {
          method: "GET",
          url: "accounts?$select=name&$filter=name eq 'Other'&$expand=createdby($select=systemuserid)",
        },
      ],
      { Prefer: "return=representation", "If-None-Match": "*", ...impersonation },
    );
    expect(reply.status).toBe(200);
    expect(reply.parts.map(({ status }) => status)).toEqual([201, 204, 204, 200, 200]);
    expect(reply.parts[0]?.headers.get("preference-applied")).toBe("return=representation");
    expect(field(reply.parts[0]?.body, "name")).toBe("Own");
    const creatorOf = (index: number) =>
      field(reply.parts[index]?.body, "value", 0, "createdby", "systemuserid");
    expect(creatorOf(3)).toBe(administratorId);
    expect(creatorOf(4)).not.toBe(administratorId);
  });

  it("reads URLs up to 64 KB", async () => {
    const filter = (length: number) => `accounts?$select=name&$filter=name eq '${"a".repeat(length)}'`;
    const reply = await sendBatch(
      client(),
      [
        { method: "GET", url: filter(60_000) },
        { method: "GET", url: filter(66_000) },
      ],
      goOn,
    );
    expect(reply.parts.map(({ status }) => status)).toEqual([200, 414]);
  });

  it("keeps conditions and keys as they are outside", async () => {
    const id = await client().create("accounts", { name: "Conditions", accountnumber: "BATCH-1" });
    const reply = await sendBatch(
      client(),
      [
        { method: "PATCH", url: `accounts(${id})`, headers: { "If-Match": 'W/"1"' }, body: { name: "No" } },
        { method: "POST", url: "accounts", body: { name: "Twin", accountnumber: "BATCH-1" } },
        {
          method: "POST",
          url: "accounts",
          headers: { "MSCRM.SuppressDuplicateDetection": "false" },
          body: { name: "Conditions" },
        },
        { method: "PATCH", url: `accounts(${nobody})`, headers: { "If-Match": "*" }, body: { name: "No" } },
      ],
      goOn,
    );
    expect(reply.parts.map(({ status, body }) => [status, field(body, "error", "code")])).toEqual([
      [412, "0x80060882"],
      [412, "0x80060892"],
      [412, "0x80040333"],
      [404, "0x80040217"],
    ]);
  });

  it("takes free spacing, order and case of headers, an unquoted boundary and a preamble", async () => {
    const body = [
      "Some words before",
      "--B",
      "content-transfer-encoding:BINARY",
      "Content-Length: 12345",
      "CONTENT-TYPE:application/http;msgtype=request",
      "",
      "GET /api/data/v9.1/WhoAmI HTTP/1.1",
      "Host: somewhere",
      "",
      "--B--",
      "",
    ].join("\r\n");
    const reply = await sendBatchText(client(), body, { "Content-Type": "multipart/mixed;boundary=B" });
    expect(reply.parts.map(({ status }) => status)).toEqual([200]);
  });

  it("shares the environment with others that write at the same time", async () => {
    const batch = (index: number) =>
      sendBatch(client(), [
        { method: "POST", url: "contacts", body: { lastname: `Together ${index}` } },
        [{ method: "POST", url: "contacts", body: { lastname: `Together ${index} too` }, contentId: "1" }],
        { method: "GET", url: "contacts?$top=1&$select=lastname" },
      ]);
    const single = client().create("contacts", { lastname: "Together alone" });
    const replies = await Promise.all([1, 2, 3, 4, 5, 6].map(batch));
    await single;
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
    expect(await countOf("contacts", "startswith(lastname,'Together')")).toBe(13);
  });

  it("may be empty", async () => {
    const reply = await sendBatch(client(), []);
    expect([reply.status, reply.parts]).toEqual([200, []]);
  });

  it("cannot hold another batch, nor requests to another host", async () => {
    const reply = await sendBatch(
      client(),
      [
        { method: "POST", url: "$batch", body: {} },
        { method: "GET", url: "https://example.org/api/data/v9.2/accounts" },
      ],
      goOn,
    );
    expect(reply.parts.map(({ status }) => status)).toEqual([400, 400]);
  });
});

describe("line breaks of a batch", () => {
  const lines = batchLines([
    { method: "POST", url: "accounts", body: { name: "Breaks first" } },
    { method: "POST", url: "accounts", body: { name: "Breaks last" } },
  ]);
  const unreadable = refusal(
    "0x80048d19",
    "Error identified in Payload provided by the user for Entity :'accounts', For more information on this error please follow this help link https://go.microsoft.com/fwlink/?linkid=2195293  ---->  InnerException : System.ArgumentException: Stream was not readable.",
  );

  it.each([
    ["LF throughout", lines.join("\n")],
    ["LF after the last line", `${lines.slice(0, -1).join("\r\n")}\n`],
    ["nothing after the last line", lines.slice(0, -1).join("\r\n")],
    ["LF inside of JSON", lines.join("\r\n").replace('{"name":"Breaks last"}', '{\n"name":"Breaks last"}')],
  ])("fail the last operation: %s", async (_, body) => {
    const reply = await sendBatchText(client(), body);
    expect(reply.status).toBe(400);
    expect(reply.parts.map(({ status }) => status)).toEqual([204, 400]);
    expect(reply.parts[1]?.body).toEqual(unreadable);
  });

  it.each([
    ["CRLF throughout", lines.join("\r\n")],
    ["LF throughout and two more at the end", `${lines.join("\n")}\n`],
    ["blank lines at the end", `${lines.join("\r\n")}\r\n\r\n`],
  ])("are fine: %s", async (_, body) => {
    const reply = await sendBatchText(client(), body);
    expect(reply.parts.map(({ status }) => status)).toEqual([204, 204]);
  });
});

describe("a change set", () => {
  it("is all or nothing: one answer, with the Content-ID of the part that failed", async () => {
    const before = await client().get("contacts/$count");
    const reply = await sendBatch(client(), [
      [
        { method: "POST", url: "contacts", body: { firstname: "one" }, contentId: "1" },
        { method: "POST", url: "contacts", body: { firstname: "two" }, contentId: "2" },
        { method: "POST", url: "contacts", body: tooLong, contentId: "3" },
        { method: "POST", url: "contacts", body: { firstname: "four" }, contentId: "4" },
      ],
      { method: "GET", url: "WhoAmI" },
    ]);
    expect(reply.status).toBe(400);
    expect(reply.parts).toMatchObject([
      { status: 400, contentId: "3", inChangeSet: true, body: tooLongRefusal },
    ]);
    expect((await client().get("contacts/$count")).body).toBe(before.body);
  });

  it("fails alone when the client prefers to go on, but never goes on inside", async () => {
    const reply = await sendBatch(
      client(),
      [
        [
          { method: "POST", url: "contacts", body: tooLong, contentId: "1" },
          { method: "POST", url: "contacts", body: { lastname: "Never" }, contentId: "2" },
        ],
        [{ method: "POST", url: "contacts", body: { lastname: "Still" }, contentId: "3" }],
      ],
      goOn,
    );
    expect(reply.status).toBe(200);
    expect(reply.parts.map(({ status, contentId }) => [status, contentId])).toEqual([
      [400, "1"],
      [204, "3"],
    ]);
    expect(await countOf("contacts", "lastname eq 'Never'")).toBe(0);
  });

  it("takes back updates and deletions, too", async () => {
    const kept = await client().create("accounts", { name: "Kept", accountnumber: "BATCH-KEPT" });
    const before = (await client().get(`accounts(${kept})`)).body;
    await sendBatch(client(), [
      [
        {
          method: "PATCH",
          url: `accounts(${kept})`,
          body: { name: "Changed", accountnumber: "BATCH-OTHER" },
          contentId: "1",
        },
        { method: "DELETE", url: `accounts(${kept})`, contentId: "2" },
        { method: "DELETE", url: `accounts(${kept})`, contentId: "3" },
      ],
    ]);
    expect((await client().get(`accounts(${kept})`)).body).toEqual(before);
    expect((await client().get("accounts(accountnumber='BATCH-KEPT')")).status).toBe(200);
  });

  it("refers to earlier parts in bodies", async () => {
    const reply = await sendBatch(client(), [
      [
        { method: "POST", url: "leads", body: { lastname: "A lead" }, contentId: "lead-1" },
        {
          method: "POST",
          url: "contacts",
          body: { lastname: "A contact", description: 'he said "$1"' },
          contentId: "2",
        },
        {
          method: "POST",
          url: "accounts",
          body: {
            name: "$2",
            "originatingleadid@odata.bind": "$lead-1",
            "primarycontactid@odata.bind": "$2",
          },
          contentId: "3",
        },
      ],
    ]);
    const [lead, contact, account] = reply.parts.map(({ headers }) => idIn(headers.get("odata-entityid")));
    expect(reply.parts.map(({ status }) => status)).toEqual([204, 204, 204]);
    const stored = await client().get(
      `accounts(${account})?$select=name,_originatingleadid_value,_primarycontactid_value`,
    );
    expect(stored.body).toMatchObject({
      name: "$2",
      _originatingleadid_value: lead,
      _primarycontactid_value: contact,
    });
    const described = await client().get(`contacts(${contact})?$select=description`);
    expect(field(described.body, "description")).toBe('he said "$1"');
  });

  it("refers to earlier parts in URLs", async () => {
    const reply = await sendBatch(client(), [
      [
        { method: "POST", url: "accounts", body: { name: "By reference" }, contentId: "1" },
        { method: "PUT", url: "$1/name", body: { value: "Renamed" }, contentId: "2" },
        { method: "PATCH", url: "$1", body: { telephone1: "555" }, contentId: "3" },
        { method: "PATCH", url: "/$1", body: { fax: "556" }, contentId: "4" },
      ],
    ]);
    expect(reply.parts.map(({ status }) => status)).toEqual([204, 204, 204, 204]);
    const [created, renamed, patched] = reply.parts;
    expect(renamed?.headers.has("odata-entityid")).toBe(false);
    expect(patched?.headers.get("odata-entityid")).toBe(created?.headers.get("odata-entityid"));
    const stored = await client().get(
      `accounts(${idIn(created?.headers.get("location"))})?$select=name,telephone1,fax`,
    );
    expect(stored.body).toMatchObject({ name: "Renamed", telephone1: "555", fax: "556" });
  });

  const unknown = (id: string) => `Content-ID Reference: '$${id}' does not exist in the batch context.`;

  it.each([
    ["a later part", [[{ id: "2", refers: "1" }, { id: "1" }]], "1"],
    ["itself", [[{ id: "1", refers: "1" }]], "1"],
    ["another change set", [[{ id: "1" }], [{ id: "2", refers: "1" }]], "1"],
    ["nothing at all", [[{ id: "1", refers: "nine" }]], "nine"],
  ])("cannot refer to %s, and nothing is carried out", async (_, sets, missing) => {
    const reply = await sendBatch(
      client(),
      sets.map((set) =>
        set.map(({ id, refers }: { id: string; refers?: string }) => ({
          method: "POST",
          url: "contacts",
          contentId: id,
          body: {
            lastname: "Unreferred",
            ...(refers !== undefined && { "parentcustomerid_account@odata.bind": `$${refers}` }),
          },
        })),
      ),
    );
    expect([reply.status, reply.headers.get("content-type"), reply.body]).toEqual([
      400,
      "text/plain",
      unknown(missing),
    ]);
    expect(await countOf("contacts", "lastname eq 'Unreferred'")).toBe(0);
  });

  it("cannot refer to a part that answers with its record", async () => {
    const reply = await sendBatch(client(), [
      [
        {
          method: "POST",
          url: "accounts",
          headers: { Prefer: "return=representation" },
          body: { name: "Shown" },
          contentId: "1",
        },
        { method: "PATCH", url: "$1", body: { name: "Lost" }, contentId: "2" },
      ],
    ]);
    expect([reply.status, reply.body]).toEqual([400, unknown("1")]);
    expect(await countOf("accounts", "name eq 'Shown'")).toBe(0);
  });

  it("cannot be referred to from outside", async () => {
    const reply = await sendBatch(client(), [
      [{ method: "POST", url: "accounts", body: { name: "Inside" }, contentId: "1" }],
      { method: "PATCH", url: "$1", body: { name: "Outside" } },
    ]);
    expect([reply.status, reply.body]).toEqual([400, unknown("1")]);
  });
});

describe("a batch that cannot be read", () => {
  const operation = ["Content-Type: application/http", "Content-Transfer-Encoding: binary", ""];
  const wrapped = (...lines: readonly string[]) =>
    [`--${testBoundary}`, ...lines, `--${testBoundary}--`, ""].join("\r\n");
  const get = "GET /api/data/v9.2/WhoAmI HTTP/1.1";

  it.each([
    ["another boundary", "--other\r\n\r\n--other--\r\n", "was not found in the batch"],
    ["no end", wrapped(...operation, get, "", "").replace(/--\r\n$/, "\r\n"), "without its closing boundary"],
    [
      "no content type of a part",
      wrapped("Content-Transfer-Encoding: binary", "", get, "", ""),
      "The 'Content-Type' header is missing.",
    ],
    [
      "another content type of a part",
      wrapped("Content-Type: application/json", "Content-Transfer-Encoding: binary", "", "{}"),
      "The 'Content-Type' header value 'application/json' is invalid.",
    ],
    [
      "no transfer encoding",
      wrapped("Content-Type: application/http", "", get, "", ""),
      "A missing or invalid 'Content-Transfer-Encoding' header was found.",
    ],
    [
      "a broken request line",
      wrapped(...operation, "GET /api/data/v9.2/WhoAmI", "", ""),
      "The request line 'GET /api/data/v9.2/WhoAmI' is invalid.",
    ],
    [
      "another HTTP version",
      wrapped(...operation, "GET /api/data/v9.2/WhoAmI HTTP/2", "", ""),
      "The HTTP version 'HTTP/2'",
    ],
    [
      "a broken header",
      wrapped(...operation, get, "Prefer", "", ""),
      "The message header 'Prefer' is invalid.",
    ],
    [
      "a header twice",
      wrapped(...operation, get, "Prefer: a", "prefer: b", "", ""),
      "The header 'prefer' was specified multiple times.",
    ],
    ["no end of headers", wrapped(...operation, get), "ends before its headers do"],
  ])("is refused as a whole: %s", async (_, body, message) => {
    const reply = await sendBatchText(client(), body);
    expect([reply.status, field(reply.body, "error", "code")]).toEqual([400, "0x0"]);
    expect(field(reply.body, "error", "message")).toContain(message);
  });

  it.each([
    ["application/json", "must have 'multipart/mixed' as the media type"],
    ["multipart/mixed", "must have a boundary specification"],
  ])("is refused with the content type %s", async (type, message) => {
    const reply = await sendBatchText(client(), wrapped(...operation, get, "", ""), { "Content-Type": type });
    expect([reply.status, reply.parts]).toEqual([400, []]);
    expect(field(reply.body, "error", "message")).toContain(message);
  });

  it("is refused for reading inside a change set", async () => {
    const reply = await sendBatch(client(), [[{ method: "GET", url: "accounts", contentId: "1" }]]);
    expect(reply.status).toBe(400);
    expect(field(reply.body, "error", "message")).toContain("An invalid HTTP method 'GET' was detected");
  });

  it("is refused for a Content-ID that comes twice, also in different change sets", async () => {
    const part = { method: "POST", url: "accounts", body: { name: "Twice" }, contentId: "1" };
    const reply = await sendBatch(client(), [[part], [part]]);
    expect(reply.status).toBe(400);
    expect(field(reply.body, "error", "message")).toContain("The content ID '1' was found more than once");
    expect(await countOf("accounts", "name eq 'Twice'")).toBe(0);
  });

  it("is refused for more than 1000 operations", async () => {
    const parts = Array.from({ length: 501 }, () => ({ method: "DELETE", url: `accounts(${nobody})` }));
    const reply = await sendBatch(client(), [parts, parts.slice(1)]);
    expect(reply.status).toBe(400);
    expect(field(reply.body, "error", "message")).toBe(
      "The current batch message contains too many parts. A maximum number of '1000' query operations and change sets are allowed in a batch message.",
    );
    const allowed = await sendBatch(client(), [parts.slice(1), parts.slice(1)], goOn);
    expect(allowed.status).toBe(200);
  });

  it("is refused by every method but POST", async () => {
    expect((await client().get("$batch")).status).toBe(405);
  });

  it("is refused without a token like everything else", async () => {
    const response = await fetch(`${client().root}$batch`, { method: "POST", body: "" });
    expect(response.status).toBe(401);
  });
});
