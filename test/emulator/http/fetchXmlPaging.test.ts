import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { escapeXml } from "../../../emulator/fetchXml/xml.ts";
import { type Client, field, refusal, rows, useClient } from "../support/dataverseClient.ts";
import { cookieOf, everything, fetchXml, pagingAnnotations, readAllPages } from "../support/fetchXml.ts";

const idsOf = (pages: readonly (readonly unknown[])[], column = "accountid"): readonly unknown[] =>
  pages.flat().map((row) => field(row, column));

const accounts = (inside: string) =>
  `<entity name="account"><attribute name="name" />${inside}<attribute name="accountid" /></entity>`;

const byName = accounts('<order attribute="name" />');

const pageOne = async (client: Client, entity: string, attributes = "") =>
  fetchXml(client, `<fetch ${attributes} count="3" page="1">${entity}</fetch>`, pagingAnnotations);

describe("paging FetchXML", () => {
  const client = useClient({ records: 17 });

  it("prints the cookie of Microsoft's samples: encoded twice, with lower-case digits", async () => {
    for (const name of ["Susanna (sample)", "Scott (sample)", "Sidney (sample)"]) {
      await client().create("tasks", { subject: name });
    }
    const reply = await fetchXml(
      client(),
      `<fetch count="2" page="1"><entity name="task"><attribute name="subject" />
         <filter><condition attribute="subject" operator="like" value="%(sample)" /></filter>
         <order attribute="subject" descending="true" /></entity></fetch>`,
      pagingAnnotations,
    );
    const [first, last] = rows(reply).map((row) => String(field(row, "activityid")).toUpperCase());
    expect(field(reply.body, "@Microsoft.Dynamics.CRM.fetchxmlpagingcookie")).toBe(
      `<cookie pagenumber="2" pagingcookie="%253ccookie%2520page%253d%25221%2522%253e%253csubject%2520last%253d%2522Sidney%2520%2528sample%2529%2522%2520first%253d%2522Susanna%2520%2528sample%2529%2522%2520%252f%253e%253cactivityid%2520last%253d%2522%257b${last}%257d%2522%2520first%253d%2522%257b${first}%257d%2522%2520%252f%253e%253c%252fcookie%253e" istracking="False" />`,
    );
    expect(cookieOf(reply)).toBe(
      `<cookie page="1"><subject last="Sidney (sample)" first="Susanna (sample)" /><activityid last="{${last}}" first="{${first}}" /></cookie>`,
    );
  });

  it("leaves both annotations out unless they are asked for, and on the last page", async () => {
    const silent = await fetchXml(client(), `<fetch count="3" page="1">${byName}</fetch>`);
    expect(Object.keys(Object(silent.body))).toEqual(["@odata.context", "value"]);
    const last = await fetchXml(client(), `<fetch count="17" page="1">${byName}</fetch>`, everything);
    expect(Object.keys(Object(last.body)).filter((name) => /cookie|more/.test(name))).toEqual([]);
  });

  it("gives every row exactly once in any order and page size, with cookies and without", async () => {
    const columns = [
      "name",
      "industrycode",
      "revenue",
      "createdon",
      "ownerid",
      "donotbulkemail",
      "statecode",
    ];
    const order = fc
      .record({ column: fc.constantFrom(...columns), descending: fc.boolean() })
      .map(({ column, descending }) => `<order attribute="${column}" descending="${descending}" />`);
    await fc.assert(
      fc.asyncProperty(
        fc.array(order, { maxLength: 3 }),
        fc.integer({ min: 2, max: 18 }),
        fc.boolean(),
        async (orders, size, useCookies) => {
          const entity = accounts(orders.join(""));
          const whole = rows(await fetchXml(client(), `<fetch>${entity}</fetch>`));
          const pages = await readAllPages(client(), { entity, size, useCookies });
          expect(pages.slice(0, -1).every((page) => page.length === size)).toBe(true);
          expect(idsOf(pages)).toEqual(idsOf([whole]));
        },
      ),
      { numRuns: 30 },
    );
  });

  it("is not shifted by rows that come and go before the page", async () => {
    const before = rows(await fetchXml(client(), `<fetch>${byName}</fetch>`));
    const created: string[] = [];
    const pages = await readAllPages(client(), {
      entity: byName,
      size: 4,
      between: async (page) => created.push(await client().create("accounts", { name: `  ! ${page}` })),
    });
    expect(idsOf(pages)).toEqual(idsOf([before]));
    await Promise.all(created.map((id) => client().call("DELETE", `accounts(${id})`)));
  });

  it("goes through joined rows: with a cookie when each record comes once, else by counting rows", async () => {
    const parent = accounts(
      '<link-entity name="contact" from="contactid" to="primarycontactid" link-type="outer" alias="c"><attribute name="fullname" /></link-entity>',
    );
    expect(cookieOf(await pageOne(client(), parent))).toBeDefined();
    const children = accounts(
      '<link-entity name="contact" from="parentcustomerid" to="accountid" alias="c"><attribute name="contactid" /></link-entity>',
    );
    const reply = await pageOne(client(), children);
    expect(field(reply.body, "@Microsoft.Dynamics.CRM.fetchxmlpagingcookie")).toBe(
      '<cookie pagenumber="2" istracking="False" />',
    );
    for (const entity of [parent, children]) {
      const whole = rows(await fetchXml(client(), `<fetch>${entity}</fetch>`));
      expect((await readAllPages(client(), { entity, size: 3 })).flat()).toEqual(whole);
    }
  });

  it("has no cookie when a link's column decides the order, or when distinct rows lack the key", async () => {
    const link =
      '<link-entity name="contact" from="contactid" to="primarycontactid" link-type="outer" alias="c">';
    const ordered = accounts(`${link}<order attribute="fullname" /></link-entity>`);
    const reply = await pageOne(client(), ordered);
    expect(field(reply.body, "@Microsoft.Dynamics.CRM.morerecords")).toBe(true);
    expect(cookieOf(reply)).toBeUndefined();
    const distinct = '<entity name="account"><attribute name="name" /><order attribute="name" /></entity>';
    expect(cookieOf(await pageOne(client(), distinct, 'distinct="true"'))).toBeUndefined();
    expect(cookieOf(await pageOne(client(), byName, 'distinct="true"'))).toBeDefined();
  });

  it("reads the same page again for a client that repeats its number, as Microsoft's older sample does", async () => {
    const first = await pageOne(client(), byName);
    const again = await fetchXml(
      client(),
      `<fetch count="3" page="1" paging-cookie="${escapeXml(cookieOf(first) ?? "")}">${byName}</fetch>`,
    );
    expect(rows(again)).toEqual(rows(first));
  });

  it("refuses a cookie that was not decoded, not escaped, or belongs to another query", async () => {
    const first = await pageOne(client(), byName);
    const cookie = cookieOf(first) ?? "";
    const send = (attribute: string, entity = byName) =>
      fetchXml(client(), `<fetch count="3" page="2" paging-cookie=${attribute}>${entity}</fetch>`);
    const damaged = refusal("0x80040203", "Malformed XML in the Paging Cookie");
    const encoded = encodeURIComponent(cookie);
    for (const reply of [
      await send(`"${encoded}"`),
      await send(`"${encodeURIComponent(encoded)}"`),
      await send(`"${escapeXml(cookie)}"`, accounts('<order attribute="createdon" />')),
    ]) {
      expect([reply.status, reply.body]).toEqual([400, damaged]);
    }
    const raw = await send(`'${cookie}'`);
    expect([raw.status, raw.body]).toEqual([400, refusal("0x80040201", "Invalid XML.")]);
  });

  it("refuses top next to paging, and pages beyond what is allowed", async () => {
    const problem = async (attributes: string) => {
      const reply = await fetchXml(client(), `<fetch ${attributes}>${byName}</fetch>`);
      return field(reply.body, "error", "message");
    };
    expect(await problem('top="3" page="1"')).toBe(
      "The top attribute can't be specified with paging attribute page",
    );
    expect(await problem('top="3" count="1"')).toBe(
      "The top attribute can't be specified with paging attribute count",
    );
    expect(await problem('top="3" returntotalrecordcount="true"')).toBe(
      "The top attribute can't be specified with paging attribute returntotalrecordcount",
    );
    expect(await problem('count="5001"')).toBe(
      "The value '5001' of the attribute 'count' is not valid. It must be a whole number from 1 to 5000.",
    );
    expect(await problem('count="5000" page="11"')).toBe(
      "Without a paging cookie a query returns at most 50000 rows. Page 11 of 5000 rows lies beyond them.",
    );
  });
});
