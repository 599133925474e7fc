import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createTurns, type Turn } from "../../src/platform/turns.ts";

const begun = (turns: readonly Turn[]): readonly number[] => turns.map(({ number }) => number);

describe("the runs of a step", () => {
  it("are numbered from 0, each step by itself", () => {
    const turns = createTurns();
    const numbers = ["a", "a", "b", "a"].map((key) => {
      const turn = turns.begin(key, 0);
      turn.end(true);
      return turn.number;
    });
    expect(numbers).toEqual([0, 1, 0, 2]);
  });

  it("keep their number when they are run again after they failed", () => {
    const turns = createTurns();
    turns.begin("a", 0).end(true);
    turns.begin("a", 0).end(false);
    expect(turns.begin("a", 0).number).toBe(1);
  });

  it("have different numbers while they are under way together, and a failed one leaves its own", () => {
    const turns = createTurns();
    const [first, second, third] = [turns.begin("a", 0), turns.begin("a", 0), turns.begin("a", 0)];
    expect(begun([first, second, third])).toEqual([0, 1, 2]);
    third.end(true);
    second.end(false);
    first.end(true);
    expect(begun([turns.begin("a", 0), turns.begin("a", 0)])).toEqual([1, 3]);
  });

  it("go on behind what another process has counted", () => {
    const turns = createTurns();
    expect(turns.begin("a", 5).number).toBe(5);
    expect(turns.begin("a", 5).number).toBe(6);
  });

  it("never share a number unless one of them failed", () => {
    const ending = fc.record({ succeeds: fc.boolean(), endsAfter: fc.nat({ max: 5 }) });
    fc.assert(
      fc.property(fc.array(ending, { maxLength: 50 }), (endings) => {
        const turns = createTurns();
        const runs: (Turn & { readonly succeeds: boolean; readonly endsAt: number })[] = [];
        for (const [now, { succeeds, endsAfter }] of endings.entries()) {
          const turn = turns.begin("a", 0);
          const others = runs.filter((run) => run.succeeds || run.endsAt >= now);
          expect(begun(others)).not.toContain(turn.number);
          runs.push({ ...turn, succeeds, endsAt: now + endsAfter });
          for (const run of runs.filter(({ endsAt }) => endsAt === now)) run.end(run.succeeds);
        }
      }),
    );
  });

  it("are forgotten, the oldest step first, when there are too many", () => {
    const turns = createTurns(2);
    for (const key of ["a", "b", "c"]) turns.begin(key, 0).end(true);
    expect(["c", "a"].map((key) => turns.begin(key, 0).number)).toEqual([1, 0]);
  });
});
