import { describe, expect, it } from "vitest";
import type { FaultRule } from "../../../../../emulator/control/faults.ts";
import { parseRecordKey, type RecordKey } from "../../../../../src/client/odata/recordKey.ts";
import { readByKeys } from "../../../../../src/client/services/bulk/keys/readByKeys.ts";
import { identityOf } from "../../../../../src/client/services/bulk/keys/recordIdentity.ts";
import type { BulkTable } from "../../../../../src/client/services/bulk/table/bulkTable.ts";
import { refusal, type ScriptedAnswer, scripted } from "../../scriptedSend.ts";
import { useEmulatorContext } from "./emulatorContext.ts";

const accounts: BulkTable = {
  entitySet: "accounts",
  logicalName: "account",
  primaryId: "accountid",
  isElastic: false,
  takesIds: true,
  keys: [],
  columnTypes: new Map([
    ["accountid", "Uniqueidentifier"],
    ["accountnumber", "String"],
    ["new_number", "Integer"],
  ]),
  lookups: new Map(),
};
const [first, second] = ["475b158c-541c-e511-80d3-3863bb347ba8", "575b158c-541c-e511-80d3-3863bb347ba8"];
const number = (accountnumber: string): RecordKey => parseRecordKey({ accountnumber });
const page = (...value: readonly object[]): ScriptedAnswer => ({ body: { value } });
const tooComplex = refusal(400, "0x80060888", "The query is too complex.");

const readFrom = (answers: readonly ScriptedAnswer[], keys: readonly RecordKey[]) => {
  const { context, requests } = scripted(...answers);
  const found = readByKeys(context, {
    table: accounts,
    keys,
    select: ["name"],
    operation: "Read the accounts",
  });
  return { found, requests };
};

describe("the requests for keys", () => {
  it("ask for ids and texts by a list, for other values one by one, and for a single key plainly", async () => {
    const keys = [
      ...[first, second, "accountnumber='O''Brien'", "accountnumber='a,b & \"c\"'"],
      ...["new_number=1", "new_number=2", `_x_value=${first}`],
    ].map(parseRecordKey);
    const { found, requests } = readFrom([page(), page(), page(), page()], keys);
    expect((await found).size).toBe(0);
    expect(requests.map(({ path }) => decodeURIComponent(path))).toEqual([
      `accounts?$select=accountid,name&$filter=Microsoft.Dynamics.CRM.In(PropertyName='accountid',PropertyValues=["${first}","${second}"])`,
      `accounts?$select=accountid,accountnumber,name&$filter=Microsoft.Dynamics.CRM.In(PropertyName='accountnumber',PropertyValues=["O'Brien","a,b & \\"c\\""])`,
      "accounts?$select=accountid,new_number,name&$filter=(new_number eq 1) or (new_number eq 2)",
      `accounts?$select=accountid,_x_value,name&$filter=_x_value eq ${first}`,
    ]);
    expect(requests.every(({ path }) => !/["&#+ ]/.test(path.split("$filter=")[1] ?? ""))).toBe(true);
    expect(requests[0]).toMatchObject({ operation: "Read the accounts", method: "GET", repeat: "read" });
  });

  it("are made in halves after a refusal, in order, down to single keys", async () => {
    const answers = [tooComplex, tooComplex, page({ accountid: first, accountnumber: "A" }), page(), page()];
    const { found, requests } = readFrom(answers, [number("A"), number("B"), number("C")]);
    expect([...(await found).keys()]).toEqual([identityOf(number("A"))]);
    expect(
      requests.map(({ path }) => decodeURIComponent(path).replace(/^.*(?:Values=|filter=)/, "")),
    ).toEqual([
      '["A","B","C"])',
      '["A","B"])',
      "accountnumber eq 'A'",
      "accountnumber eq 'B'",
      "accountnumber eq 'C'",
    ]);
  });

  it("end with the first single key that is refused", async () => {
    const { found, requests } = readFrom(
      [tooComplex, tooComplex, tooComplex],
      [1, 2, 3].map((n) => number(`${n}`)),
    );
    await expect(found).rejects.toMatchObject({ kind: "badRequest", operation: "Read the accounts" });
    expect(requests).toHaveLength(3);
  });

  it("are not repeated when it is not the list that was refused", async () => {
    const { found, requests } = readFrom([refusal(403, "0x80040220", "No.")], [number("A"), number("B")]);
    await expect(found).rejects.toMatchObject({ kind: "forbidden" });
    expect(requests).toHaveLength(1);
  });
});

describe("what comes back for keys", () => {
  const link = "https://org.crm.dynamics.com/api/data/v9.2/accounts?$skiptoken=%3Ccookie%20/%3E";

  it("is read to the last page, and a record that moved to the next page meanwhile counts once", async () => {
    const { found } = readFrom(
      [
        { body: { value: [{ accountid: first, accountnumber: "A" }], "@odata.nextLink": link } },
        page({ accountid: first, accountnumber: "A" }, { accountid: second, accountnumber: "B" }),
      ],
      [number("A"), number("B")],
    );
    expect((await found).size).toBe(2);
  });

  it("is left out when a wildcard in the key found it, or its key is empty by now", async () => {
    const records = [
      { accountid: first, accountnumber: "50x" },
      { accountid: second, accountnumber: null },
    ];
    const { found } = readFrom([page(...records)], [number("50%"), number("50_")]);
    expect((await found).size).toBe(0);
  });

  it("is not chosen from when two records have one key", async () => {
    const records = [first, second].map((accountid) => ({ accountid, accountnumber: "A" }));
    const { found } = readFrom([page(...records)], [number("a"), number("b")]);
    await expect(found).rejects.toMatchObject({
      kind: "conflict",
      message: `Could not read the accounts: the records ${first} and ${second} of accounts have the same key. Name records by their GUID, or by a key that is unique.`,
    });
  });
});

describe("a service that takes no lists", () => {
  const start = useEmulatorContext();
  const noLists: FaultRule = {
    match: { pathContains: "CRM.In(" },
    times: "always",
    fault: {
      kind: "status",
      status: 501,
      body: { error: { code: "0x80060888", message: "Unknown function." } },
    },
  };

  it("gives the records one by one", async () => {
    const { context, table, create, emulator, readsOf } = start();
    for (const accountnumber of ["L'1", "L%2", "L3", "L4"]) {
      await create("accounts", { name: "Listed", accountnumber });
    }
    const known = await table("accounts");
    emulator.control.faults.add(noLists);
    emulator.control.requests.clear();
    const keys = ["L'1", "L%2", "L3", "L4", "L5"].map(number);
    const found = await readByKeys(context, {
      table: known,
      keys,
      select: [],
      operation: "Read the accounts",
    });
    expect([...found.keys()]).toEqual(keys.slice(0, 4).map(identityOf));
    expect(readsOf("accounts")).toHaveLength(9);
  });
});
