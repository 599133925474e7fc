import { describe, expect, it } from "vitest";
import { openTimeBudget } from "../../../../../src/client/services/bulk/run/timeBudget.ts";
import { manualClock, settled } from "../../../http/clocks.ts";

describe("a time budget", () => {
  it("is used up after its duration, and not before", async () => {
    const clock = manualClock(1_000);
    const budget = openTimeBudget(clock, { durationMs: 60_000 });
    expect([budget.started, budget.endsBy]).toEqual([1_000, 61_000]);
    await clock.advance(59_999);
    expect(budget.isOver.aborted).toBe(false);
    await clock.advance(1);
    expect([budget.isOver.aborted, budget.isClosed.aborted]).toEqual([true, false]);
  });

  it("is cut by an earlier end, but not prolonged by a later one", async () => {
    const clock = manualClock(1_000);
    expect(openTimeBudget(clock, { durationMs: 60_000, endsBy: 900_000 }).endsBy).toBe(61_000);
    const budget = openTimeBudget(clock, { durationMs: 60_000, endsBy: 5_000 });
    await clock.advance(4_000);
    expect([budget.endsBy, budget.isOver.aborted]).toEqual([5_000, true]);
  });

  it("is used up at once when its end has gone by", async () => {
    const clock = manualClock(10_000);
    const budget = openTimeBudget(clock, { durationMs: 60_000, endsBy: 5_000 });
    await clock.advance(0);
    expect([budget.isOver.aborted, clock.sleeps]).toEqual([true, [0]]);
  });

  it("leaves nothing that waits when the call ends early", async () => {
    const clock = manualClock();
    const budget = openTimeBudget(clock, { durationMs: 60_000 });
    expect(clock.sleeping()).toBe(1);
    budget.close();
    await settled();
    expect([clock.sleeping(), budget.isClosed.aborted]).toEqual([0, true]);
  });
});
