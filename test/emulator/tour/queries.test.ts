import { describe, expect, it } from "vitest";
import { field } from "../support/dataverseClient.ts";
import { useTourist } from "./tourist.ts";

describe("dynamics-web-api on lists", () => {
  const tourist = useTourist();
  const api = () => tourist().api;
  const create = (collection: string, data: object): Promise<string> =>
    api().create<object, string>({ collection, data });
  const seed = async (word: string, count: number): Promise<void> => {
    await Promise.all(
      Array.from({ length: count }, (_, index) =>
        create("accounts", { name: `${word} ${index}`, numberofemployees: index }),
      ),
    );
  };
  const names = (list: unknown): unknown[] =>
    Array.isArray(list) ? list.map((record) => field(record, "name")) : [];

  it("follows next links page by page", async () => {
    await seed("Walk", 7);
    const request = {
      collection: "accounts",
      select: ["name"],
      filter: "startswith(name,'Walk')",
      orderBy: ["name"],
      maxPageSize: 3,
    };
    const first = await api().retrieveMultiple(request);
    expect(names(first.value)).toEqual(["Walk 0", "Walk 1", "Walk 2"]);
    const second = await api().retrieveMultiple(request, first.oDataNextLink);
    expect(names(second.value)).toEqual(["Walk 3", "Walk 4", "Walk 5"]);
    const third = await api().retrieveMultiple(request, second.oDataNextLink);
    expect([names(third.value), third.oDataNextLink]).toEqual([["Walk 6"], undefined]);
  });

  it("retrieves all", async () => {
    const all = await api().retrieveAll({ collection: "contacts", select: ["fullname"] });
    const { value } = await api().retrieveMultiple({ collection: "contacts", select: ["contactid"] });
    expect(all.value.length).toBe(value.length);
  });

  it("counts", async () => {
    await seed("Count", 4);
    const filter = "startswith(name,'Count')";
    expect(await api().count({ collection: "accounts", filter })).toBe(4);
    expect(await api().countAll({ collection: "accounts", filter })).toBe(4);
    expect(await api().count({ collection: "transactioncurrencies" })).toBeGreaterThan(0);
    const page = await api().retrieveMultiple({
      collection: "accounts",
      filter,
      count: true,
      maxPageSize: 2,
    });
    expect([page.oDataCount, page.value.length]).toEqual([4, 2]);
  });

  it("sorts, cuts, expands and groups", async () => {
    await seed("Sort", 3);
    const filter = "startswith(name,'Sort')";
    const top = await api().retrieveMultiple({
      collection: "accounts",
      select: ["name"],
      filter,
      orderBy: ["numberofemployees desc"],
      top: 2,
      expand: [{ property: "createdby", select: ["fullname"] }],
    });
    expect(top.value).toMatchObject([
      { name: "Sort 2", createdby: { fullname: "# Dynamics Connector" } },
      { name: "Sort 1" },
    ]);
    const sum = await api().retrieveMultiple({
      collection: "accounts",
      apply: `filter(${filter})/aggregate(numberofemployees with sum as total)`,
    });
    expect(sum.value).toMatchObject([{ total: 3 }]);
  });

  const fetchXml = (word: string, attributes = ""): string =>
    `<fetch${attributes}><entity name="account"><attribute name="name"/><order attribute="name"/><filter><condition attribute="name" operator="like" value="${word}%"/></filter></entity></fetch>`;

  it("fetches pages with their cookies", async () => {
    await seed("Fetch", 7);
    const request = { collection: "accounts", fetchXml: fetchXml("Fetch", ' count="3"') };
    const includeAnnotations = "*";
    const first = await api().fetch({ ...request, includeAnnotations });
    expect(names(first.value)).toEqual(["Fetch 0", "Fetch 1", "Fetch 2"]);
    const second = await api().fetch({
      ...request,
      includeAnnotations,
      pageNumber: first.PagingInfo?.nextPage ?? 0,
      pagingCookie: first.PagingInfo?.cookie ?? "",
    });
    expect(names(second.value)).toEqual(["Fetch 3", "Fetch 4", "Fetch 5"]);
    const third = await api().fetch({
      ...request,
      includeAnnotations,
      pageNumber: second.PagingInfo?.nextPage ?? 0,
      pagingCookie: second.PagingInfo?.cookie ?? "",
    });
    expect([names(third.value), third.PagingInfo]).toEqual([["Fetch 6"], undefined]);
  });

  it("fetches all pages", async () => {
    await seed("Whole", 5);
    const all = await api().fetchAll({
      collection: "accounts",
      fetchXml: fetchXml("Whole", ' count="2"'),
      includeAnnotations: "Microsoft.Dynamics.CRM.fetchxmlpagingcookie",
    });
    expect(names(all.value)).toEqual(["Whole 0", "Whole 1", "Whole 2", "Whole 3", "Whole 4"]);
  });

  it("fetches more than a URL can hold, through a batch", async () => {
    await seed("Long", 1);
    const values = Array.from({ length: 100 }, (_, index) => `<value>Long ${index}</value>`).join("");
    const xml = `<fetch><entity name="account"><attribute name="name"/><filter><condition attribute="name" operator="in">${values}</condition></filter></entity></fetch>`;
    const { value } = await api().fetch({ collection: "accounts", fetchXml: xml });
    expect(names(value)).toEqual(["Long 0"]);
    expect(tourist().emulator.control.requests.all().at(-1)).toMatchObject({ method: "POST" });
  });

  it("follows changes", async () => {
    const first = await api().retrieveMultiple({
      collection: "new_projects",
      select: ["new_name"],
      trackChanges: true,
    });
    const key = await create("new_projects", { new_name: "Changed" });
    const next = await api().retrieveMultiple(
      { collection: "new_projects", trackChanges: true },
      first.oDataDeltaLink,
    );
    expect(next.value).toMatchObject([{ new_name: "Changed", new_projectid: key }]);
  });
});
