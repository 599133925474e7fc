import { beforeAll, describe, expect, it } from "vitest";
import { field, refusal, rows, useClient } from "../support/dataverseClient.ts";

const annotations = { Prefer: 'odata.include-annotations="OData.Community.Display.V1.FormattedValue"' };
const mine = "filter(startswith(accountnumber,'AP-'))";
const contact = "64000000-0000-0000-0000-000000000001";

describe("$apply", () => {
  const client = useClient();
  const apply = async (text: string, more = ""): Promise<readonly unknown[]> => {
    const reply = await client().get(`accounts?$apply=${encodeURIComponent(text)}${more}`);
    expect(field(reply.body, "error")).toBeUndefined();
    return rows(reply);
  };

  beforeAll(async () => {
    await client().create("contacts", { contactid: contact, firstname: "Ann", lastname: "Apply" });
    for (const [index, record] of [
      { revenue: 100, numberofemployees: 1, industrycode: 7, address1_city: "Rome" },
      { revenue: 0.1, numberofemployees: 2, industrycode: 7, address1_city: "rome" },
      { revenue: 0.2, industrycode: 6 },
    ].entries()) {
      await client().create("accounts", {
        ...record,
        accountid: `65000000-0000-0000-0000-00000000000${index}`,
        name: `Apply ${index}`,
        accountnumber: `AP-${index}`,
        ...(index < 2 && { "primarycontactid@odata.bind": `/contacts(${contact})` }),
      });
    }
  });

  it("aggregates, with formatted values", async () => {
    const reply = await client().get(
      `accounts?$apply=${mine}/aggregate(revenue with sum as total,$count as count,numberofemployees with average as size)`,
      annotations,
    );
    expect(reply.body).toEqual({
      "@odata.context": `${client().root}$metadata#accounts`,
      value: [
        {
          "total@OData.Community.Display.V1.FormattedValue": "$100.30",
          total: 100.3,
          "count@OData.Community.Display.V1.FormattedValue": "3",
          count: 3,
          "size@OData.Community.Display.V1.FormattedValue": "2",
          size: 1.5,
        },
      ],
    });
  });

  it("groups, leaves empty keys out and ignores case", async () => {
    expect(await apply(`${mine}/groupby((industrycode),aggregate(revenue with max as most))`)).toEqual([
      { industrycode: 6, most: 0.2 },
      { industrycode: 7, most: 100 },
    ]);
    expect(await apply(`${mine}/groupby((address1_city),aggregate($count as n))`)).toEqual([
      { n: 1 },
      { address1_city: "Rome", n: 2 },
    ]);
    expect(await apply(`${mine}/groupby((statuscode))`)).toEqual([{ statuscode: 1 }]);
  });

  it("calls a column of another table by the table and puts it last", async () => {
    const found = await apply(
      `${mine}/groupby((primarycontactid/fullname),aggregate(revenue with sum as total))`,
    );
    expect(JSON.stringify(found)).toBe('[{"total":0.2},{"total":100.1,"contact_fullname":"Ann Apply"}]');
    expect(await apply(`${mine}/groupby((_primarycontactid_value))`)).toEqual([
      {},
      { _primarycontactid_value: contact },
    ]);
  });

  it("finds the first and last date", async () => {
    const [found] = await apply("aggregate(createdon with min as first,createdon with max as last)");
    expect([field(found, "first"), field(found, "last")]).toEqual([
      expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      expect.stringMatching(/Z$/),
    ]);
  });

  it("sorts by a grouped column only", async () => {
    const groups = `${mine}/groupby((industrycode),aggregate($count as n))`;
    expect(await apply(groups, "&$orderby=industrycode desc")).toEqual([
      { industrycode: 7, n: 2 },
      { industrycode: 6, n: 1 },
    ]);
    const reply = await client().get(`accounts?$apply=${groups}&$orderby=n desc`);
    expect([reply.status, reply.body]).toEqual([
      400,
      refusal("0x80060888", "The query node SingleValueOpenPropertyAccess is not supported."),
    ]);
  });

  it("works on a collection of one record", async () => {
    const reply = await client().get(
      `contacts(${contact})/account_primary_contact?$apply=aggregate($count as n)`,
    );
    expect(rows(reply)).toEqual([{ n: 2 }]);
  });

  it.each([
    ["groupby((createdon))", 400],
    ["groupby((nothing))", 400],
    ["aggregate(name with sum as x)", 400],
    ["aggregate(revenue with median as x)", 400],
    ["aggregate(revenue with sum)", 400],
    ["aggregate(revenue with sum as x,numberofemployees with sum as x)", 400],
    ["topcount(2,revenue)", 400],
    ["groupby((name)", 400],
    ["aggregate(name with countdistinct as x)", 501],
    ["groupby((name))/filter(name eq 'x')", 501],
    ["groupby((primarycontactid/createdby/fullname))", 501],
    ["filter(name eq 'x')", 501],
  ])("refuses %s", async (text, status) => {
    expect((await client().get(`accounts?$apply=${encodeURIComponent(text)}`)).status).toBe(status);
  });

  it("does not go along with other options", async () => {
    for (const option of ["$filter=name eq 'x'", "$top=1", "$select=name", "$count=true"]) {
      expect((await client().get(`accounts?$apply=groupby((statuscode))&${option}`)).status).toBe(501);
    }
  });
});
