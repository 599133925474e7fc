import { describe, expect, it } from "vitest";
import { type Client, field, refusal, rows, useClient } from "../support/dataverseClient.ts";

const nextLinkOf = (body: unknown): string | undefined => {
  const link = field(body, "@odata.nextLink");
  return link === undefined ? undefined : String(link);
};

/** Reads all pages. `between` runs after each page. */
const readPages = async (
  client: Client,
  path: string,
  { size, between }: { readonly size: number; readonly between?: (page: number) => Promise<void> },
): Promise<readonly (readonly unknown[])[]> => {
  const pages: (readonly unknown[])[] = [];
  let link: string | undefined = path;
  while (link !== undefined) {
    const reply = await client.get(link, { Prefer: `odata.maxpagesize=${size}` });
    pages.push(rows(reply));
    await between?.(pages.length);
    link = nextLinkOf(reply.body);
  }
  return pages;
};

const ids = (pages: readonly (readonly unknown[])[]): readonly unknown[] =>
  pages.flat().map((row) => field(row, "accountid"));

describe("paging", () => {
  const client = useClient({ records: 23 });

  it("gives every record once, in pages of the preferred size", async () => {
    const pages = await readPages(client(), "accounts?$select=name", { size: 5 });
    expect(pages.map((page) => page.length)).toEqual([5, 5, 5, 5, 3]);
    expect(new Set(ids(pages)).size).toBe(23);
  });

  it("echoes the preference and prints a link like the service's", async () => {
    const reply = await client().get("accounts?$select=name&$filter=contains(name,'e')&$count=true", {
      Prefer: "odata.maxpagesize=2",
    });
    expect(reply.headers.get("preference-applied")).toBe("odata.maxpagesize=2");
    const idsOfPage = rows(reply).map((row) => String(field(row, "accountid")).toUpperCase());
    expect(nextLinkOf(reply.body)).toBe(
      `${client().root}accounts?$select=name&$filter=contains(name,'e')&$skiptoken=%3Ccookie%20pagenumber=%222%22%20pagingcookie=%22%253ccookie%2520page%253d%25221%2522%253e%253caccountid%2520last%253d%2522%257b${idsOfPage[1]}%257d%2522%2520first%253d%2522%257b${idsOfPage[0]}%257d%2522%2520%252f%253e%253c%252fcookie%253e%22%20istracking=%22False%22%20/%3E`,
    );
  });

  it("works in any order, also by columns with equal or no values", async () => {
    for (const orderBy of [
      "name desc",
      "industrycode",
      "revenue desc,name",
      "createdon",
      "donotbulkemail",
      "_ownerid_value",
    ]) {
      const pages = await readPages(client(), `accounts?$select=name&$orderby=${orderBy}`, { size: 4 });
      const whole = await client().get(`accounts?$select=name&$orderby=${orderBy}`);
      expect(ids(pages)).toEqual(ids([rows(whole)]));
    }
  });

  it("counts rows where the order has no cookie", async () => {
    const path = "accounts?$select=name&$orderby=primarycontactid/fullname";
    const first = await client().get(path, { Prefer: "odata.maxpagesize=10" });
    expect(nextLinkOf(first.body)).toContain(
      "$skiptoken=%3Ccookie%20pagenumber=%222%22%20istracking=%22False%22%20/%3E",
    );
    expect(new Set(ids(await readPages(client(), path, { size: 10 }))).size).toBe(23);
  });

  it("goes on after the last record: what comes or goes in between hides and repeats nothing", async () => {
    const before = ids([rows(await client().get("accounts?$select=name"))]);
    const removed = before[0];
    const pages = await readPages(client(), "accounts?$select=name", {
      size: 5,
      between: async (page) => {
        if (page === 1) {
          await client().call("DELETE", `accounts(${removed})`);
          await client().create("accounts", {
            accountid: "00000000-0000-0000-0000-000000000001",
            name: "Early",
          });
          await client().create("accounts", {
            accountid: "ffffffff-0000-0000-0000-000000000001",
            name: "Late",
          });
        }
      },
    });
    expect(ids(pages)).toEqual([...before, "ffffffff-0000-0000-0000-000000000001"]);
  });

  it("ignores $top next to a page size, and heeds it alone", async () => {
    const both = await client().get("accounts?$select=name&$top=2", { Prefer: "odata.maxpagesize=3" });
    expect(rows(both)).toHaveLength(3);
    expect(nextLinkOf(both.body)).toContain("&$top=2&$skiptoken=");
    const alone = await client().get("accounts?$select=name&$top=2");
    expect(rows(alone)).toHaveLength(2);
    expect(nextLinkOf(alone.body)).toBeUndefined();
    expect(rows(await client().get("accounts?$top=0"))).toEqual([]);
  });

  it("refuses a token that was changed, re-encoded or taken from another order", async () => {
    const reply = await client().get("accounts?$select=name", { Prefer: "odata.maxpagesize=2" });
    const link = nextLinkOf(reply.body) ?? "";
    for (const damaged of [
      link.replaceAll("%25", "%"),
      link.replaceAll("%25", "%2525"),
      link.replace("accountid", "contactid"),
      link.replace("pagenumber=%222", "pagenumber=%22x"),
      `${link.slice(0, link.indexOf("$skiptoken"))}$skiptoken=garbage`,
      `${link}&$orderby=name`,
    ]) {
      const refused = await client().get(damaged);
      expect([refused.status, refused.body]).toEqual([
        400,
        refusal("0x80040203", "Malformed XML in the Paging Cookie"),
      ]);
    }
  });

  it("follows a collection of one record", async () => {
    const account = await client().create("accounts", { name: "Parent" });
    for (const lastname of ["1", "2", "3"]) {
      await client().create("contacts", {
        lastname,
        "parentcustomerid_account@odata.bind": `/accounts(${account})`,
      });
    }
    const pages = await readPages(
      client(),
      `accounts(${account})/contact_customer_accounts?$select=lastname&$orderby=lastname`,
      { size: 2 },
    );
    expect(pages.map((page) => page.map((row) => field(row, "lastname")))).toEqual([["1", "2"], ["3"]]);
  });
});

describe("the largest page", () => {
  const client = useClient({ records: 5100 });

  it("has 5000 records, also when more are preferred", async () => {
    for (const prefer of ["", "odata.maxpagesize=6000"]) {
      const reply = await client().get("accounts?$select=name", { Prefer: prefer });
      expect(rows(reply)).toHaveLength(5000);
      expect(reply.headers.get("preference-applied")).toBeNull();
      const rest = await client().get(nextLinkOf(reply.body) ?? "");
      expect(rows(rest)).toHaveLength(100);
      expect(nextLinkOf(rest.body)).toBeUndefined();
    }
  });

  it("splits a larger $top into pages", async () => {
    const reply = await client().get("accounts?$select=name&$top=5050");
    expect(rows(reply)).toHaveLength(5000);
    const rest = await client().get(nextLinkOf(reply.body) ?? "");
    expect(rows(rest)).toHaveLength(50);
    expect(nextLinkOf(rest.body)).toBeUndefined();
  });
});
