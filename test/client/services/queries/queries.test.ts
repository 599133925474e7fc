import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DataverseRequest } from "../../../../src/client/http/message.ts";
import { createQueries } from "../../../../src/client/services/queries/queries.ts";
import { refusal, scripted } from "../scriptedSend.ts";

const context = "https://org.crm.dynamics.com/api/data/v9.2/$metadata#accounts(name)";
const link = (page: number) =>
  `https://org.crm.dynamics.com/api/data/v9.2/accounts?$select=name&$skiptoken=%3Ccookie%20pagenumber=%22${page}%22%20pagingcookie=%22%253ccookie%2520%253e%22%20/%3E`;
const rows = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => ({ accountid: String(from + index) }));
const page = (count: number, next?: string, more: object = {}) => ({
  body: { "@odata.context": context, ...more, value: rows(count), ...(next && { "@odata.nextLink": next }) },
});

describe("a page", () => {
  it("is one request, and the answer untouched", async () => {
    const body = {
      "@odata.context": context,
      "@odata.count": 7,
      "@Microsoft.Dynamics.CRM.totalrecordcount": 7,
      value: [{ "@odata.etag": 'W/"1"', name: "A" }],
      "@odata.nextLink": link(2),
    };
    const script = scripted({ body });
    const query = {
      select: ["name"],
      filter: "revenue gt 5",
      orderBy: ["name desc"],
      expand: ["ownerid"],
      includeCount: true,
    };
    const options = {
      pageSize: 3,
      includeAnnotations: "OData.Community.Display.V1.FormattedValue",
      impersonate: { by: "systemUserId", id: "2138bd90-ec19-ea11-a811-000d3a334e11" },
    } as const;
    const result = await createQueries(script.context).page("accounts", query, options);
    expect(JSON.stringify(result)).toBe(JSON.stringify(body));
    expect(script.requests).toEqual([
      {
        operation: "Query the records of accounts",
        method: "GET",
        path: "accounts?$select=name&$filter=revenue%20gt%205&$orderby=name%20desc&$expand=ownerid&$count=true",
        repeat: "read",
        headers: {
          Prefer:
            'odata.maxpagesize=3, odata.include-annotations="OData.Community.Display.V1.FormattedValue,Microsoft.Dynamics.CRM.totalrecordcount,Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded"',
          MSCRMCallerID: "2138bd90-ec19-ea11-a811-000d3a334e11",
        },
      },
    ]);
  });

  it("needs nothing but the entity set", async () => {
    const script = scripted(page(1));
    await createQueries(script.context).page("accounts", {});
    expect(script.requests[0]).toMatchObject({ path: "accounts", headers: {} });
  });

  it("goes on from a next link, sent back byte for byte with the same preferences", async () => {
    const script = scripted(page(1));
    const options = { pageSize: 3, nextLink: ` ${link(2)} ` };
    await createQueries(script.context).page("accounts", { select: ["ignored"] }, options);
    expect(script.requests).toEqual([
      {
        operation: "Query the next page of records",
        method: "GET",
        path: link(2),
        repeat: "read",
        headers: { Prefer: "odata.maxpagesize=3" },
      },
    ]);
  });

  it("goes on from the path of a next link", async () => {
    const script = scripted(page(1));
    const nextLink = "/api/data/v9.2/accounts?$skiptoken=%3Ccookie%20/%3E";
    await createQueries(script.context).page("accounts", {}, { nextLink });
    expect(script.requests[0]?.path).toBe(`https://org.crm.dynamics.com${nextLink}`);
  });

  it.each(["2", "<cookie pagenumber='2' />", "/accounts", "ftp://org/x", "https://org/\r\nHost: x"])(
    "refuses %j as a next link",
    async (nextLink) => {
      const script = scripted();
      await expect(createQueries(script.context).page("accounts", {}, { nextLink })).rejects.toThrow(
        /^Next Page Id ".*" is not a next link\. Enter the oDataNextLink of an earlier result as it is, or leave the input empty to start with the first page\.$/,
      );
      expect(script.requests).toEqual([]);
    },
  );

  it("corrects a logical name", async () => {
    const script = scripted(
      refusal(404, "0x8006088a", "Resource not found for the segment 'account'."),
      { body: { value: [{ LogicalName: "account", EntitySetName: "accounts" }] } },
      page(1),
    );
    await createQueries(script.context).page("account", { select: ["name"] });
    expect(script.requests.at(-1)?.path).toBe("accounts?$select=name");
  });

  it.each([
    "https://evil.example/api/data/v9.2/accounts?$skiptoken=1",
    "http://org.crm.dynamics.com/api/data/v9.2/accounts",
    "https://org.crm.dynamics.com.evil.example/api/data/v9.2/accounts",
    "https://org.crm.dynamics.com@evil.example/api/data/v9.2/accounts",
    "https://:",
  ])("is not read from a link to another address: %s", async (nextLink) => {
    const script = scripted(page(1));
    await expect(createQueries(script.context).page("accounts", {}, { nextLink })).rejects.toThrow(
      "Next Page Id leads to another address than the connection's, https://org.crm.dynamics.com, so it was not followed. Enter the oDataNextLink of a result of the same connection.",
    );
    expect(script.requests).toEqual([]);
  });

  it.each([{}, { value: "x" }, { value: [1] }, { value: [], "@odata.nextLink": 5 }])(
    "refuses the answer %j, which is no page",
    async (body) => {
      const script = scripted({ body });
      await expect(createQueries(script.context).page("accounts", {})).rejects.toMatchObject({
        kind: "unexpectedAnswer",
      });
    },
  );
});

describe("all records", () => {
  it("are collected from all pages, with the count of the first", async () => {
    const script = scripted(
      page(2, link(2), { "@odata.count": 3, "@Microsoft.Dynamics.CRM.morerecords": true }),
      page(1, undefined, { "@odata.count": 0 }),
    );
    const result = await createQueries(script.context).all("accounts", {}, { maximumRecords: 4000 });
    expect(result).toEqual({
      "@odata.context": context,
      "@odata.count": 3,
      value: [{ accountid: "0" }, { accountid: "1" }, { accountid: "0" }],
      maximumReached: false,
    });
    expect(script.requests.map(({ path }) => path)).toEqual(["accounts", link(2)]);
    expect(script.requests.map(({ headers }) => headers)).toEqual([
      { Prefer: "odata.maxpagesize=4000" },
      { Prefer: "odata.maxpagesize=4000" },
    ]);
  });

  it("end at the maximum with the server's own link to go on from", async () => {
    const script = scripted(page(5, link(2)));
    const result = await createQueries(script.context).all("accounts", {}, { maximumRecords: 5 });
    expect(result).toMatchObject({ maximumReached: true, "@odata.nextLink": link(2) });
    expect(result.value).toHaveLength(5);
    expect(script.requests).toHaveLength(1);
  });

  it("are complete when they are exactly as many as the maximum", async () => {
    const script = scripted(page(5));
    const result = await createQueries(script.context).all("accounts", {}, { maximumRecords: 5 });
    expect(result.maximumReached).toBe(false);
    expect(result).not.toHaveProperty("@odata.nextLink");
  });

  it("go on from a link", async () => {
    const script = scripted(page(1));
    await createQueries(script.context).all("accounts", {}, { maximumRecords: 10, nextLink: link(3) });
    expect(script.requests[0]).toMatchObject({ path: link(3), headers: { Prefer: "odata.maxpagesize=10" } });
  });

  it("are read on past pages that are smaller than asked for", async () => {
    const script = scripted(page(2, link(2)), page(2, link(3)), page(2, link(4)));
    const result = await createQueries(script.context).all("accounts", {}, { maximumRecords: 6 });
    expect(result).toMatchObject({ maximumReached: true, "@odata.nextLink": link(4) });
    expect(result.value).toHaveLength(6);
  });

  it("leave a page that is larger than the ones before to its link when it does not fit", async () => {
    const script = scripted(page(2, link(2)), page(5, link(3)));
    const result = await createQueries(script.context).all("accounts", {}, { maximumRecords: 6 });
    expect(result).toMatchObject({ maximumReached: true, "@odata.nextLink": link(2) });
    expect(result.value).toHaveLength(2);
  });

  it("are not cut off when the table does not page", async () => {
    const script = scripted(page(30));
    await expect(createQueries(script.context).all("accounts", {}, { maximumRecords: 10 })).rejects.toThrow(
      "Could not query the records of accounts: Dataverse sent 30 records at once, which is more than Maximum Records (10). Raise Maximum Records.",
    );
  });

  it("are never more than the maximum, never skipped, and at most a page's rounding short of it", async () => {
    const table = 12_000;
    const sizeOf = (request: DataverseRequest): number =>
      Number(/maxpagesize=(\d+)/.exec(request.headers?.["Prefer"] ?? "")?.[1]);
    const startOf = (request: DataverseRequest): number => Number(/skip=(\d+)/.exec(request.path)?.[1] ?? 0);
    const send = (request: DataverseRequest) => {
      const from = startOf(request);
      const value = rows(Math.min(sizeOf(request), table - from), from);
      const end = from + value.length;
      const next = end < table ? { "@odata.nextLink": `https://org/accounts?skip=${end}` } : {};
      const body = new TextEncoder().encode(JSON.stringify({ value, ...next }));
      return Promise.resolve({ status: 200, headers: {}, body, earlierAttempts: [] });
    };
    const queries = createQueries({ ...scripted().context, send });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 20_000 }), async (maximumRecords) => {
        const { value, maximumReached, ...rest } = await queries.all("accounts", {}, { maximumRecords });
        const pageCount = Math.ceil(maximumRecords / 5000);
        expect(value.length).toBeLessThanOrEqual(maximumRecords);
        expect(value.length).toBeGreaterThan(Math.min(table, maximumRecords - pageCount) - 1);
        expect(maximumReached).toBe(value.length < table);
        expect(rest["@odata.nextLink"]).toBe(
          maximumReached ? `https://org/accounts?skip=${value.length}` : undefined,
        );
      }),
      { numRuns: 20 },
    );
  });
});
