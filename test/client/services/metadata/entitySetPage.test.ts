import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readEntitySetPage } from "../../../../src/client/services/metadata/entitySetPage.ts";
import { scripted } from "../scriptedSend.ts";

const root = "https://org.crm.dynamics.com/api/data/v9.2/";
const document = (names: readonly string[]) => ({
  body: {
    "@odata.context": `${root}$metadata`,
    value: names.map((name) => ({ name, kind: "EntitySet", url: name })),
  },
});

/** All pages of an environment whose sets are those of one list after the other, the last one from then on. */
const readPages = async (
  pageSize: number,
  ...lists: readonly [readonly string[], ...(readonly string[])[]]
) => {
  const pages: Awaited<ReturnType<typeof readEntitySetPage>>[] = [];
  let nextLink: string | undefined;
  do {
    const { context } = scripted(document(lists[Math.min(pages.length, lists.length - 1)] ?? []));
    const page = await readEntitySetPage(context, { pageSize, nextLink });
    pages.push(page);
    nextLink = page.nextLink ?? undefined;
  } while (nextLink !== undefined);
  return pages;
};

describe("a page of the entity sets", () => {
  it("is the one request for the service document, in the order of names", async () => {
    const script = scripted(document(["tasks", "Accounts", "contacts"]));
    expect(await readEntitySetPage(script.context, { pageSize: 2 })).toEqual({
      entities: [
        { name: "Accounts", kind: "EntitySet", url: "Accounts" },
        { name: "contacts", kind: "EntitySet", url: "contacts" },
      ],
      totalCount: 3,
      nextLink: `${root}?$skiptoken=contacts`,
      hasMore: true,
    });
    expect(script.requests).toEqual([
      { operation: "List the entity types", method: "GET", path: root, repeat: "read" },
    ]);
  });

  it("makes the whole list together with the others, each set once", async () => {
    const names = fc.uniqueArray(fc.stringMatching(/^[A-Za-z_][a-z0-9_]{0,5}$/), { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(names, fc.integer({ min: 1, max: 12 }), async (all, pageSize) => {
        const pages = await readPages(pageSize, all);
        const read = pages.flatMap(({ entities }) => entities.map(({ name }) => name));
        expect(read.toSorted()).toEqual(all.toSorted());
        expect(pages).toHaveLength(Math.ceil(all.length / pageSize));
        expect(pages.map(({ hasMore }) => hasMore)).toEqual(
          pages.map((_, index) => index < pages.length - 1),
        );
        expect(new Set(pages.map(({ totalCount }) => totalCount))).toEqual(new Set([all.length]));
      }),
    );
  });

  it("neither repeats nor skips a set when others come and go between two pages", async () => {
    const pages = await readPages(2, ["a", "b", "c", "d"], ["a2", "a3", "b2", "c", "d"]);
    expect(pages.flatMap(({ entities }) => entities.map(({ name }) => name))).toEqual([
      "a",
      "b",
      "b2",
      "c",
      "d",
    ]);
  });

  it("is empty when nothing is left", async () => {
    const { context } = scripted(document(["accounts"]));
    const page = await readEntitySetPage(context, { pageSize: 1, nextLink: `${root}?$skiptoken=tasks` });
    expect(page).toEqual({ entities: [], totalCount: 1, nextLink: null, hasMore: false });
  });

  it("fills in what OData lets an entry leave out", async () => {
    const { context } = scripted({ body: { value: [{ name: "accounts" }, { url: "x" }] } });
    expect((await readEntitySetPage(context, { pageSize: 5 })).entities).toEqual([
      { name: "accounts", kind: "EntitySet", url: "accounts" },
    ]);
  });

  it("is refused before a request when the link belongs to another host", async () => {
    const script = scripted();
    const nextLink = "https://evil.example/api/data/v9.2/?$skiptoken=accounts";
    await expect(readEntitySetPage(script.context, { pageSize: 1, nextLink })).rejects.toMatchObject({
      kind: "invalidInput",
    });
    expect(script.requests).toEqual([]);
  });
});
