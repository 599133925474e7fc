import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aggregateRowLimit, aggregateRows } from "../../../emulator/query/aggregate.ts";
import { countJoinedRows, readJoinedPage } from "../../../emulator/query/joinedPage.ts";
import type { AggregateQuery, Join, JoinedQuery } from "../../../emulator/query/model.ts";
import { compileSchema } from "../../../emulator/schema/schema.ts";
import { defaultTables } from "../../../emulator/schema/tables/index.ts";
import { createStore, type Store } from "../../../emulator/store/store.ts";

const schema = compileSchema(defaultTables);
const idOf = (number: number): string => `00000000-0000-0000-0000-${String(number).padStart(12, "0")}`;

/** Accounts by number, and for every contact the account it belongs to. */
const storeOf = (accounts: number, owners: readonly (number | undefined)[]): Store => {
  const store = createStore(schema);
  for (let number = 0; number < accounts; number += 1) {
    store.table("account").insert(idOf(number), new Map([["name", `A${number}`]]), number);
  }
  for (const [number, owner] of owners.entries()) {
    const parent = owner === undefined ? null : { table: "account", id: idOf(owner) };
    store.table("contact").insert(idOf(1000 + number), new Map([["parentcustomerid", parent]]), number);
  }
  return store;
};

const contacts = (kind: Join["kind"]): Join => ({
  alias: "c",
  kind,
  link: { column: "accountid", table: "contact", matching: "parentcustomerid" },
  joins: [],
});

const query = (kind: Join["kind"], more: Partial<JoinedQuery> = {}): JoinedQuery => ({
  table: "account",
  order: [],
  limit: 1000,
  joins: [contacts(kind)],
  ...more,
});

const owners = fc.array(fc.constantFrom(undefined, 0, 1, 2, 7), { maxLength: 10 });

describe("a query with joins", () => {
  it("combines every row with every linked row; an outer join keeps those without any", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4 }), owners, (accounts, of) => {
        const store = storeOf(accounts, of);
        const expected = Array.from({ length: accounts }, (_, account) => {
          const linked = of.flatMap((owner, contact) => (owner === account ? [[account, contact]] : []));
          return { linked, kept: linked.length === 0 ? [[account, undefined]] : linked };
        });
        expect(readJoinedPage(store, query("inner")).rows).toEqual(expected.flatMap(({ linked }) => linked));
        expect(readJoinedPage(store, query("outer")).rows).toEqual(expected.flatMap(({ kept }) => kept));
        expect(countJoinedRows(store, query("inner"), 1000)).toBe(
          expected.flatMap(({ linked }) => linked).length,
        );
      }),
    );
  });

  it("asks for what a joined row lacks", () => {
    const store = storeOf(3, [1, undefined]);
    const path = { source: "c", hops: [], table: "contact", column: "contactid" };
    const where = { kind: "compareValue", operator: "eq", path, value: null } as const;
    expect(readJoinedPage(store, query("outer", { where })).rows).toEqual([
      [0, undefined],
      [2, undefined],
    ]);
  });

  it("sorts by joined columns, keeps different rows only and pages by counting", () => {
    const store = storeOf(3, [2, 1, 1, 0]);
    const contactId = { source: "c", hops: [], table: "contact", column: "contactid" };
    const accountName = { hops: [], table: "account", column: "name" };
    const sorted = query("inner", { order: [{ path: contactId, descending: true, key: "value" }] });
    expect(readJoinedPage(store, sorted).rows.map(([account]) => account)).toEqual([0, 1, 1, 2]);
    const distinct = { ...sorted, distinct: [accountName], limit: 2 };
    expect(readJoinedPage(store, distinct)).toMatchObject({
      rows: [
        [0, 3],
        [1, 2],
      ],
      more: true,
    });
    expect(readJoinedPage(store, { ...distinct, from: { kind: "skip", rows: 2 } })).toMatchObject({
      rows: [[2, 0]],
      more: false,
    });
  });
});

describe("an aggregate query", () => {
  const count: AggregateQuery = {
    table: "account",
    joins: [],
    groups: [],
    aggregates: [{ alias: "n", operation: "count" }],
    order: [],
  };

  it("looks at no more rows than the limit", () => {
    const store = storeOf(3, []);
    expect(aggregateRows(store, count)).toEqual([new Map([["n", 3]])]);
    expect(aggregateRows(store, { ...count, rowLimit: 3 })).toEqual([new Map([["n", 3]])]);
    expect(() => aggregateRows(store, { ...count, rowLimit: 2 })).toThrow(
      "AggregateQueryRecordLimit exceeded. Cannot perform this operation.",
    );
    expect(aggregateRowLimit).toBe(50_000);
  });

  it("is one row of nothing for no rows, and no row for no groups", () => {
    const store = storeOf(0, []);
    const path = { hops: [], table: "account", column: "revenue" };
    expect(aggregateRows(store, { ...count, aggregates: [{ alias: "a", operation: "avg", path }] })).toEqual([
      new Map([["a", null]]),
    ]);
    expect(aggregateRows(store, { ...count, groups: [{ alias: "g", path }] })).toEqual([]);
  });

  it("groups by weeks of the year as SQL Server counts them", () => {
    const store = storeOf(0, []);
    const days = ["2026-01-01", "2026-01-03", "2026-01-04", "2026-12-31"];
    for (const [number, day] of days.entries()) {
      store.table("account").insert(idOf(number), new Map([["createdon", Date.parse(day)]]), number);
    }
    const path = { hops: [], table: "account", column: "createdon" };
    const byWeek = aggregateRows(store, { ...count, groups: [{ alias: "week", path, part: "week" }] });
    expect(byWeek.map((row) => [row.get("week"), row.get("n")])).toEqual([
      [1, 2],
      [2, 1],
      [53, 1],
    ]);
  });
});
