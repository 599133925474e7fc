import { describe, expect, it } from "vitest";
import { keyColumnsOf } from "../../../../../src/client/services/bulk/records/recordKeyColumns.ts";
import { accounts } from "./bulkTables.ts";

const given = (...columns: readonly string[]) => keyColumnsOf(accounts, columns);

const KEYS =
  "It has the primary key accountid; accountnumber; name and creditlimit; _primarycontactid_value; fax.";

describe("key columns", () => {
  it("are none for the primary key", () => {
    expect([given(), given("accountid")]).toEqual([[], []]);
  });

  it("are those of an alternate key, in any order", () => {
    expect(given("accountnumber")).toEqual(["accountnumber"]);
    expect(given("creditlimit", "name")).toEqual(["creditlimit", "name"]);
  });

  it("name a lookup as records and URLs do", () => {
    expect(given("_primarycontactid_value")).toEqual(["_primarycontactid_value"]);
  });

  it.each([
    [["fax2"]],
    [["name"]],
    [["name", "creditlimit", "accountnumber"]],
    [["name", "name"]],
    [["accountid", "accountnumber"]],
    [["primarycontactid"]],
    [["_accountnumber_value"]],
    [["AccountNumber"]],
  ])("%j are no key of the table, and the sentence names those it has", (columns) => {
    expect(() => given(...columns)).toThrow(
      `Key Columns: the table accounts has no alternate key of ${columns.join(" and ")}. ${KEYS}`,
    );
  });

  it("are of no use before the index of the key is built", () => {
    expect(() => given("fax")).toThrow("Key Columns: the alternate key of fax is not active yet");
  });
});
