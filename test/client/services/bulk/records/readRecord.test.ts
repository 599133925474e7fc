import { describe, expect, it } from "vitest";
import { formatRecordKey } from "../../../../../src/client/odata/recordKey.ts";
import { readRecord } from "../../../../../src/client/services/bulk/records/readRecord.ts";
import { accounts, chosenId, outcome, reading } from "./bulkTables.ts";

const id = "475b158c-541c-e511-80d3-3863bb347ba8";
const read = (given: unknown, readings = reading("update")) => readRecord(readings, given, 4);

describe("a record to update", () => {
  it("has its key, its name and the values without the key", () => {
    expect(read({ accountid: id, name: "Contoso", fax: null })).toEqual({
      index: 4,
      key: { kind: "id", id },
      name: id,
      partition: undefined,
      values: { name: "Contoso", fax: null },
      hasGivenId: true,
      mayBeDone: false,
      onlySingly: false,
    });
  });

  it.each([
    id,
    id.toUpperCase(),
    `{${id}}`,
    ` ${id}\n`,
    `accounts(${id})`,
    `/accounts(${id})`,
    `https://org.crm.dynamics.com/api/data/v9.2/accounts(${id})`,
    `accountid=${id}`,
  ])("takes its id as %j", (accountid) => {
    expect(read({ accountid, name: "a" }).name).toBe(id);
  });

  it("takes an id under the name id when the primary key is not given", () => {
    for (const given of [{ id }, { id, accountid: undefined }, { id, accountid: null }]) {
      const { name, values } = read({ ...given, name: "a" });
      expect([name, values]).toEqual([id, { name: "a" }]);
    }
    expect(read({ accountid: id, id: "x" }).values).toEqual({ id: "x" });
  });

  it("takes the alternate key that stands in the place of the id, which of all messages an upsert takes", () => {
    const { name, onlySingly } = read({ accountid: "accountnumber='A-1'", name: "a" });
    expect([name, onlySingly]).toEqual(["accountnumber='A-1'", true]);
    expect(read({ id: { accountnumber: "A/1" }, name: "a" }).onlySingly).toBe(true);
  });

  it("keeps binds, and leaves out all that answers of Dataverse hold beside the values", () => {
    const given = {
      "@odata.etag": 'W/"1"',
      "@odata.type": "#x",
      "@created": true,
      "@mayBeDone": true,
      accountid: id,
      name: "a",
      fax: undefined,
      "revenue@OData.Community.Display.V1.FormattedValue": "$1",
      "primarycontactid@odata.bind": `/contacts(${id})`,
    };
    expect(read(given).values).toEqual({ name: "a", "primarycontactid@odata.bind": `/contacts(${id})` });
  });

  it("goes by itself when it brings related records, but not for a lookup or a null", () => {
    expect(read({ accountid: id, contact_customer_accounts: [{ lastname: "x" }] }).onlySingly).toBe(true);
    expect(read({ accountid: id, primarycontactid: { lastname: "x" } }).onlySingly).toBe(true);
    expect(read({ accountid: id, "primarycontactid@odata.bind": null, fax: null }).onlySingly).toBe(false);
  });

  it.each([
    [{ name: "a" }, "It has no accountid (its primary key), so it is not clear which record is meant."],
    [{ accountid: "", name: "a" }, /^It has no accountid/],
    [{ accountid: id }, "It has nothing to write besides its key."],
    [{ accountid: id, "@odata.etag": "x", fax: undefined }, "It has nothing to write besides its key."],
    [{ accountid: "A-1", name: "a" }, /^Its accountid "A-1" is neither a GUID nor an alternate key\./],
    [{ accountid: 5, name: "a" }, /^Its accountid is a number\./],
    [{ accountid: [id], name: "a" }, /^Its accountid is a list\./],
    [{ accountid: `contacts(${id})` }, "Its key is a reference to a record of contacts, not of accounts."],
    [{ accountid: id, "a b": 1 }, /^It holds a field named "a b", which is not a column's logical name/],
    [{ accountid: id, "": 1 }, /^It holds a field named "", which is not/],
    [null, "It must be an object of columns and values, but it is empty."],
    [[{ accountid: id }], "It must be an object of columns and values, but it is a list."],
    [id, "It must be an object of columns and values, but it is a string."],
    [7, "It must be an object of columns and values, but it is a number."],
  ])("is refused as %j", (given, sentence) => {
    expect(outcome(reading("update"), given)).toEqual(
      typeof sentence === "string" ? sentence : expect.stringMatching(sentence),
    );
  });
});

describe("a record with key columns", () => {
  const keyed = (...keyColumns: readonly string[]) => reading("upsert", { keyColumns });

  it.each([
    ["accountnumber", "A-1", "accountnumber='A-1'"],
    ["accountnumber", 5, "accountnumber='5'"],
    ["accountnumber", " a'b ", "accountnumber=' a''b '"],
    ["description", true, "description='true'"],
    ["numberofemployees", 5, "numberofemployees=5"],
    ["numberofemployees", " 5 ", "numberofemployees=5"],
    ["creditlimit", "1.50", "creditlimit=1.50"],
    ["openedon", "2024-01-31", "openedon=2024-01-31"],
    ["openedon", "2024-01-31T10:00:00Z", "openedon=2024-01-31T10:00:00Z"],
    ["industrycode", 3, "industrycode=3"],
    ["_primarycontactid_value", `{${id.toUpperCase()}}`, `_primarycontactid_value=${id}`],
  ])("is named by %s %j as %s", (column, value, name) => {
    const record = read({ [column]: value, fax: "1" }, keyed(column));
    expect([record.name, record.values]).toEqual([name, { fax: "1" }]);
  });

  it("is named by all of them, in their order, whatever else is there", () => {
    const record = read({ creditlimit: 1, accountid: id, name: "a" }, keyed("name", "creditlimit"));
    expect([record.name, record.values]).toEqual(["name='a',creditlimit=1", {}]);
  });

  it("goes by itself when a path cannot hold the key", () => {
    const singly = ["A-1", "A/1", "2024-01-31T10:00", "ü", "100%"].map(
      (value) => read({ accountnumber: value, fax: "1" }, keyed("accountnumber")).onlySingly,
    );
    expect(singly).toEqual([false, true, true, false, true]);
  });

  it.each([undefined, null, ""])("is refused when one of them is %j", (creditlimit) => {
    expect(outcome(keyed("name", "creditlimit"), { name: "a", creditlimit })).toBe(
      "It has no creditlimit, so it is not clear which record is meant.",
    );
  });

  it("is refused when one of them is no value of its column, or none at all", () => {
    expect(outcome(keyed("numberofemployees"), { numberofemployees: "a few" })).toBe(
      'Its numberofemployees "a few" is neither a number nor a date nor a GUID.',
    );
    expect(outcome(keyed("accountnumber"), { accountnumber: ["A-1"] })).toBe(
      "Its accountnumber is a list, but a key column takes text, a number or a date.",
    );
    expect(outcome(keyed("accountnumber"), { accountnumber: {} })).toBe(
      "Its accountnumber is an object, but a key column takes text, a number or a date.",
    );
  });
});

describe("a new record", () => {
  it("has the id that was chosen for its place and content, or the one it brings", () => {
    const asked: unknown[] = [];
    const recordIds = {
      of: (...place: unknown[]) => {
        asked.push(place);
        return chosenId;
      },
      next: () => "",
    };
    const readings = reading("create", { recordIds });
    expect(read({ name: "a" }, readings)).toMatchObject({ name: chosenId, hasGivenId: false });
    expect(read({ name: "a", accountid: `{${id}}` }, readings)).toMatchObject({ name: id, hasGivenId: true });
    expect(read({ name: "a", id }, readings).values).toEqual({ name: "a" });
    expect(asked).toEqual([[4, '{"name":"a"}']]);
  });

  it("may have its id twice, as results of steps do, also when the column is empty", () => {
    for (const given of [
      { accountid: id, id: id.toUpperCase() },
      { accountid: "", id },
    ]) {
      expect(read({ ...given, name: "a" }, reading("create"))).toMatchObject({
        name: id,
        values: { name: "a" },
      });
    }
  });

  it("writes the key columns too, which are values of it", () => {
    const record = read({ accountnumber: "A-1" }, reading("create", { keyColumns: ["accountnumber"] }));
    expect(record).toMatchObject({ name: chosenId, values: { accountnumber: "A-1" } });
  });

  it("may have no values besides its id, but is no empty object", () => {
    expect(read({ accountid: id }, reading("create")).values).toEqual({});
    expect(outcome(reading("create"), {})).toBe("It is an empty object: give at least one column.");
  });

  it("may have been written before when it is marked so", () => {
    const marked = read({ accountid: id, "@mayBeDone": true, name: "a" }, reading("create"));
    expect(marked).toMatchObject({ mayBeDone: true, hasGivenId: false, values: { name: "a" } });
    const marks = ["true", "2026-11-24T12:00:00.000Z", false, "", "no", null];
    expect(marks.map((mark) => read({ "@mayBeDone": mark }, reading("create")).mayBeDone)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });

  it("with an id of its own was sent since the time that the mark tells", () => {
    const marked = { accountid: id, "@mayBeDone": "2026-11-24T12:00:00.000Z" };
    expect(read(marked, reading("create"))).toMatchObject({
      hasGivenId: true,
      sentSince: Date.parse("2026-11-24T12:00:00Z"),
    });
  });

  it("gets an id when it has one of zeros", () => {
    const record = read({ accountid: "00000000-0000-0000-0000-000000000000" }, reading("create"));
    expect(record).toMatchObject({ name: chosenId, hasGivenId: false, values: {} });
  });

  it("has a GUID and nothing else for an id", () => {
    for (const accountid of ["accountnumber='A-1'", { accountnumber: "A-1" }]) {
      expect(outcome(reading("create"), { accountid })).toBe(
        `Its accountid "accountnumber='A-1'" is not a GUID.`,
      );
    }
  });
});

describe("a record to delete", () => {
  it("is named by its id alone, a reference, a key, or an object that holds one", () => {
    const names = [id, `accounts(${id})`, "accountnumber='A-1'", { accountid: id }, { id }].map(
      (given) => read(given, reading("delete")).name,
    );
    expect(names).toEqual([id, id, "accountnumber='A-1'", id, id]);
    expect(outcome(reading("delete"), "")).toMatch(/^It has no accountid/);
    expect(outcome(reading("delete"), 5)).toMatch(/but it is a number\.$/);
  });

  it("writes nothing, so nothing else in it matters", () => {
    const given = { accountid: id, "Account Name": 1n, contacts: [{ lastname: "x" }] };
    expect(read(given, reading("delete"))).toMatchObject({ name: id, values: {}, onlySingly: false });
  });
});

describe("a record of an elastic table", () => {
  it("has a partition, where it is given", () => {
    const elastic = reading("update", { table: { ...accounts, isElastic: true } });
    const partitions = ["p", "", 5, undefined].map(
      (partitionid) => read({ accountid: id, name: "a", partitionid }, elastic).partition,
    );
    expect(partitions).toEqual(["p", undefined, undefined, undefined]);
    expect(read({ accountid: id, name: "a", partitionid: "p" }).partition).toBeUndefined();
  });
});

describe("the name of a record", () => {
  it("is its key as it can be written again", () => {
    const record = read({ accountid: id, name: "a" });
    expect(record.key === undefined ? undefined : formatRecordKey(record.key)).toBe(record.name);
  });
});
