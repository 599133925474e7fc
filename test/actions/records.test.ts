import { describe, expect, it } from "vitest";
import { type Data, dataOf, keyValues, useTestBench } from "../support/dataverse.ts";

const missing = "11111111-1111-1111-1111-111111111111";

describe("the record actions", () => {
  const bench = useTestBench();
  const run = async (action: string, inputs: Readonly<Record<string, unknown>>): Promise<Data> =>
    dataOf((await bench().runner.action(action, inputs)).data);
  const create = (values: Readonly<Record<string, unknown>>, more: Readonly<Record<string, unknown>> = {}) =>
    run("createEntity", { entityType: "accounts", fieldValues: keyValues(values), ...more });
  const get = (entityId: unknown, fieldNames: readonly string[]) =>
    run("getEntity", { entityType: "accounts", entityId, fieldNames });
  const failure = async (action: string, inputs: Readonly<Record<string, unknown>>) => {
    const outcome = await bench().runner.attempt(action, inputs);
    if (outcome.succeeded) throw new Error(`${action} succeeded.`);
    return outcome.error;
  };

  describe("Create Entity", () => {
    it("returns the whole record, with Field Value entries winning over Dynamic Values", async () => {
      const record = await create(
        { name: "Field", telephone1: "007" },
        { dynamicValues: '{"name":"Dynamic","revenue":1.5,"creditonhold":true}' },
      );
      expect(record).toMatchObject({
        name: "Field",
        telephone1: "007",
        revenue: 1.5,
        creditonhold: true,
        fax: null,
      });
      expect(String(record["@odata.etag"])).toMatch(/^W\/"\d+"$/);
    });

    it("takes Dynamic Values as an object or as a list of keys and values too", async () => {
      for (const dynamicValues of [{ name: "Shapes" }, keyValues({ name: "Shapes" })]) {
        expect(await run("createEntity", { entityType: "accounts", dynamicValues })).toMatchObject({
          name: "Shapes",
        });
      }
    });

    it("understands the text of amounts, numbers, choices and yes/no columns and keeps the digits", async () => {
      const record = await create({
        name: "007",
        revenue: "12345678901.25",
        numberofemployees: "12",
        industrycode: "7",
        creditonhold: "true",
      });
      expect(record).toMatchObject({
        name: "007",
        revenue: 12_345_678_901.25,
        numberofemployees: 12,
        industrycode: 7,
        creditonhold: true,
      });
    });

    it("writes nothing when a text does not fit its column", async () => {
      expect(
        await failure("createEntity", {
          entityType: "accounts",
          fieldValues: keyValues({ name: "Unwritten", revenue: "1,5" }),
        }),
      ).toHaveProperty(
        "message",
        'Field Value revenue is "1,5", but the column takes a number such as 1200.50, with a point and without thousands separators.',
      );
      const found = await run("queryEntities", {
        entityType: "accounts",
        filterExpression: "name eq 'Unwritten'",
      });
      expect(found["value"]).toEqual([]);
    });

    it("binds a lookup", async () => {
      const parent = await create({ name: "Parent" });
      const child = await create({
        name: "Child",
        "parentaccountid@odata.bind": `/accounts(${parent["accountid"]})`,
      });
      expect(child["_parentaccountid_value"]).toBe(parent["accountid"]);
    });

    it("detects duplicates only when asked", async () => {
      const name = "Twice Ltd.";
      await create({ name });
      await create({ name });
      expect(
        await failure("createEntity", {
          entityType: "accounts",
          fieldValues: keyValues({ name }),
          options: { detectDuplicates: "true" },
        }),
      ).toMatchObject({ kind: "duplicate", code: "0x80040333" });
    });

    it("acts as another user, by systemuserid or by the Entra object id", async () => {
      const users = await run("queryEntities", {
        entityType: "systemusers",
        fieldNames: ["systemuserid", "azureactivedirectoryobjectid"],
        filterExpression:
          "applicationid eq null and azureactivedirectoryobjectid ne null and isdisabled eq false",
        recordsPerPage: "1",
      });
      const [user] = Array.isArray(users["value"]) ? users["value"].map(dataOf) : [];
      const me = await run("getCurrentUser", {});
      for (const [impersonateUserIdType, column] of [
        ["systemUserId", "systemuserid"],
        ["entraObjectId", "azureactivedirectoryobjectid"],
      ]) {
        const options = { impersonateUserIdType, impersonateUserId: user?.[String(column)] };
        const record = await create({ name: "By another" }, { options });
        expect(record["_createdby_value"]).toBe(user?.["systemuserid"]);
        expect(record["_createdonbehalfby_value"]).toBe(me["UserId"]);
      }
    });

    it("sends the other options as the headers that Dataverse documents", async () => {
      await create(
        { name: "Options" },
        { options: { bypassCustomLogic: "CustomSync,CustomAsync", includeAnnotations: "*" } },
      );
      const [request] = bench().requests();
      expect(request?.headers).toMatchObject({
        "mscrm.bypassbusinesslogicexecution": "CustomSync,CustomAsync",
        prefer: 'return=representation, odata.include-annotations="*"',
      });
    });
  });

  describe("Get Entity", () => {
    it("takes a GUID in braces and capitals, and alternate keys in every spelling", async () => {
      const accountnumber = "O'B, 1=2";
      const { accountid } = await create({ name: "Keys", accountnumber });
      for (const entityId of [
        `  {${String(accountid).toUpperCase()}} `,
        "accountnumber='O''B, 1=2'",
        { accountnumber },
        JSON.stringify({ accountnumber }),
      ]) {
        expect(await get(entityId, ["name"])).toMatchObject({ accountid, name: "Keys" });
      }
    });

    it("finds a record whose key cannot be part of a URL", async () => {
      for (const accountnumber of ["A/1", "50% & more?", "a+b:c", "<x>\\*", "w_ld%card"]) {
        const { accountid } = await create({ name: "Odd key", accountnumber });
        expect(await get({ accountnumber }, ["accountnumber"])).toMatchObject({ accountid, accountnumber });
      }
    });

    it("expands a linked record and returns labels when asked", async () => {
      const parent = await create({ name: "Parent of one" });
      const { accountid } = await create({
        name: "One",
        "parentaccountid@odata.bind": `accounts(${parent["accountid"]})`,
      });
      const record = await run("getEntity", {
        entityType: "accounts",
        entityId: accountid,
        fieldNames: ["name", "statecode", ""],
        expandPropertyNames: ["parentaccountid($select=name)"],
        options: { includeAnnotations: "OData.Community.Display.V1.FormattedValue" },
      });
      expect(record).toMatchObject({
        "statecode@OData.Community.Display.V1.FormattedValue": "Active",
        parentaccountid: { name: "Parent of one" },
      });
    });
  });

  describe("Update Entity", () => {
    it("changes the given columns and returns the whole record", async () => {
      const { accountid } = await create({ name: "Before", telephone1: "1" });
      const updated = await run("updateEntity", {
        entityType: "accounts",
        entityId: accountid,
        fieldValues: keyValues({ name: "After", telephone1: null }),
      });
      expect(updated).toMatchObject({ accountid, name: "After", telephone1: null });
    });

    it("never creates a record", async () => {
      const inputs = { entityType: "accounts", entityId: missing, fieldValues: keyValues({ name: "No" }) };
      expect(await failure("updateEntity", inputs)).toMatchObject({
        kind: "notFound",
        mayHaveWritten: false,
      });
      expect(await failure("getEntity", { entityType: "accounts", entityId: missing })).toMatchObject({
        kind: "notFound",
      });
    });

    it("refuses to overwrite what changed since it was read", async () => {
      const { accountid, "@odata.etag": ifMatch } = await create({ name: "Version 1" });
      const update = (name: string) => ({
        entityType: "accounts",
        entityId: accountid,
        fieldValues: keyValues({ name }),
        options: { ifMatch },
      });
      await run("updateEntity", update("Version 2"));
      expect(await failure("updateEntity", update("Version 3"))).toMatchObject({
        kind: "conflict",
        code: "0x80060882",
      });
      expect(await get(accountid, ["name"])).toMatchObject({ name: "Version 2" });
    });

    it("spends no request when there is nothing to update", async () => {
      const { accountid } = await create({ name: "Idle" });
      bench().emulator.control.requests.clear();
      expect(
        await failure("updateEntity", { entityType: "accounts", entityId: accountid, fieldValues: "" }),
      ).toHaveProperty(
        "message",
        "There is nothing to update: Field Value and Dynamic Values are both empty. Enter at least one field to change.",
      );
      expect(bench().requests()).toEqual([]);
    });
  });

  describe("Upsert Entity", () => {
    it.each([
      ["a GUID", () => "22222222-2222-2222-2222-222222222222"],
      ["an alternate key", () => "accountnumber='U-1'"],
      ["a key that cannot be part of a URL", () => ({ accountnumber: "U/2" })],
    ])("says whether it created the record: by %s", async (_, entityId) => {
      const upsert = (name: string) =>
        run("upsertEntity", {
          entityType: "accounts",
          entityId: entityId(),
          fieldValues: keyValues({ name }),
        });
      const created = await upsert("First");
      const updated = await upsert("Second");
      expect(created).toMatchObject({ "@created": true, name: "First" });
      expect(updated).toMatchObject({ "@created": false, name: "Second", accountid: created["accountid"] });
    });

    it("takes a key of several columns", async () => {
      const upsert = () =>
        run("upsertEntity", {
          entityType: "contacts",
          entityId: { new_externalsystem: "erp", new_externalid: "7" },
          fieldValues: keyValues({ lastname: "Seven" }),
        });
      const created = await upsert();
      expect(created).toMatchObject({ "@created": true, new_externalsystem: "erp", new_externalid: "7" });
      expect(await upsert()).toMatchObject({ "@created": false, contactid: created["contactid"] });
    });
  });

  describe("Delete Entity", () => {
    it("says what it deleted, and reports a record that is not there", async () => {
      const { accountid } = await create({ name: "Gone" });
      const inputs = { entityType: "accounts", entityId: `{${String(accountid)}}` };
      expect(await run("deleteEntity", inputs)).toEqual({ id: accountid, deleted: true });
      expect(await failure("deleteEntity", inputs)).toMatchObject({ kind: "notFound" });
    });

    it("keeps a record that changed since it was read", async () => {
      const { accountid, "@odata.etag": ifMatch } = await create({ name: "Kept" });
      await run("updateEntity", {
        entityType: "accounts",
        entityId: accountid,
        fieldValues: keyValues({ name: "Kept 2" }),
      });
      expect(
        await failure("deleteEntity", { entityType: "accounts", entityId: accountid, options: { ifMatch } }),
      ).toMatchObject({ kind: "conflict" });
      expect(await get(accountid, ["name"])).toMatchObject({ name: "Kept 2" });
    });
  });

  describe("Entity Type", () => {
    it("is corrected when it is a logical name or in the wrong case, and the log says so", async () => {
      const { accountid } = await create({ name: "Named" });
      for (const entityType of ["account", "Accounts", " ACCOUNTS "]) {
        const { data, logs } = await bench().runner.action("getEntity", { entityType, entityId: accountid });
        expect(dataOf(data)["name"]).toBe("Named");
        expect(logs.filter(({ level }) => level === "warn").map(({ message }) => message)).toEqual([
          `Entity Type "${entityType.trim()}" is not the name of an entity set; "accounts" was used. Set Entity Type to accounts to save two requests.`,
        ]);
      }
    });
  });
});
