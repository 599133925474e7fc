import { describe, expect, it } from "vitest";
import { pages } from "../../../src/client/paging/pages.ts";

const operation = "Query the records of accounts";

const collect = async (links: ReadonlyMap<string | undefined, string | undefined>, from?: string) => {
  const asked: (string | undefined)[] = [];
  const getPage = (link: string | undefined) => {
    asked.push(link);
    return Promise.resolve({ "@odata.nextLink": links.get(link) });
  };
  let count = 0;
  for await (const _ of pages(getPage, { operation, from })) {
    count += 1;
  }
  return { asked, count };
};

describe("pages", () => {
  it("are read until no next link comes, each link handed back as it came", async () => {
    const first = "https://org/accounts?$skiptoken=%3Ccookie%20pagingcookie=%22%253c%22%20/%3E'";
    const links = new Map([
      [undefined, first],
      [first, "second"],
    ]);
    expect(await collect(links)).toEqual({ asked: [undefined, first, "second"], count: 3 });
  });

  it("go on from a link", async () => {
    expect(await collect(new Map([["a", "b"]]), "a")).toEqual({ asked: ["a", "b"], count: 2 });
  });

  it("are not read ahead of the caller", async () => {
    let read = 0;
    const getPage = () => Promise.resolve({ "@odata.nextLink": `link ${read++}` });
    for await (const _ of pages(getPage, { operation })) {
      break;
    }
    expect(read).toBe(1);
  });

  it.each([
    [
      "the link that was just followed",
      new Map([
        [undefined, "a"],
        ["a", "a"],
      ]),
    ],
    [
      "a link from before",
      new Map([
        [undefined, "a"],
        ["a", "b"],
        ["b", "a"],
      ]),
    ],
  ])("end with an error when the server repeats %s", async (_, links) => {
    await expect(collect(links)).rejects.toMatchObject({
      kind: "unexpectedAnswer",
      operation,
      message:
        "Could not query the records of accounts: Dataverse sent the same next page link twice, so the remaining records cannot be reached.",
    });
  });
});
