import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileSchema, tableNamed } from "../../../emulator/schema/schema.ts";
import { defaultTables } from "../../../emulator/schema/tables/index.ts";
import type { Changes, Reference } from "../../../emulator/store/cells.ts";
import type { Value } from "../../../emulator/store/columnStore.ts";
import { createJournal } from "../../../emulator/store/journal.ts";
import { createTableStore, type TableStore } from "../../../emulator/store/tableStore.ts";

const account = tableNamed(compileSchema(defaultTables), "account");

interface Expected {
  readonly name: string | null;
  readonly number: string | null;
  readonly revenue: number | null;
  readonly hold: boolean | null;
  readonly parent: string | null;
}

const id = fc
  .integer({ min: 0, max: 15 })
  .map((n) => `00000000-0000-0000-0000-0000000000${String(n).padStart(2, "0")}`);
const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const values = fc.record<Expected>({
  name: orNull(fc.string()),
  number: orNull(fc.constantFrom("a", "b", "c")),
  revenue: orNull(fc.integer()),
  hold: orNull(fc.boolean()),
  parent: orNull(id),
});
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("write" as const), id, values }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("remove" as const), id }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("ask" as const), id }) },
);

const changesOf = ({ name, number, revenue, hold, parent }: Expected): Changes =>
  new Map<string, Value | Reference>([
    ["name", name],
    ["accountnumber", number],
    ["revenue", revenue],
    ["creditonhold", hold],
    ["parentaccountid", parent === null ? null : { table: "account", id: parent }],
  ]);

type Model = Map<string, Expected>;

/** Alternate keys are checked above the store: a taken number is left out, as a refusal would. */
const write = (
  store: TableStore,
  model: Model,
  record: { readonly id: string; readonly values: Expected },
) => {
  const { id, values } = record;
  const isTaken = [...model].some(
    ([other, { number }]) => other !== id && number !== null && number === values.number,
  );
  const written = isTaken ? { ...values, number: null } : values;
  const slot = store.slotOf(id);
  if (slot === undefined) store.insert(id, changesOf(written), 1);
  else store.update(slot, changesOf(written), 1);
  model.set(id, written);
};

const remove = (store: TableStore, model: Model, id: string) => {
  const slot = store.slotOf(id);
  if (slot !== undefined) store.remove(slot, 1);
  model.delete(id);
};

const readAll = (store: TableStore) =>
  store.order.sorted().map((slot) => [
    store.idOf(slot),
    {
      name: store.values("name")(slot),
      number: store.values("accountnumber")(slot),
      revenue: store.values("revenue")(slot),
      hold: store.values("creditonhold")(slot),
      parent: store.values("parentaccountid")(slot),
    },
  ]);

const checkLookup = (store: TableStore, model: Model, id: string) => {
  const children = [...model].filter(([, { parent }]) => parent === id).map(([child]) => child);
  expect(store.pointingAt("parentaccountid", id).map(store.idOf)).toEqual(children.sort());
};

const checkKeys = (store: TableStore, model: Model) => {
  for (const number of ["a", "b", "c"]) {
    const slot = store.keys.get("new_AccountNumberKey")?.find([number]);
    const holder = [...model].find(([, record]) => record.number === number)?.[0];
    expect(slot === undefined ? undefined : store.idOf(slot)).toBe(holder);
  }
};

describe("a table's store", () => {
  it("agrees with a plain map after any sequence of writes and removals", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const store = createTableStore(account, createJournal());
        const model: Model = new Map();
        for (const next of steps) {
          if (next.kind === "write") write(store, model, next);
          else if (next.kind === "remove") remove(store, model, next.id);
          else checkLookup(store, model, next.id);
        }
        expect(readAll(store)).toEqual([...model].sort(([a], [b]) => (a < b ? -1 : 1)));
        checkKeys(store, model);
      }),
    );
  });
});
