import { describe, expect, it } from "vitest";
import { type Data, dataOf, useTestBench } from "../support/dataverse.ts";

const listOf = (data: unknown): readonly Data[] => {
  if (!Array.isArray(data)) throw new Error("No list.");
  return data.map(dataOf);
};

describe("the actions about tables", () => {
  const bench = useTestBench({ only: ["account"], records: 1 });
  const run = async (action: string, inputs: Readonly<Record<string, unknown>> = {}): Promise<unknown> =>
    (await bench().runner.action(action, inputs)).data;
  const message = async (action: string, inputs: Readonly<Record<string, unknown>>): Promise<string> => {
    const outcome = await bench().runner.attempt(action, inputs);
    return !outcome.succeeded && outcome.error instanceof Error ? outcome.error.message : "";
  };
  const sent = () =>
    bench()
      .requests()
      .map(({ url }) => decodeURIComponent(url));

  describe("List Entity Types", () => {
    it("pages through the service document without losing or repeating one", async () => {
      const all = listOf(dataOf(await run("listEntities"))["entities"]).map(({ name }) => name);
      const seen: unknown[] = [];
      let nextLink: unknown = "";
      do {
        const page = dataOf(await run("listEntities", { maxPageSize: "7", nextLink }));
        expect(page["totalCount"]).toBe(all.length);
        seen.push(...listOf(page["entities"]).map(({ name }) => name));
        expect(page["hasMore"]).toBe(page["nextLink"] !== null);
        nextLink = page["nextLink"];
      } while (nextLink !== null);
      expect(seen).toEqual(all);
      expect(all).toEqual([...all].sort());
      expect(all).toContain("accounts");
    });

    it.each([
      ["12abc", "Max Page Size must be a whole number from 1 to 5000"],
      ["0", "Max Page Size must be a whole number from 1 to 5000"],
      ["5001", "Max Page Size must be a whole number from 1 to 5000"],
    ])("refuses a page size of %s", async (maxPageSize, text) => {
      expect(await message("listEntities", { maxPageSize })).toContain(text);
    });

    it.each([
      "https://evil.example/api/data/v9.2/?$skiptoken=accounts",
      "//evil.example/?$skiptoken=accounts",
      "accounts?$skiptoken=x",
      "javascript:alert(1)",
    ])("follows no other link: %s", async (nextLink) => {
      expect(await message("listEntities", { nextLink })).toContain("Next Link");
      expect(sent()).toEqual([]);
    });
  });

  describe("[CRM] List Entities", () => {
    it("lists the tables by schema name in one request, with truthful counts", async () => {
      const list = dataOf(await run("listEntitiesAction", { includeDetails: "true" }));
      const entities = listOf(list["entities"]);
      expect(entities.length).toBe(list["totalCount"]);
      expect(entities.filter(({ isCustomEntity }) => isCustomEntity).length).toBe(
        list["customEntitiesCount"],
      );
      expect(Number(list["customEntitiesCount"]) + Number(list["systemEntitiesCount"])).toBe(
        list["totalCount"],
      );
      expect(entities.find(({ logicalName }) => logicalName === "account")).toMatchObject({
        schemaName: "Account",
        entitySetName: "accounts",
        displayName: "Account",
        pluralDisplayName: "Accounts",
        primaryIdAttribute: "accountid",
        primaryNameAttribute: "name",
        isCustomEntity: false,
        isValidForAdvancedFind: true,
        isValidForQueue: expect.any(Boolean),
        ownershipType: "UserOwned",
      });
      expect(sent()).toHaveLength(1);
      expect(sent()[0]).toContain("$select=MetadataId");
    });

    it("leaves out custom and child tables on request", async () => {
      const withoutCustom = listOf(
        dataOf(await run("listEntitiesAction", { includeCustom: "false" }))["entities"],
      );
      expect(withoutCustom.some(({ isCustomEntity }) => isCustomEntity)).toBe(false);
      const topLevel = listOf(
        dataOf(await run("listEntitiesAction", { includeOnlyTopLevel: "true" }))["entities"],
      );
      expect(topLevel.some(({ isChildEntity }) => isChildEntity)).toBe(false);
      expect(topLevel.length).toBeGreaterThan(0);
    });
  });

  describe("[CRM] Get Entity Metadata", () => {
    it.each([
      ["account", {}, 1],
      ["Account", {}, 1],
      ["accounts", {}, 3],
      ["accounts", { lookupField: "false" }, 1],
      ["account", { lookupField: "0" }, 2],
    ])("finds the definition of %s with %j in %i requests", async (entityType, inputs, requests) => {
      const { result } = dataOf(await run("getEntityMetaData", { entityType, ...inputs }));
      expect(result).toMatchObject({ LogicalName: "account", EntitySetName: "accounts" });
      expect(sent()).toHaveLength(requests);
    });

    it("takes a MetadataId", async () => {
      const { result } = dataOf(await run("getEntityMetaData", { entityType: "account" }));
      const entityType = `{${String(dataOf(result)["MetadataId"]).toUpperCase()}}`;
      expect(
        dataOf(await run("getEntityMetaData", { entityType, lookupField: "false" }))["result"],
      ).toMatchObject({
        LogicalName: "account",
      });
    });

    it("suggests a name for one that no table has", async () => {
      expect(await message("getEntityMetaData", { entityType: "acount" })).toContain(
        "Did you mean 'account'?",
      );
    });
  });

  describe("[CRM] Get Entities Metadata", () => {
    const select = async (inputs: Readonly<Record<string, unknown>>) =>
      listOf(await run("getEntitiesMetaData", { includeAllCustomRecordTypes: "false", ...inputs }));
    const labels = async (inputs: Readonly<Record<string, unknown>>) =>
      (await select(inputs)).map(({ object }) => dataOf(object)["label"]);

    it.each([
      [["account", "CONTACTS"]],
      [["Account", "contact"]],
      [["Accounts ", " Contact", "", null]],
      ['["account","contact"]'],
      [
        [
          { key: "account", label: "Account (Account)" },
          { key: "contact", label: "Contact (Contact)" },
        ],
      ],
    ])("matches names and labels in any case: %j", async (recordTypeFilter) => {
      expect(await labels({ recordTypeFilter })).toEqual(["Account", "Contact"]);
    });

    it("adds custom tables to the filter, and takes child tables out whatever it says", async () => {
      const withCustom = await labels({ recordTypeFilter: ["account"], includeAllCustomRecordTypes: "true" });
      expect(withCustom).toEqual(expect.arrayContaining(["Account", "msevtmgt_Event", "new_Project"]));
      expect(withCustom).not.toContain("Contact");
      expect(await labels({ recordTypeFilter: ["account", "activityparty"] })).toHaveLength(2);
      expect(
        await labels({
          recordTypeFilter: ["account", "activityparty"],
          includeOnlyTopLevelRecordTypes: "true",
        }),
      ).toEqual(["Account"]);
    });

    it("includes all tables without a filter", async () => {
      const { totalCount } = dataOf(await run("listEntitiesAction"));
      expect(await labels({})).toHaveLength(Number(totalCount));
    });

    it("marks the tables that are selected at first, and labels every column", async () => {
      const [account, contact] = await select({
        recordTypeFilter: ["account", "contact"],
        defaultSelectedRecordTypes: ["Contacts"],
      });
      expect([account?.["defaultSelected"], contact?.["defaultSelected"]]).toEqual([false, true]);
      const fields = listOf(account?.["fields"]);
      expect(fields).toContainEqual({ key: "name", label: "Account Name" });
      expect(
        fields.every(
          ({ key, label }) => typeof key === "string" && typeof label === "string" && label !== "",
        ),
      ).toBe(true);
    });

    it("warns of a name that no table has beside those that some have", async () => {
      const { logs } = await bench().runner.action("getEntitiesMetaData", {
        recordTypeFilter: ["account", "acount"],
        includeAllCustomRecordTypes: "false",
      });
      expect(JSON.stringify(logs)).toContain('no table of this environment is called \\"acount\\"');
    });

    it("refuses a filter of which no name fits, and suggests some", async () => {
      expect(await message("getEntitiesMetaData", { recordTypeFilter: ["acount"] })).toContain(
        "Did you mean 'account' or 'accounts'?",
      );
    });

    it("takes one request for the tables and one per 100 of them", async () => {
      bench().emulator.control.schema.addSynthetic({ tables: 250, columns: 5 });
      const tables = await select({ recordTypeFilter: ["account"], includeAllCustomRecordTypes: "true" });
      expect(tables.length).toBeGreaterThan(250);
      expect(sent()).toHaveLength(1 + Math.ceil(tables.length / 100));
      expect(tables.every(({ fields }) => listOf(fields).length > 0)).toBe(true);
    });

    it("fails as a whole when some columns cannot be read", async () => {
      bench().emulator.control.faults.add({
        match: { pathContains: "expand=Attributes" },
        fault: { kind: "status", status: 403 },
      });
      expect(await message("getEntitiesMetaData", { recordTypeFilter: ["account"] })).toContain(
        "Could not read the columns of",
      );
    });
  });
});
