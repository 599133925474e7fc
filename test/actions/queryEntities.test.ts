import { describe, expect, it } from "vitest";
import { type Data, dataOf, recordsOf, useTestBench } from "../support/dataverse.ts";

describe("Query Entities", () => {
  const bench = useTestBench({ records: 60 });
  const query = async (inputs: Readonly<Record<string, unknown>>): Promise<Data> =>
    dataOf(
      (
        await bench().runner.action("queryEntities", {
          entityType: "accounts",
          fieldNames: ["name"],
          ...inputs,
        })
      ).data,
    );
  const ids = (page: Data): readonly unknown[] => recordsOf(page).map(({ accountid }) => accountid);

  it("reads page after page through either name of the next link, each record once", async () => {
    const all = ids(await query({ recordsPerPage: "" }));
    const seen: unknown[] = [];
    let link: unknown = "";
    let pages = 0;
    do {
      const page: Data = await query({ recordsPerPage: "25", nextPageId: link });
      expect(page["oDataNextLink"]).toBe(page["@odata.nextLink"]);
      seen.push(...ids(page));
      link = page["oDataNextLink"];
      pages += 1;
    } while (link !== undefined);
    expect(pages).toBe(3);
    expect(seen).toEqual(all);
  });

  it("sends a next link back byte for byte", async () => {
    const first = await query({ recordsPerPage: "7", filterExpression: "name ne 'O''Brien & Söhne (100%)'" });
    bench().emulator.control.requests.clear();
    await query({ recordsPerPage: "7", nextPageId: first["oDataNextLink"] });
    const [request] = bench().requests();
    expect(`${bench().emulator.url}${request?.url}`).toBe(first["oDataNextLink"]);
  });

  it("fetches all records, and says that none are left", async () => {
    const all = await query({ fetchAll: true, recordsPerPage: "5" });
    expect(recordsOf(all)).toHaveLength(60);
    expect(all["maximumReached"]).toBe(false);
    expect(all).not.toHaveProperty("oDataNextLink");
  });

  it("stops at Maximum Records visibly, with a link that leads on without a gap or a repetition", async () => {
    const every = ids(await query({ fetchAll: "true" }));
    const first = await query({ fetchAll: "true", maximumRecords: "33" });
    expect(recordsOf(first)).toHaveLength(33);
    expect(first["maximumReached"]).toBe(true);
    const rest = await query({ fetchAll: "true", maximumRecords: "33", nextPageId: first["oDataNextLink"] });
    expect([...ids(first), ...ids(rest)]).toEqual(every);
    expect(rest["maximumReached"]).toBe(false);
  });

  it("counts only when asked", async () => {
    expect(await query({})).not.toHaveProperty("@odata.count");
    expect(await query({ options: { includeCount: "true" }, recordsPerPage: "1" })).toMatchObject({
      "@odata.count": 60,
      "@Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded": false,
    });
  });

  it("filters, orders, selects and expands, and ignores blank list entries", async () => {
    const page = await query({
      fieldNames: ["name", " ", "revenue"],
      filterExpression: "startswith(name,'c') and revenue gt 0",
      orderByFieldNames: ["revenue desc", "", "accountid"],
      expandPropertyNames: ["primarycontactid($select=fullname)", ""],
    });
    const revenues = recordsOf(page).map(({ revenue }) => Number(revenue));
    expect(revenues.length).toBeGreaterThan(0);
    expect(revenues).toEqual([...revenues].sort((a, b) => b - a));
    for (const record of recordsOf(page)) {
      expect(String(record["name"]).toLowerCase()).toMatch(/^c/);
      expect(record).toHaveProperty("primarycontactid");
    }
  });

  it("keeps text with every reserved character as one literal", async () => {
    const name = `R&D "100%" + a/b?c#d=e; O'Brien, ünïcode €`;
    await bench().runner.action("createEntity", { entityType: "accounts", dynamicValues: { name } });
    const page = await query({ filterExpression: `name eq '${name.replaceAll("'", "''")}'` });
    expect(recordsOf(page).map((record) => record["name"])).toEqual([name]);
  });

  it("reads a GUID in braces in a filter, as the platform's own connector did", async () => {
    const [{ accountid } = {}] = recordsOf(await query({ recordsPerPage: "1" }));
    const page = await query({ filterExpression: `accountid eq {${String(accountid).toUpperCase()}}` });
    expect(ids(page)).toEqual([accountid]);
  });
});
