import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Change, changesOf } from "../../../emulator/changes/changeList.ts";
import { compileSchema } from "../../../emulator/schema/schema.ts";
import { defaultTables } from "../../../emulator/schema/tables/index.ts";
import { createStore } from "../../../emulator/store/store.ts";

const schema = compileSchema(defaultTables);

/** Ten ids, so that records come back and are written again and again. */
const idAt = (index: number): string => `00000000-0000-0000-0000-00000000000${index}`;

type Step =
  | { readonly kind: "write" | "delete"; readonly id: string }
  | { readonly kind: "look" | "begin" | "commit" | "rollback" };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("write" as const), id: fc.nat(9).map(idAt) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("delete" as const), id: fc.nat(9).map(idAt) }) },
  fc.record({
    kind: fc.constantFrom("look" as const, "begin" as const, "commit" as const, "rollback" as const),
  }),
);

/** A client's copy of the table: versions by id. */
type Copy = ReadonlyMap<string, number>;

const play = () => {
  const store = createStore(schema);
  const rows = store.table("account");
  const open: ReturnType<typeof store.begin>[] = [];
  const write = (id: string): void => {
    const slot = rows.slotOf(id);
    if (slot === undefined) {
      rows.insert(id, new Map(), store.nextVersion());
    } else {
      rows.update(slot, new Map([["name", "Again"]]), store.nextVersion());
    }
  };
  const remove = (id: string): void => {
    const slot = rows.slotOf(id);
    if (slot !== undefined) {
      rows.remove(slot, store.nextVersion());
    }
  };
  const end = (how: "commit" | "rollback"): void => open.pop()?.[how]();
  return {
    store,
    rows,
    isOpen: () => open.length > 0,
    state: (): Copy => new Map(rows.order.sorted().map((slot) => [rows.idOf(slot), rows.versionOf(slot)])),
    run: (next: Step): void => {
      if (next.kind === "write") write(next.id);
      else if (next.kind === "delete") remove(next.id);
      else if (next.kind === "begin") open.push(store.begin());
      else if (next.kind === "commit" || next.kind === "rollback") end(next.kind);
    },
  };
};

describe("the changes of a table", () => {
  it("bring a client's copy up to date, whatever was written, deleted and rolled back in between", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
        const { store, rows, isOpen, state, run } = play();
        let since = 0;
        const copy = new Map<string, number>();
        const follow = (): void => {
          const until = store.lastVersion();
          const changes: readonly Change[] = [...changesOf(rows, { since, until, after: undefined })];
          const order = changes.map(({ kind, version }) => (kind === "deleted" ? 1e9 : 0) + version);
          expect(order).toEqual([...order].sort((left, right) => left - right));
          for (const change of changes) {
            if (change.kind === "written") {
              expect(change.version).toBeGreaterThan(since);
              copy.set(rows.idOf(change.slot), change.version);
            } else {
              copy.delete(change.id);
            }
          }
          since = until;
          expect(new Map([...copy].sort())).toEqual(state());
        };
        for (const next of steps) {
          run(next);
          if (next.kind === "look" && !isOpen()) {
            follow();
          }
        }
        while (isOpen()) {
          run({ kind: "commit" });
        }
        follow();
      }),
    );
  });

  it("are the same in pages as at once", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.integer({ min: 1, max: 5 }), (steps, size) => {
        const { store, rows, isOpen, run } = play();
        run({ kind: "write", id: idAt(0) });
        const since = store.lastVersion();
        steps.forEach(run);
        while (isOpen()) {
          run({ kind: "rollback" });
        }
        const window = { since, until: store.lastVersion() };
        const all = [...changesOf(rows, { ...window, after: undefined })];
        const paged: Change[] = [];
        for (let more = true; more; ) {
          const last = paged.at(-1);
          const after = last && { isDeleted: last.kind === "deleted", version: last.version };
          const page = [...changesOf(rows, { ...window, after })].slice(0, size);
          paged.push(...page);
          more = page.length === size;
        }
        expect(paged).toEqual(all);
      }),
    );
  });

  it("are found without a look at the other rows, also after very many writes", () => {
    const { store, rows, run } = play();
    run({ kind: "write", id: idAt(0) });
    expect([...rows.writtenAfter(0)]).toHaveLength(1);
    for (let count = 0; count < 10_000; count += 1) {
      run({ kind: "write", id: idAt(count % 2) });
    }
    const since = store.lastVersion();
    run({ kind: "write", id: idAt(1) });
    expect([...rows.writtenAfter(since)].map(rows.idOf)).toEqual([idAt(1)]);
    expect([...rows.writtenAfter(0)].map(rows.idOf)).toEqual([idAt(0), idAt(1)]);
  });
});
