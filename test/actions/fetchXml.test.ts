import { describe, expect, it } from "vitest";
import { administratorId, administratorObjectId } from "../../emulator/seed/wellKnown.ts";
import { type Data, dataOf, recordsOf, useTestBench } from "../support/dataverse.ts";

const accountsXml = (
  attributes: string,
  inside = '<order attribute="name" /><order attribute="accountid" />',
) =>
  `<fetch ${attributes}>\n  <entity name="account">\n    <attribute name="name" />\n    ${inside}\n  </entity>\n</fetch>`;

const sortedByContact = accountsXml(
  "count='9'",
  `<link-entity name="contact" from="contactid" to="primarycontactid" link-type="outer" alias="c">
     <attribute name="fullname" /><order attribute="fullname" />
   </link-entity><order attribute="accountid" />`,
);

const byName = `<fetch aggregate="true" count="7"><entity name="account">
  <attribute name="accountid" alias="number" aggregate="count" />
  <attribute name="name" alias="name" groupby="true" /><order alias="name" />
</entity></fetch>`;

const distinctCities = `<fetch distinct="true" count="4"><entity name="account">
  <attribute name="address1_city" /><attribute name="industrycode" /><order attribute="address1_city" /><order attribute="industrycode" />
</entity></fetch>`;

describe("Run Fetch XML Query", () => {
  const bench = useTestBench({ records: 60 });
  const fetchXml = async (xmlQuery: unknown, inputs: Readonly<Record<string, unknown>> = {}): Promise<Data> =>
    dataOf((await bench().runner.action("fetchXml", { entityType: "accounts", xmlQuery, ...inputs })).data);
  const everyAccount = async () => recordsOf(await fetchXml(accountsXml("")));
  const pagingOf = ({ PagingInfo }: Data): Data => dataOf(PagingInfo ?? {});

  /** Reads page after page as a loop in a flow does; `next` fills the inputs from the result before. */
  const readInLoop = async (
    xmlQuery: string,
    next: (page: Data) => Readonly<Record<string, unknown>>,
  ): Promise<readonly Data[]> => {
    const seen: Data[] = [];
    let inputs: Readonly<Record<string, unknown>> = { pageNumber: "1", nextPageId: "" };
    for (;;) {
      const page = await fetchXml(xmlQuery, inputs);
      seen.push(...recordsOf(page));
      if (page["moreRecords"] !== true) {
        expect(page).not.toHaveProperty("PagingInfo");
        return seen;
      }
      inputs = next(page);
    }
  };

  const loops: readonly (readonly [string, (page: Data) => Readonly<Record<string, unknown>>])[] = [
    ["Next Page Id alone", (page) => ({ nextPageId: pagingOf(page)["cookie"] })],
    [
      "Page Number and Next Page Id",
      (page) => ({ nextPageId: pagingOf(page)["cookie"], pageNumber: pagingOf(page)["nextPage"] }),
    ],
    ["Page Number alone", (page) => ({ pageNumber: String(pagingOf(page)["nextPage"]) })],
    [
      "the annotation of Dataverse and Page Number",
      (page) => ({
        nextPageId: page["@Microsoft.Dynamics.CRM.fetchxmlpagingcookie"],
        pageNumber: pagingOf(page)["nextPage"],
      }),
    ],
  ];
  const queries: readonly (readonly [string, string])[] = [
    ["a plain query", accountsXml('count="25"')],
    ["a query that names a page itself", accountsXml("page='1' count='25'")],
    ["a query without paging cookies", sortedByContact],
    ["an aggregate query", byName],
    ["a distinct query", distinctCities],
  ];

  it.each(loops.flatMap(([loop, next]) => queries.map(([query, xml]) => ({ query, loop, xml, next }))))(
    "reads $query page by page with $loop, each row once",
    async ({ xml, next }) => {
      const whole = recordsOf(await fetchXml(xml.replace(/(count|page)=["']\d+["']/g, "")));
      expect(await readInLoop(xml, next)).toEqual(whole);
    },
  );

  it.each(queries)("fetches all of %s", async (_, xml) => {
    const whole = recordsOf(await fetchXml(xml.replace(/(count|page)=["']\d+["']/g, "")));
    const result = await fetchXml(xml, { fetchAll: "true" });
    expect(recordsOf(result)).toEqual(whole);
    expect(result).toMatchObject({ moreRecords: false, maximumReached: false });
  });

  it.each([
    ["blanks and a byte order mark", "\ufeff\r\n  ", ""],
    ["an XML declaration", '<?xml version="1.0" encoding="utf-16"?>', ""],
    ["a blank and an XML declaration", ' \n<?xml version="1.0"?>\n', ""],
    ["comments", "<!-- <fetch> -->", "<!-- behind -->"],
  ])("fetches all of a query in %s", async (_, before, behind) => {
    const xml = `${before}${accountsXml("page='1' count='25' returntotalrecordcount='true' paging-cookie=''")}${behind}`;
    const result = await fetchXml(xml, { fetchAll: true });
    expect(recordsOf(result)).toEqual(await everyAccount());
    expect(result["@Microsoft.Dynamics.CRM.totalrecordcount"]).toBe(60);
  });

  it("takes one request for a result of up to 5000 records, and one for each page beyond", async () => {
    await fetchXml(accountsXml(""), { fetchAll: true });
    expect(bench().requests()).toHaveLength(1);
    await fetchXml(accountsXml("count='25'"), { fetchAll: true });
    expect(bench().requests()).toHaveLength(4);
  });

  it.each([
    ["with paging cookies", accountsXml("")],
    ["without", sortedByContact.replace("count='9'", "")],
  ])("stops at Maximum Records visibly and goes on from there: %s", async (_, xml) => {
    const first = await fetchXml(xml, { fetchAll: true, maximumRecords: "33" });
    expect(first).toMatchObject({ moreRecords: true, maximumReached: true });
    const rest = await fetchXml(xml, { fetchAll: true, nextPageId: pagingOf(first)["cookie"] });
    expect(rest).toMatchObject({ moreRecords: false, maximumReached: false });
    expect([...recordsOf(first), ...recordsOf(rest)]).toEqual(recordsOf(await fetchXml(xml)));
    expect(recordsOf(first)).toHaveLength(33);
  });

  it("honours top, alone, with Fetch All and with a page size", async () => {
    const first33 = (await everyAccount()).slice(0, 33);
    expect(recordsOf(await fetchXml(accountsXml("top='33'"), { pageNumber: "1" }))).toEqual(first33);
    expect(recordsOf(await fetchXml(accountsXml("top='33'"), { fetchAll: true }))).toEqual(first33);
    const paged = await fetchXml(accountsXml("top='33' count='10'"), { fetchAll: true });
    expect(recordsOf(paged)).toEqual(first33);
    expect(paged).toMatchObject({ moreRecords: false, maximumReached: false });
    expect(recordsOf(await fetchXml(accountsXml("top='20000'"), { fetchAll: true }))).toHaveLength(60);
  });

  it("reads all of an elastic table, whose pages are small", async () => {
    for (let index = 0; index < 5; index += 1) {
      const dynamicValues = { contoso_deviceid: `d-${index}`, contoso_value: index };
      await bench().runner.action("createEntity", { entityType: "contoso_sensordatas", dynamicValues });
    }
    bench().emulator.control.requests.clear();
    const xml =
      '<fetch><entity name="contoso_sensordata"><attribute name="contoso_value" /></entity></fetch>';
    const inputs = { entityType: "contoso_sensordatas", fetchAll: true };
    expect(recordsOf(await fetchXml(xml, inputs))).toHaveLength(5);
    expect(bench().requests()).toHaveLength(1);
    expect(recordsOf(await fetchXml(xml, { ...inputs, maximumRecords: "700" }))).toHaveLength(5);
  });

  it("returns the annotations that were asked for", async () => {
    const revenue = accountsXml(
      "count='1'",
      '<attribute name="revenue" /><filter><condition attribute="revenue" operator="not-null" /></filter>',
    );
    const formatted = "revenue@OData.Community.Display.V1.FormattedValue";
    const [plain = {}] = recordsOf(await fetchXml(revenue));
    expect(plain).not.toHaveProperty([formatted]);
    const [record = {}] = recordsOf(
      await fetchXml(revenue, { includeAnnotations: "OData.Community.Display.V1.FormattedValue" }),
    );
    expect(record[formatted]).toMatch(/^\D[\d,]+\.\d\d$/);
  });

  it.each([
    [{ impersonateUserId: `{${administratorId.toUpperCase()}}` }, "mscrmcallerid", administratorId],
    [
      { impersonateUserId: administratorObjectId, options: { impersonateUserIdType: "entraObjectId" } },
      "callerobjectid",
      administratorObjectId,
    ],
  ])("acts as another user on every page: %j", async (inputs, header, id) => {
    await fetchXml(accountsXml("count='25'"), { ...inputs, fetchAll: true });
    expect(
      bench()
        .requests()
        .map(({ headers }) => headers[header]),
    ).toEqual([id, id, id]);
  });

  it.each(["account", "Accounts", "ACCOUNT"])("corrects Entity Type %s", async (entityType) => {
    expect(recordsOf(await fetchXml(accountsXml(""), { entityType }))).toHaveLength(60);
  });

  it("keeps text with every reserved character as it is", async () => {
    const name = `R&D "100%" + a/b?c#d=e; O'Brien <x>, ünïcode €`;
    await bench().runner.action("createEntity", { entityType: "accounts", dynamicValues: { name } });
    const value = name.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
    const filter = `<filter><condition attribute="name" operator="eq" value="${value}" /></filter>`;
    expect(recordsOf(await fetchXml(accountsXml("", filter))).map((record) => record["name"])).toEqual([
      name,
    ]);
  });

  it("reads every page of a query that is too long for a URL, as the same user and with the same annotations", async () => {
    const strangers = Array.from(
      { length: 300 },
      (_, index) => `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`,
    );
    const known = (await everyAccount()).map(({ accountid }) => String(accountid));
    const values = [...known, ...strangers].map((id) => `<value>${id}</value>`).join("");
    const inList = `<filter><condition attribute="accountid" operator="in">${values}</condition></filter><order attribute="accountid" />`;
    bench().emulator.control.requests.clear();
    const inputs = { fetchAll: true, includeAnnotations: "*", impersonateUserId: administratorId };
    const result = await fetchXml(accountsXml("count='25'", inList), inputs);
    expect(new Set(recordsOf(result).map(({ accountid }) => accountid))).toEqual(new Set(known));
    expect(bench().requests()).toHaveLength(Math.ceil(known.length / 25));
    for (const { url, headers, body } of bench().requests()) {
      expect(url).toMatch(/\/\$batch$/);
      expect(headers).not.toHaveProperty("mscrmcallerid");
      expect(body).toContain(`\r\nMSCRMCallerID: ${administratorId}\r\n`);
      expect(body).toContain('\r\nPrefer: odata.include-annotations="*"\r\n');
    }
  });

  it("waits out a throttled page and goes on with it", async () => {
    bench().emulator.control.faults.add({
      fault: { kind: "status", status: 429, headers: { "Retry-After": "0.01" } },
      match: { nth: 2 },
    });
    const result = await fetchXml(accountsXml("count='25'"), { fetchAll: true });
    expect(new Set(recordsOf(result).map(({ accountid }) => accountid)).size).toBe(recordsOf(result).length);
  });

  it("fails when a page in the middle fails, instead of returning half of the result", async () => {
    bench().emulator.control.faults.add({
      fault: {
        kind: "status",
        status: 403,
        body: { error: { code: "0x80040220", message: "no privilege" } },
      },
      match: { nth: 2 },
    });
    await expect(fetchXml(accountsXml("count='25'"), { fetchAll: true })).rejects.toThrow(
      /^Could not run the FetchXML query for account on accounts: .*no privilege/,
    );
  });
});

describe("a mistake in a Fetch XML query", () => {
  const bench = useTestBench({ records: 5 });
  const failure = async (inputs: Readonly<Record<string, unknown>>): Promise<string> =>
    bench()
      .runner.action("fetchXml", { entityType: "accounts", xmlQuery: accountsXml(""), ...inputs })
      .then(
        () => "",
        (error: unknown) =>
          error instanceof Error ? error.message.replace(/request id [\w-]+/, "request id …") : "",
      );

  it.each([
    [{ xmlQuery: "" }, "XML Query is empty. Enter a query as FetchXML, which starts with <fetch>."],
    [{ xmlQuery: undefined }, "XML Query is empty. Enter a query as FetchXML, which starts with <fetch>."],
    [
      { xmlQuery: [] },
      "XML Query must be text, but a list arrived. Enter the query as FetchXML, which starts with <fetch>.",
    ],
    [
      { xmlQuery: "\n<fetch>\n  <entity name='account'>\n    <attribute name='name>\n  </entity>\n</fetch>" },
      "XML Query is not well-formed XML at line 5, column 3: a < inside of a value must be written as &lt;.",
    ],
    [{ pageNumber: "12abc" }, 'Page Number must be a whole number from 1 to 999999999, but it is "12abc".'],
    [{ pageNumber: 0 }, 'Page Number must be a whole number from 1 to 999999999, but it is "0".'],
    [
      { nextPageId: "2" },
      'Next Page Id "2" is not a paging cookie. Enter the PagingInfo.cookie of an earlier result as it is, or leave the input empty to start with the first page.',
    ],
    [
      { impersonateUserId: "me" },
      'Impersonate User Id "me" is not a GUID. Enter the systemuserid of the user, or the object id from Microsoft Entra.',
    ],
  ])("is found before a request is spent (%#)", async (inputs, message) => {
    expect(await failure(inputs)).toBe(message);
    expect(bench().requests()).toEqual([]);
  });

  it.each([
    [
      { entityType: "contacts" },
      "Could not run the FetchXML query for account on contacts: Dataverse refused what was sent. Dataverse says: The entity name specified in fetchxml does not match the entity name specified in the Entity or Query Expression. Entity Type and the <entity> of the FetchXML must be the same table: the entity set name there, such as accounts, and the logical name here, such as account. (HTTP 400, Dataverse code 0x80041128, request id …)",
    ],
    [
      { xmlQuery: '<fetch><entity name="accounts" /></fetch>' },
      "Could not run the FetchXML query for accounts on accounts: Dataverse refused what was sent. Dataverse says: The entity with a name = 'accounts' with namemapping = 'Logical' was not found in the MetadataCache. FetchXML takes the logical names of tables, such as account instead of accounts. (HTTP 400, Dataverse code 0x80041102, request id …)",
    ],
    [
      { xmlQuery: accountsXml("", '<attribute name="revenu" />') },
      "Could not run the FetchXML query for account on accounts: the table account has no column named 'revenu'. Did you mean 'revenue'? (HTTP 400, Dataverse code 0x80041103, request id …)",
    ],
    [
      { xmlQuery: accountsXml("count='5000'"), pageNumber: "11" },
      "Could not run the FetchXML query for account on accounts: Dataverse refused what was sent. Dataverse says: Without a paging cookie a query returns at most 50000 rows. Page 11 of 5000 rows lies beyond them. (HTTP 400, Dataverse code 0x80040203, request id …)",
    ],
  ])("is answered with what to do (%#)", async (inputs, message) => {
    expect(await failure(inputs)).toBe(message);
  });
});
