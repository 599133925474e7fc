import { describe, expect, it } from "vitest";
import { createRounds } from "../../../src/client/http/rounds.ts";
import { hurryingClock } from "./clocks.ts";

const started = (options: { readonly waitBudgetMs?: number; readonly signal?: AbortSignal } = {}) => {
  const clock = hurryingClock(1_000);
  const { waitBudgetMs = 60_000, signal } = options;
  const rounds = createRounds({ clock, random: () => 1, waitBudgetMs, signal })();
  return { rounds, clock };
};

describe("the tries of an undertaking", () => {
  it("are five, with pauses that grow", async () => {
    const { rounds, clock } = started();
    const goesOn: boolean[] = [];
    for (let number = 0; number < 5; number += 1) {
      goesOn.push(await rounds.pause());
    }
    expect(goesOn).toEqual([true, true, true, true, false]);
    expect(clock.sleeps).toEqual([1_000, 2_000, 4_000, 8_000, 16_000]);
    expect(rounds.elapsedMs()).toBe(31_000);
  });

  it("end when the wait budget is used up, without a wait in vain", async () => {
    const { rounds, clock } = started({ waitBudgetMs: 3_500 });
    expect([await rounds.pause(), await rounds.pause(), await rounds.pause()]).toEqual([true, true, false]);
    expect(clock.sleeps).toEqual([1_000, 2_000]);
  });

  it("end when the caller stops", async () => {
    const { rounds } = started({ signal: AbortSignal.abort() });
    expect(await rounds.pause()).toBe(false);
  });

  it("count for each undertaking by itself", async () => {
    const begin = createRounds({ clock: hurryingClock(), random: () => 0, waitBudgetMs: 1 });
    const first = begin();
    for (let number = 0; number < 5; number += 1) {
      await first.pause();
    }
    expect(await first.pause()).toBe(false);
    expect(await begin().pause()).toBe(true);
  });
});
