import { describe, expect, it } from "vitest";
import type { BulkAction } from "../../../../../src/client/services/bulk/bulkCall.ts";
import { readRecord } from "../../../../../src/client/services/bulk/records/readRecord.ts";
import { createLedger } from "../../../../../src/client/services/bulk/report/ledger.ts";
import { remainingRecords } from "../../../../../src/client/services/bulk/report/remaining.ts";
import { accounts, chosenId, reading } from "../records/bulkTables.ts";

const id = "475b158c-541c-e511-80d3-3863bb347ba8";

const begun = Date.parse("2026-11-24T12:00:00Z");

/** What remains after all records whose outcome is unknown; the others were not attempted. */
const remains = (
  action: BulkAction,
  records: readonly unknown[],
  { unknown = [], withFailed = false }: { unknown?: readonly number[]; withFailed?: boolean } = {},
) => {
  const ledger = createLedger(records.length);
  const readings = reading(action);
  for (const index of unknown) {
    ledger.doubt(index, { id: undefined });
  }
  const recordAt = (index: number) => readRecord(readings, records[index], index);
  return {
    ledger,
    remaining: () =>
      remainingRecords({ action, table: accounts, records, ledger, recordAt, begun, withFailed }),
    readings,
  };
};

describe("what remains of a call", () => {
  it("are the records that are not settled, as they were given", () => {
    const records = [1, 2, 3, 4, 5].map((number) => ({ accountid: id, numberofemployees: number }));
    const { ledger, remaining } = remains("update", records, { unknown: [4] });
    ledger.settle({ index: 0, status: "succeeded" });
    ledger.settle({ index: 2, status: "failed" });
    ledger.settle({ index: 3, status: "unchanged" });
    expect(remaining()).toEqual([records[1], records[4]]);
  });

  it("are objects also where the records were ids, with a mark when they may be deleted already", () => {
    const given = [id, { accountid: id }, `accounts(${id})`];
    expect(remains("delete", given, { unknown: [2] }).remaining()).toEqual([
      { accountid: id },
      { accountid: id },
      { accountid: `accounts(${id})`, "@mayBeDone": true },
    ]);
  });

  it("have the id that was chosen and a mark when they are new: an earlier run of the step may have created them", () => {
    expect(remains("create", [{ name: "a" }, { name: "b" }], { unknown: [1] }).remaining()).toEqual([
      { name: "a", accountid: chosenId, "@mayBeDone": true },
      { name: "b", accountid: chosenId, "@mayBeDone": true },
    ]);
  });

  it("have no mark when they are new, were not attempted, and have an id of the caller", () => {
    const given = { name: "a", accountid: id };
    expect(remains("create", [given]).remaining()).toEqual([given]);
  });

  it("are those that were refused as well when all are to be handed over again, unless they are no records", () => {
    const given = ['{"name":"a"}', { name: "b", revenue: Number.NaN }, { name: "c" }, 5, "{"];
    const { ledger, remaining } = remains("create", given, { withFailed: true });
    for (const index of given.keys()) {
      ledger.settle({ index, status: "failed" });
    }
    expect(remaining()).toEqual([
      { name: "a" },
      { name: "b", revenue: { problem: "is NaN" } },
      { name: "c" },
    ]);
    const deletion = remains("delete", [id], { withFailed: true });
    deletion.ledger.settle({ index: 0, status: "failed" });
    expect(deletion.remaining()).toEqual([{ accountid: id }]);
  });

  it.each([
    { name: "a" },
    { name: "a", accountid: id.toUpperCase() },
    { name: "a", id: `{${id}}` },
    { name: "a", id, accountid: null },
    { name: "a", accountid: id, "@mayBeDone": true },
  ])("can be handed over again, once and twice: %o", (given) => {
    const { readings, remaining } = remains("create", [given], { unknown: [0] });
    const [again] = remaining();
    const next = remains("create", [again]);
    const [twice] = next.remaining();
    const read = readRecord(readings, again, 0);
    const isOfTheCaller = given["@mayBeDone"] === undefined && Object.keys(given).length > 1;
    expect(read).toMatchObject({ mayBeDone: true, hasGivenId: isOfTheCaller });
    expect(read.sentSince).toBe(isOfTheCaller ? begun : undefined);
    expect(read.values).toEqual({ name: "a" });
    expect(read.key).toEqual(readRecord(readings, given, 0).key);
    expect(twice).toEqual(again);
  });
});
