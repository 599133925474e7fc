import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countRows, readPage } from "../../../emulator/query/execute.ts";
import type { ColumnPath, Condition, Order } from "../../../emulator/query/model.ts";
import { orderingOf } from "../../../emulator/query/ordering.ts";
import { compileSchema } from "../../../emulator/schema/schema.ts";
import { defaultTables } from "../../../emulator/schema/tables/index.ts";
import type { Reference } from "../../../emulator/store/cells.ts";
import type { Value } from "../../../emulator/store/columnStore.ts";
import { createStore, type Store } from "../../../emulator/store/store.ts";

const schema = compileSchema(defaultTables);
const idOf = (number: number): string => `00000000-0000-0000-0000-${String(number).padStart(12, "0")}`;
const column = (name: string): ColumnPath => ({ hops: [], table: "account", column: name });
const parents = [1, 2, 3];

interface Row {
  readonly name: string | null;
  readonly size: number | null;
  readonly parent: number | undefined;
}

const rowOf = fc.record<Row>({
  name: fc.constantFrom(null, "a", "A ", "b", "B", "c"),
  size: fc.constantFrom(null, 1, 2, 3),
  parent: fc.constantFrom(undefined, ...parents),
});

const storeOf = (rows: readonly Row[]): Store => {
  const store = createStore(schema);
  for (const [index, { name, size, parent }] of rows.entries()) {
    store.table("account").insert(
      idOf(index),
      new Map<string, Value | Reference>([
        ["name", name],
        ["numberofemployees", size],
        ["parentaccountid", parent === undefined ? null : { table: "account", id: idOf(parent) }],
      ]),
      store.nextVersion(),
    );
  }
  return store;
};

const leaf = fc.oneof(
  fc.constantFrom(0, 1, 2).map(
    (number): Condition => ({
      kind: "compareValue",
      operator: "eq",
      path: column("accountid"),
      value: idOf(number),
    }),
  ),
  fc.subarray(parents).map(
    (ids): Condition => ({
      kind: "in",
      path: column("parentaccountid"),
      values: ids.map(idOf),
      negated: false,
    }),
  ),
  fc.constantFrom(...parents).map(
    (id): Condition => ({
      kind: "compareValue",
      operator: "eq",
      path: {
        hops: [{ column: "parentaccountid", target: "account" }],
        table: "account",
        column: "accountid",
      },
      value: idOf(id),
    }),
  ),
  fc.constantFrom(1, 2, 3).map(
    (size): Condition => ({
      kind: "compareValue",
      operator: "ge",
      path: column("numberofemployees"),
      value: size,
    }),
  ),
);

const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc
      .tuple(fc.constantFrom("and", "or"), fc.array(tie("condition"), { minLength: 1, maxLength: 3 }))
      .map(([kind, conditions]): Condition => ({ kind, conditions })),
  ),
}));

/** A record is the only one with its id: means the same, but no index can see it. */
const hidden = (inner: Condition): Condition => ({
  kind: "exists",
  link: { column: "accountid", table: "account", matching: "accountid" },
  where: inner,
  negated: false,
});

const order = fc.uniqueArray(
  fc.record<Order>({
    path: fc.constantFrom("name", "numberofemployees", "parentaccountid").map(column),
    descending: fc.boolean(),
    key: fc.constant("value"),
  }),
  { maxLength: 2, selector: ({ path }) => path.column },
);

const everything = 1000;

describe("reading a query", () => {
  it("finds with indexes what a scan finds", () => {
    fc.assert(
      fc.property(fc.array(rowOf, { maxLength: 12 }), condition, (rows, where) => {
        const store = storeOf(rows);
        const query = { table: "account", order: [], limit: everything };
        const found = readPage(store, { ...query, where });
        expect(found).toEqual(readPage(store, { ...query, where: hidden(where) }));
        expect(countRows(store, { ...query, where }, everything)).toBe(found.slots.length);
      }),
    );
  });

  it("goes through every row once, in order, page by page", () => {
    fc.assert(
      fc.property(
        fc.array(rowOf, { minLength: 1, maxLength: 20 }),
        order,
        fc.integer({ min: 1, max: 7 }),
        (rows, by, limit) => {
          const store = storeOf(rows);
          const { compare, positionOf } = orderingOf(store, "account", by);
          const query = { table: "account", order: by, limit };
          const seen: number[] = [];
          let page = readPage(store, query);
          seen.push(...page.slots);
          while (page.more) {
            const last = seen.at(-1) ?? 0;
            page = readPage(store, { ...query, from: { kind: "after", position: positionOf(last) } });
            seen.push(...page.slots);
          }
          expect(seen).toHaveLength(rows.length);
          expect(seen).toEqual([...seen].sort(compare));
        },
      ),
    );
  });

  it("sees a change at once although sorted rows are kept", () => {
    const store = storeOf([
      { name: "a", size: 1, parent: undefined },
      { name: "b", size: 2, parent: undefined },
    ]);
    const byName: Order = { path: column("name"), descending: false, key: "value" };
    const names = (): readonly unknown[] =>
      readPage(store, { table: "account", order: [byName], limit: 9 }).slots.map(
        store.table("account").values("name"),
      );
    expect(names()).toEqual(["a", "b"]);
    const transaction = store.begin();
    store.table("account").update(0, new Map([["name", "z"]]), store.nextVersion());
    expect(names()).toEqual(["b", "z"]);
    transaction.rollback();
    expect(names()).toEqual(["a", "b"]);
    store.table("account").remove(0, store.nextVersion());
    expect(names()).toEqual(["b"]);
  });

  it("sees the new name of a record that a lookup points to", () => {
    const store = storeOf([
      { name: "x", size: 1, parent: undefined },
      { name: "m", size: 1, parent: undefined },
      { name: "p", size: 1, parent: 1 },
      { name: "q", size: 1, parent: 3 },
    ]);
    const byParent: Order = { path: column("parentaccountid"), descending: false, key: "recordName" };
    const read = () => readPage(store, { table: "account", order: [byParent], limit: 9 }).slots;
    expect(read()).toEqual([0, 1, 2, 3]);
    store.table("account").update(1, new Map([["name", "z"]]), store.nextVersion());
    expect(read()).toEqual([0, 1, 3, 2]);
  });
});
