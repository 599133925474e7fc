import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseFetchXml } from "../../../../src/client/fetchXml/fetchQuery.ts";
import { parsePageStart } from "../../../../src/client/fetchXml/pageStart.ts";
import { escapeXml } from "../../../../src/client/fetchXml/xmlText.ts";
import type { DataverseRequest } from "../../../../src/client/http/message.ts";
import {
  createFetchXml,
  type FetchAllOptions,
  type FetchOptions,
} from "../../../../src/client/services/fetchXml/fetchXml.ts";
import { refusal, type Script, scripted } from "../scriptedSend.ts";

const entity = '<entity name="account" />';
const fetch = (attributes = "") => parseFetchXml(`<fetch${attributes}>${entity}</fetch>`);
const rows = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => ({ accountid: String(from + index) }));
const cookieOf = (page: number, last = String(page)) =>
  `<cookie page="${page}"><accountid last="${last}" first="0" /></cookie>`;
const annotations = (cookie: string | undefined) => ({
  "@Microsoft.Dynamics.CRM.fetchxmlpagingcookie":
    cookie === undefined
      ? '<cookie pagenumber="2" istracking="False" />'
      : `<cookie pagenumber="2" pagingcookie="${encodeURIComponent(encodeURIComponent(cookie))}" istracking="False" />`,
  "@Microsoft.Dynamics.CRM.morerecords": true,
});
/** A page with more behind it; the last one has no cookie at all. */
const more = (value: readonly object[], cookie?: string) => ({
  body: { "@odata.context": "…#accounts", ...annotations(cookie), value },
});
const last = (value: readonly object[]) => ({ body: { "@odata.context": "…#accounts", value } });

/** The attributes of the `<fetch>` that was sent. */
const tagOf = ({ path }: DataverseRequest): string =>
  /fetchXml=<fetch([^>]*)>/.exec(decodeURIComponent(path))?.[1] ?? "";
const tagsOf = ({ requests }: Script): readonly string[] => requests.map(tagOf);
const page = (script: Script, query = fetch(), options: FetchOptions = {}) =>
  createFetchXml(script.context).page("accounts", query, options);
const all = (script: Script, query = fetch(), options: Partial<FetchAllOptions> = {}) =>
  createFetchXml(script.context).all("accounts", query, { maximumRecords: 100_000, ...options });

describe("a page of FetchXML", () => {
  it("is one request, with the annotations that paging needs beside those asked for", async () => {
    const script = scripted(last([{ accountid: "1" }]));
    const options = {
      includeAnnotations: "OData.Community.Display.V1.FormattedValue",
      impersonate: { by: "systemUserId", id: "2138bd90-ec19-ea11-a811-000d3a334e11" },
    } as const;
    const result = await page(
      script,
      parseFetchXml(`<!-- x --><fetch top="0005">${entity}</fetch>`),
      options,
    );
    expect(result).toEqual({
      "@odata.context": "…#accounts",
      value: [{ accountid: "1" }],
      moreRecords: false,
    });
    expect(script.requests).toEqual([
      {
        operation: "Run the FetchXML query for account on accounts",
        method: "GET",
        path: `accounts?fetchXml=${encodeURIComponent(`<fetch top="0005">${entity}</fetch>`)}`,
        repeat: "read",
        headers: {
          Prefer:
            'odata.include-annotations="OData.Community.Display.V1.FormattedValue,Microsoft.Dynamics.CRM.fetchxmlpagingcookie,Microsoft.Dynamics.CRM.morerecords"',
          MSCRMCallerID: "2138bd90-ec19-ea11-a811-000d3a334e11",
        },
      },
    ]);
  });

  it("says what leads on to the next one, and keeps what Dataverse sent", async () => {
    const script = scripted(more(rows(2), cookieOf(1)));
    const result = await page(script, fetch(" count='2'"));
    expect(result).toEqual({
      "@odata.context": "…#accounts",
      ...annotations(cookieOf(1)),
      value: rows(2),
      moreRecords: true,
      PagingInfo: { cookie: escapeXml(cookieOf(1)), page: 1, nextPage: 2 },
    });
    expect(tagsOf(script)).toEqual([` page="1" count='2'`]);
  });

  it("asks for the total where the query wants it", async () => {
    const script = scripted(last([]));
    await page(script, fetch(' returntotalrecordcount="true"'), { includeAnnotations: "*" });
    expect(script.requests[0]?.headers?.["Prefer"]).toBe('odata.include-annotations="*"');
    const named = scripted(last([]));
    await page(named, fetch(' returntotalrecordcount="true"'));
    expect(named.requests[0]?.headers?.["Prefer"]).toContain(
      "Microsoft.Dynamics.CRM.totalrecordcount,Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded",
    );
  });

  it("begins where the inputs say, else where the query says", async () => {
    const script = scripted(last([]), last([]), last([]), last([]), last([]));
    const nextPage = { page: 4, cookie: cookieOf(3) };
    const cookie = `paging-cookie="${escapeXml(cookieOf(3))}"`;
    await page(script, fetch(" page='9'"), { nextPage });
    await page(script, fetch(" page='9' paging-cookie='x'"), { pageNumber: 4, nextPage });
    await page(script, fetch(` page='9' ${cookie}`), { pageNumber: 2 });
    await page(script, fetch(" page='9'"));
    await page(script, fetch(` ${cookie}`));
    const paged = ` page="4" paging-cookie="${escapeXml(cookieOf(3))}"`;
    expect(tagsOf(script)).toEqual([paged, paged, ' page="2"', ' page="9"', paged]);
  });

  it.each([
    [
      "",
      { pageNumber: 1, nextPage: { page: 2, cookie: cookieOf(1) } },
      "Page Number is 1, but Next Page Id leads to page 2. Leave Page Number out: the cookie tells the page.",
    ],
    [
      "",
      { nextPage: {} },
      "Next Page Id does not tell which page it leads to. Enter the PagingInfo.cookie of the earlier result, or its PagingInfo.nextPage as Page Number as well.",
    ],
    [
      ` page='1' paging-cookie='${escapeXml(cookieOf(1))}'`,
      {},
      "The page in XML Query is 1, but the paging-cookie in XML Query leads to page 2. Leave the page in XML Query out: the cookie tells the page.",
    ],
    [
      " paging-cookie='x'",
      {},
      "XML Query has a paging-cookie that is not one of Dataverse's. Remove it, and enter the PagingInfo.cookie of an earlier result as Next Page Id.",
    ],
    [
      " top='3'",
      { pageNumber: 2 },
      'XML Query has top="3", which excludes paging. Remove top from the query, or leave Page Number and Next Page Id empty.',
    ],
    [
      " top='3'",
      { nextPage: { page: 2, cookie: cookieOf(1) } },
      'XML Query has top="3", which excludes paging. Remove top from the query, or leave Page Number and Next Page Id empty.',
    ],
    [
      " top='5001'",
      {},
      'XML Query has top="5001", but Dataverse returns at most 5000 records at once. Lower it, or switch Fetch All on to read them page by page.',
    ],
  ])(
    "is refused before a request is spent when the ways to name it disagree (%#)",
    async (tag, options, problem) => {
      const script = scripted();
      await expect(page(script, fetch(tag), options)).rejects.toThrow(problem);
    },
  );

  it("of a query with top is the only one, whatever Dataverse says of more", async () => {
    const script = scripted(more(rows(3), cookieOf(1)));
    expect(await page(script, fetch(" top='3'"), { pageNumber: 1 })).toMatchObject({ moreRecords: false });
    expect(tagsOf(script)).toEqual([" top='3'"]);
  });

  it("is read on a corrected entity set", async () => {
    const script = scripted(
      refusal(404, "0x8006088a", "Resource not found for the segment 'account'."),
      { body: { value: [{ LogicalName: "account", EntitySetName: "accounts" }] } },
      last([]),
    );
    await createFetchXml(script.context).page("account", fetch());
    expect(script.requests.at(-1)?.path).toMatch(/^accounts\?fetchXml=/);
  });

  it.each([{}, { value: "x" }, { value: [1] }])("refuses the answer %j, which is no page", async (body) => {
    await expect(page(scripted({ body }))).rejects.toMatchObject({ kind: "unexpectedAnswer" });
  });
});

describe("all records of FetchXML", () => {
  it("are read with the cookie of each page and a page number of our own", async () => {
    const script = scripted(more(rows(2), cookieOf(1)), more(rows(2, 2), cookieOf(2)), last(rows(1, 4)));
    const result = await all(script, fetch(" count='2'"));
    expect(result).toEqual({
      "@odata.context": "…#accounts",
      value: rows(5),
      moreRecords: false,
      maximumReached: false,
    });
    expect(tagsOf(script)).toEqual([
      ` page="1" count='2'`,
      ` page="2" paging-cookie="${escapeXml(cookieOf(1))}" count='2'`,
      ` page="3" paging-cookie="${escapeXml(cookieOf(2))}" count='2'`,
    ]);
  });

  it("are counted page by page when there is no cookie, as the annotation's number is not to be trusted", async () => {
    const script = scripted(more(rows(2)), more(rows(2, 2)), last(rows(1, 4)));
    expect((await all(script)).value).toEqual(rows(5));
    expect(tagsOf(script)).toEqual([' page="1"', ' page="2"', ' page="3"']);
  });

  it("end at the maximum between two pages, with what leads on", async () => {
    const script = scripted(more(rows(3), cookieOf(1)));
    const result = await all(script, fetch(), { maximumRecords: 3 });
    expect(result).toMatchObject({
      value: rows(3),
      moreRecords: true,
      maximumReached: true,
      PagingInfo: { cookie: escapeXml(cookieOf(1)), page: 1, nextPage: 2 },
    });
    expect(tagsOf(script)).toEqual([' page="1" count="3"']);
  });

  it("keep the query's own page size, and stop before a page that would not fit", async () => {
    const script = scripted(more(rows(2), cookieOf(1)), more(rows(2, 2), cookieOf(2)));
    const result = await all(script, fetch(" count='2'"), { maximumRecords: 5 });
    expect(result.value).toHaveLength(4);
    expect(result).toMatchObject({ maximumReached: true, PagingInfo: { nextPage: 3 } });
  });

  it("tell the next step the page size too when pages are counted, so that it neither skips nor repeats", async () => {
    const script = scripted(more(rows(4000)));
    const { PagingInfo } = await all(script, fetch(), { maximumRecords: 4000 });
    const nextPage = parsePageStart(PagingInfo?.cookie ?? "");
    expect(nextPage).toEqual({ page: 2, count: 4000 });
    const next = scripted(last([]), last([]), last([]));
    await all(next, fetch(), { nextPage, maximumRecords: 12_000 });
    await page(next, fetch(), { nextPage });
    await all(next, fetch(), { pageNumber: 3, maximumRecords: 12_000 });
    expect(tagsOf(next)).toEqual([' page="2" count="4000"', ' page="2" count="4000"', ' page="3"']);
  });

  it("go on from a cookie with the page size that fits", async () => {
    const script = scripted(last([]));
    const nextPage = { page: 2, cookie: cookieOf(1) };
    await all(script, fetch(), { nextPage, maximumRecords: 12_000 });
    expect(tagsOf(script)[0]).toMatch(/^ page="2" count="4000" paging-cookie=/);
  });

  it("of an elastic table, which refuses large pages, are read in pages of up to 500", async () => {
    const refused = refusal(400, "0x80040203", "A page has at most 500 rows.");
    const script = scripted(refused, more(rows(350), cookieOf(1)), last(rows(10, 350)));
    const result = await all(script, fetch(), { maximumRecords: 700 });
    expect(result.value).toEqual(rows(360));
    expect(tagsOf(script).map((tag) => /count="(\d+)"/.exec(tag)?.[1])).toEqual(["700", "350", "350"]);
  });

  it("are not asked for again when the refusal cannot be about the page size", async () => {
    const refused = refusal(400, "0x80040203", "Something else.");
    const attempts = [
      { query: fetch(), maximumRecords: 100_000 },
      { query: fetch(" count='700'"), maximumRecords: 100_000 },
      { query: fetch(), maximumRecords: 400 },
    ];
    for (const { query, maximumRecords } of attempts) {
      const script = scripted(refused);
      await expect(all(script, query, { maximumRecords })).rejects.toThrow("Something else.");
    }
    const other = scripted(refusal(400, "0x80041103", "No such column."));
    await expect(all(other, fetch(), { maximumRecords: 700 })).rejects.toThrow("No such column.");
    const later = scripted(more(rows(700), cookieOf(1)), refused);
    const options = { maximumRecords: 1400 };
    await expect(all(later, fetch(" count='700'"), options)).rejects.toThrow("Something else.");
  });

  it("are never read in circles: a cookie that comes twice is an error", async () => {
    const script = scripted(more(rows(2), cookieOf(1)), more(rows(2, 2), cookieOf(1)));
    await expect(all(script)).rejects.toThrow(
      "Could not run the FetchXML query for account on accounts: Dataverse sent page 1 once more instead of page 2, so the remaining records cannot be reached. End the order of the query with a unique column, such as the table's id.",
    );
  });

  it.each([
    ["the same rows", [more(rows(3)), more(rows(3))]],
    ["the same rows on the last page", [more(rows(3)), last(rows(3))]],
    ["nothing, twice", [more([]), more([])]],
  ])("are never read in circles: %s", async (_, answers) => {
    await expect(all(scripted(...answers))).rejects.toMatchObject({ kind: "unexpectedAnswer" });
  });

  it.each([
    ["pages of equal rows, which joins can give", [more([{ a: 1 }, { a: 1 }]), last([{ a: 1 }, { a: 1 }])]],
    ["an empty page with a cookie", [more(rows(1), cookieOf(1)), more([], cookieOf(2)), last(rows(3, 1))]],
    ["an empty last page", [more([]), last([])]],
  ])("are read through %s", async (_, answers) => {
    await expect(all(scripted(...answers))).resolves.toMatchObject({ maximumReached: false });
  });

  it("without a cookie are refused beyond 50,000 rows, where Dataverse stops", async () => {
    const pages = Array.from({ length: 10 }, (_, index) => more(rows(5000, index * 5000)));
    const beyond = all(scripted(...pages));
    await expect(beyond).rejects.toMatchObject({ kind: "tooLarge" });
    await expect(beyond).rejects.toThrow(
      "Could not run the FetchXML query for account on accounts: Dataverse has no paging cookie for it, and without one it reads no further than 50,000 rows. Narrow the filter, or order by columns of the table itself instead of those of a linked table. To get the first 50,000 rows, set Maximum Records to 50000.",
    );
    const upTo = await all(scripted(...pages), fetch(), { maximumRecords: 50_000 });
    expect(upTo).toMatchObject({ maximumReached: true });
    expect(upTo.value).toHaveLength(50_000);
  });

  it("are never more than the maximum, never skipped, and go on where they ended", async () => {
    const table = 12_000;
    const send = (request: DataverseRequest) => {
      const tag = tagOf(request);
      const size = Number(/ count="(\d+)"/.exec(tag)?.[1] ?? 5000);
      const number = Number(/ page="(\d+)"/.exec(tag)?.[1]);
      const marked = /last=&quot;(\d+)&quot;/.exec(tag)?.[1];
      const from = marked === undefined ? (number - 1) * size : Number(marked);
      const value = rows(Math.max(0, Math.min(size, table - from)), from);
      const end = from + value.length;
      const answer =
        end < table ? more(value, withCookies ? cookieOf(number, String(end)) : undefined) : last(value);
      const body = new TextEncoder().encode(JSON.stringify(answer.body));
      return Promise.resolve({ status: 200, headers: {}, body, earlierAttempts: [] });
    };
    let withCookies = true;
    const fetchXml = createFetchXml({ ...scripted().context, send });
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 900, max: 20_000 }),
        fc.boolean(),
        async (maximumRecords, cookies) => {
          withCookies = cookies;
          const seen: object[] = [];
          let nextPage: FetchOptions["nextPage"];
          do {
            const result = await fetchXml.all("accounts", fetch(), { maximumRecords, nextPage });
            expect(result.value.length).toBeLessThanOrEqual(maximumRecords);
            expect(result.maximumReached).toBe(result.PagingInfo !== undefined);
            seen.push(...result.value);
            nextPage = parsePageStart(result.PagingInfo?.cookie ?? "");
          } while (nextPage !== undefined);
          expect(seen).toEqual(rows(table));
        },
      ),
      { numRuns: 20 },
    );
  });
});

describe("all records of FetchXML with top", () => {
  it("are as many as top says, read in even pages, the rest cut off", async () => {
    const script = scripted(
      more(rows(4001), cookieOf(1)),
      more(rows(4001, 4001), cookieOf(2)),
      more(rows(4001, 8002), cookieOf(3)),
    );
    const result = await all(script, fetch(" top='12001'"));
    expect(result.value).toEqual(rows(12_001));
    expect(result).toMatchObject({ moreRecords: false, maximumReached: false });
    expect(result).not.toHaveProperty("PagingInfo");
    expect(tagsOf(script).map((tag) => /count="(\d+)"/.exec(tag)?.[1])).toEqual(["4001", "4001", "4001"]);
  });

  it("may be fewer than top, in smaller pages than asked for", async () => {
    const script = scripted(more(rows(2), cookieOf(1)), last(rows(2, 2)));
    expect((await all(script, fetch(" top='7'"))).value).toEqual(rows(4));
  });

  it("are refused where top and Maximum Records disagree", async () => {
    await expect(all(scripted(), fetch(" top='7'"), { maximumRecords: 6 })).rejects.toThrow(
      'XML Query has top="7", which is more than Maximum Records (6). Raise Maximum Records, or lower top.',
    );
  });
});
