import { beforeAll, describe, expect, it } from "vitest";
import { field, refusal, rows, useClient } from "../support/dataverseClient.ts";
import { everything, fetchXml, pagingAnnotations } from "../support/fetchXml.ts";

/** The data of Microsoft's page "Aggregate data using FetchXml". */
const companies: readonly (readonly [number | null, string | null])[] = [
  [null, null],
  [1500, "Redmond"],
  [2700, "Lynnwood"],
  [2900, "Los Angeles"],
  [2900, "Redmond"],
  [3900, "Phoenix"],
  [4300, "Santa Cruz"],
  [4800, "Missoula"],
  [6000, "Dallas"],
  [6200, "Redmond"],
];

const only = '<filter><condition attribute="name" operator="begins-with" value="Sum " /></filter>';

describe("an aggregate query", () => {
  const client = useClient({ records: 3 });

  beforeAll(async () => {
    for (const [at, [numberofemployees, address1_city]] of companies.entries()) {
      await client().create("accounts", {
        name: `Sum ${at}`,
        numberofemployees,
        address1_city,
        revenue: at * 1000,
        industrycode: at < 5 ? 1 : 2,
      });
    }
  });

  const ask = (columns: string, { attributes = "", prefer }: { attributes?: string; prefer?: string } = {}) =>
    fetchXml(
      client(),
      `<fetch aggregate="true" ${attributes}><entity name="account">${columns}${only}</entity></fetch>`,
      prefer,
    );

  const employees = (alias: string, aggregate: string, more = "") =>
    `<attribute name="numberofemployees" alias="${alias}" aggregate="${aggregate}" ${more} />`;

  it("computes what Microsoft's sample computes", async () => {
    const reply = await ask(
      [
        employees("Count", "count"),
        employees("ColumnCount", "countcolumn"),
        employees("Different", "countcolumn", 'distinct="true"'),
        employees("Maximum", "max"),
        employees("Minimum", "min"),
        employees("Sum", "sum"),
      ].join(""),
    );
    expect(reply.body).toEqual({
      "@odata.context": `${client().root}$metadata#accounts(Count,ColumnCount,Different,Maximum,Minimum,Sum)`,
      value: [{ Count: 10, ColumnCount: 9, Different: 8, Maximum: 6200, Minimum: 1500, Sum: 35200 }],
    });
  });

  it("groups, orders by an alias, and leaves out the key of the group without one", async () => {
    const reply = await ask(
      `${employees("Total", "sum")}
       <attribute name="accountid" alias="Count" aggregate="count" />
       <attribute name="address1_city" alias="City" groupby="true" /><order alias="City" />`,
    );
    expect(rows(reply)).toEqual([
      { Total: 0, Count: 1 },
      { Total: 6000, Count: 1, City: "Dallas" },
      { Total: 2900, Count: 1, City: "Los Angeles" },
      { Total: 2700, Count: 1, City: "Lynnwood" },
      { Total: 4800, Count: 1, City: "Missoula" },
      { Total: 3900, Count: 1, City: "Phoenix" },
      { Total: 10600, Count: 3, City: "Redmond" },
      { Total: 4300, Count: 1, City: "Santa Cruz" },
    ]);
  });

  it("annotates groups by choice and lookup, amounts and counts", async () => {
    const reply = await ask(
      `<attribute name="industrycode" alias="g" groupby="true" /><attribute name="ownerid" alias="o" groupby="true" />
       <attribute name="revenue" alias="m" aggregate="sum" /><attribute name="accountid" alias="n" aggregate="count" />
       <order alias="m" />`,
      { prefer: everything },
    );
    expect(rows(reply)[0]).toEqual({
      "g@OData.Community.Display.V1.AttributeName": "industrycode",
      "g@OData.Community.Display.V1.FormattedValue": "Accounting",
      g: 1,
      "o@OData.Community.Display.V1.AttributeName": "ownerid",
      "o@OData.Community.Display.V1.FormattedValue": expect.any(String),
      "o@Microsoft.Dynamics.CRM.lookuplogicalname": "systemuser",
      o: expect.stringMatching(/^[0-9a-f-]{36}$/),
      "m@OData.Community.Display.V1.AttributeName": "revenue",
      "m@OData.Community.Display.V1.FormattedValue": "$10,000.00",
      m: 10000,
      "n@OData.Community.Display.V1.AttributeName": "accountid",
      "n@OData.Community.Display.V1.FormattedValue": "5",
      n: 5,
    });
  });

  it("groups by parts of a date", async () => {
    const reply = await ask(
      `<attribute name="createdon" alias="year" groupby="true" dategrouping="year" />
       <attribute name="createdon" alias="month" groupby="true" dategrouping="month" />
       <attribute name="accountid" alias="n" aggregate="count" />`,
    );
    const now = new Date();
    expect(rows(reply)).toEqual([{ year: now.getUTCFullYear(), month: now.getUTCMonth() + 1, n: 10 }]);
  });

  it("pages its groups by counting them", async () => {
    const reply = await ask(
      '<attribute name="name" alias="name" groupby="true" /><attribute name="accountid" alias="n" aggregate="count" />',
      { attributes: 'count="4" page="2"', prefer: pagingAnnotations },
    );
    expect(rows(reply).map((row) => field(row, "name"))).toEqual(["Sum 4", "Sum 5", "Sum 6", "Sum 7"]);
    expect(field(reply.body, "@Microsoft.Dynamics.CRM.morerecords")).toBe(true);
    expect(field(reply.body, "@Microsoft.Dynamics.CRM.fetchxmlpagingcookie")).toBe(
      '<cookie pagenumber="2" istracking="False" />',
    );
  });

  it("counts over links", async () => {
    const reply = await ask(
      `<link-entity name="systemuser" from="systemuserid" to="ownerid" alias="u">
         <attribute name="systemuserid" alias="owners" aggregate="countcolumn" distinct="true" /></link-entity>`,
    );
    expect(rows(reply)).toEqual([{ owners: 1 }]);
  });

  it("refuses to look at more rows than its limit", async () => {
    const limited = await ask(employees("n", "count"), { attributes: 'aggregatelimit="9"' });
    expect([limited.status, field(limited.body, "error", "message")]).toEqual([
      400,
      "AggregateQueryRecordLimit exceeded. Cannot perform this operation.",
    ]);
    expect(String(field(limited.body, "error", "code")).toLowerCase()).toBe("0x8004e023");
    expect(rows(await ask(employees("n", "count"), { attributes: 'aggregatelimit="10"' }))).toEqual([
      { n: 10 },
    ]);
  });

  it("refuses columns that are neither grouped by nor aggregated, aliases that are missing, and orders by column", async () => {
    const plain = await ask('<attribute name="name" alias="x" />');
    expect(plain.body).toEqual(
      refusal(
        "0x80041107",
        'An attribute can not be requested when an aggregate operation has been specified and its neither groupby nor aggregate.  NodeXml : <attribute name="name" alias="x" />',
      ),
    );
    const nameless = await ask('<attribute name="accountid" aggregate="count" />');
    expect(field(nameless.body, "error", "code")).toBe("0x8004110b");
    const ordered = await ask(`${employees("n", "count")}<order attribute="name" />`);
    expect(field(ordered.body, "error", "message")).toBe(
      "An attribute can not be specified for an order clause for an aggregate Query. Use an alias",
    );
    const summed = await ask('<attribute name="name" alias="s" aggregate="sum" />');
    expect(field(summed.body, "error", "message")).toBe(
      "Condition for attribute 'account.name': the aggregate 'sum' is not for String attributes.",
    );
  });
});
