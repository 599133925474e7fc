import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  createRecordQueue,
  type QueuedRecord,
} from "../../../../../src/client/services/bulk/queue/recordQueue.ts";
import { drained } from "./drained.ts";

const record = (index: number, more: Partial<QueuedRecord> = {}): QueuedRecord => ({
  index,
  identity: undefined,
  group: undefined,
  ...more,
});

describe("a record queue", () => {
  it("is done at once without records", () => {
    const queue = createRecordQueue([]);
    expect([queue.unsettled(), queue.take(10)]).toEqual([0, []]);
  });

  it("gives records without identity and group in their order", () => {
    const queue = createRecordQueue([0, 1, 2, 3, 4].map((index) => record(index)));
    expect([queue.take(2), queue.take(2), queue.take(2), queue.take(2)]).toEqual([[0, 1], [2, 3], [4], []]);
    expect(queue.unsettled()).toBe(5);
  });

  it("keeps back what names a record that is under way, and lets the rest go", () => {
    const queue = createRecordQueue([
      record(0, { identity: "a" }),
      record(1, { identity: "a" }),
      record(2, { identity: "b" }),
      record(3, { identity: "a" }),
    ]);
    expect([queue.take(10), queue.take(10)]).toEqual([[0, 2], []]);
    queue.settle(2);
    expect(queue.take(10)).toEqual([]);
    queue.settle(0);
    expect(queue.take(10)).toEqual([1]);
    queue.settle(1);
    expect(queue.take(10)).toEqual([3]);
    expect(queue.unsettled()).toBe(1);
    queue.settle(3);
    expect([queue.take(10), queue.unsettled()]).toEqual([[], 0]);
  });

  it("lets a group share one request, but not two", () => {
    const queue = createRecordQueue([0, 1, 2, 3].map((index) => record(index, { group: `g${index % 2}` })));
    expect([queue.take(1), queue.take(10), queue.take(10)]).toEqual([[0], [1, 3], []]);
    queue.settle(0);
    expect(queue.take(10)).toEqual([2]);
    queue.settle(1);
    queue.settle(3);
    queue.settle(2);
    expect(queue.unsettled()).toBe(0);
  });

  it("waits for the whole of a request of a group", () => {
    const queue = createRecordQueue([0, 1, 2].map((index) => record(index, { group: "g" })));
    expect(queue.take(2)).toEqual([0, 1]);
    queue.settle(1);
    expect(queue.take(2)).toEqual([]);
    queue.settle(0);
    expect(queue.take(2)).toEqual([2]);
  });

  it("keeps the order of one record that is in two groups", () => {
    const queue = createRecordQueue([
      record(0, { identity: "a", group: "g" }),
      record(1, { identity: "a", group: "h" }),
      record(2, { group: "h" }),
    ]);
    expect(queue.take(10)).toEqual([0, 2]);
    queue.settle(0);
    expect(queue.take(10)).toEqual([]);
    queue.settle(2);
    expect(queue.take(10)).toEqual([1]);
  });

  it("can be asked for all of very many records at once", () => {
    const queue = createRecordQueue(Array.from({ length: 300_000 }, (_, index) => record(index)));
    expect(queue.take(Number.MAX_SAFE_INTEGER).length).toBe(300_000);
  });
});

describe("a run of any records in any order", () => {
  const records = fc
    .array(
      fc.record({
        identity: fc.option(fc.constantFrom("a", "b", "c", "d", "__proto__"), { nil: undefined }),
        group: fc.option(fc.constantFrom("g", "h", "i", "constructor"), { nil: undefined }),
      }),
      { maxLength: 40 },
    )
    .map((list) => list.map((named, index) => ({ index: index * 3, ...named })));
  const moves = fc.infiniteStream(fc.record({ takes: fc.boolean(), number: fc.nat() }));

  it("gives every record once, and stops only when all are settled", () => {
    fc.assert(
      fc.property(records, moves, (list, stream) => {
        const { takes, counts } = drained(list, stream);
        expect(takes.flat().sort((one, other) => one - other)).toEqual(list.map(({ index }) => index));
        expect(counts.every(([said, real]) => said === real)).toBe(true);
        expect(counts.at(-1)).toEqual([0, 0]);
      }),
      { numRuns: 300 },
    );
  });

  it("never has two of one record under way, nor two requests of one group", () => {
    fc.assert(
      fc.property(records, moves, (list, stream) => {
        for (const { before, taken } of drained(list, stream).history) {
          const identities = [...before, ...taken].flatMap(({ identity }) => identity ?? []);
          expect(new Set(identities).size).toBe(identities.length);
          const groups = new Set(before.flatMap(({ group }) => group ?? []));
          expect(taken.some(({ group }) => group !== undefined && groups.has(group))).toBe(false);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("keeps the order of the records that name the same one", () => {
    fc.assert(
      fc.property(records, moves, (list, stream) => {
        const order = drained(list, stream).takes.flat();
        for (const name of new Set(list.flatMap(({ identity }) => identity ?? []))) {
          const own = list.filter(({ identity }) => identity === name).map(({ index }) => index);
          expect(order.filter((index) => own.includes(index))).toEqual(own);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("gives as many as may go, up to what was asked for", () => {
    fc.assert(
      fc.property(records, moves, (list, stream) => {
        for (const { asked, taken, mightGo } of drained(list, stream).history) {
          expect(taken.length).toBe(Math.min(asked, mightGo));
        }
      }),
      { numRuns: 300 },
    );
  });
});
