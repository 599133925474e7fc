import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  createGrouping,
  type Grouping,
  type GroupingOptions,
} from "../../../../../src/client/services/bulk/pace/grouping.ts";
import type { RecordTimes } from "../../../../../src/client/services/bulk/pace/pace.ts";
import { SINGLY, TOGETHER } from "../../../../../src/client/services/bulk/pace/perOperation.ts";

const documented: RecordTimes = { together: 10, singly: 40 };

const grouping = (more: Partial<GroupingOptions> = {}): Grouping =>
  createGrouping({ together: true, isTransaction: true, times: () => documented, ...more });

/** So many records are settled, one in `oneIn` of them refused. */
const settle = (to: Grouping, count: number, oneIn: number): Grouping => {
  for (let record = 1; record <= count; record += 1) {
    to.settled(record % oneIn === 0);
  }
  return to;
};

describe("how many records one operation holds", () => {
  it("is all of them as long as none is bad, and one where the table takes no bulk messages", () => {
    expect(settle(grouping(), 10_000, Number.POSITIVE_INFINITY).fresh()).toBe(TOGETHER);
    expect(grouping({ together: false }).fresh()).toBe(SINGLY);
    const refusing = grouping();
    refusing.notTogether();
    expect([refusing.fresh(), refusing.narrower(100, TOGETHER)]).toEqual([SINGLY, SINGLY]);
  });

  it("falls with the share of bad records down to one by one", () => {
    const sizes = [10_000, 1_000, 100, 20, 10, 5, 2, 1].map((oneIn) =>
      settle(grouping(), 40_000, oneIn).fresh(),
    );
    expect(sizes).toEqual([64, 16, 8, 2, 2, 1, 1, 1]);
  });

  it("is all of them again once the bad ones are long past", () => {
    const learning = settle(grouping(), 1_000, 10);
    expect(learning.fresh()).toBe(2);
    settle(learning, 60_000, Number.POSITIVE_INFINITY);
    expect(learning.fresh()).toBe(TOGETHER);
  });

  it("is smaller for those that were taken back, step by step, until they go one by one", () => {
    const steps = (count: number): readonly number[] => {
      const sizes: number[] = [];
      for (let held = TOGETHER; held !== SINGLY; sizes.push(held)) {
        held = grouping().narrower(Math.min(count, held), held);
      }
      return sizes;
    };
    expect([1000, 100, 32, 16, 2, 1].map(steps)).toEqual([[16, 1], [8, 1], [4, 1], [1], [1], [1]]);
  });

  it("is one by one for what was taken back of an elastic table, which takes back nothing else", () => {
    const elastic = settle(grouping({ isTransaction: false }), 1_000, 10);
    expect([elastic.fresh(), elastic.narrower(100, TOGETHER)]).toEqual([TOGETHER, SINGLY]);
  });

  it("is one by one where that takes no longer", () => {
    const even = settle(grouping({ times: () => ({ together: 40, singly: 40 }) }), 1_000, 100);
    expect([even.fresh(), even.narrower(1000, TOGETHER)]).toEqual([SINGLY, SINGLY]);
  });

  it("gives up bulk messages in batches when nearly all of them are taken back", () => {
    const futile = settle(grouping(), 1_000, 100);
    futile.answered(15, 15);
    expect(futile.fresh()).toBe(8);
    futile.answered(1, 1);
    expect([futile.fresh(), futile.narrower(1000, TOGETHER)]).toEqual([SINGLY, SINGLY]);
  });

  it("always leads on: what was taken back is sent in smaller operations", () => {
    const time = fc.double({ min: 0, max: 100_000, noNaN: true });
    fc.assert(
      fc.property(
        fc.record({ together: time, singly: time }),
        fc.tuple(
          fc.integer({ min: 1, max: 1000 }),
          fc.oneof(fc.constant(TOGETHER), fc.integer({ min: 2, max: 512 })),
        ),
        fc.integer({ min: 1, max: 10_000 }),
        (times, [count, held], oneIn) => {
          const learning = settle(grouping({ times: () => times }), 2_000, oneIn);
          const narrower = learning.narrower(count, held);
          expect(Number.isInteger(narrower) && narrower >= 1).toBe(true);
          expect(narrower === 1 || narrower < Math.min(count, held)).toBe(true);
        },
      ),
    );
  });
});
