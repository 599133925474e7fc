import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { documentedLimits } from "../../../emulator/protection/protectionOptions.ts";
import { createServiceProtection } from "../../../emulator/protection/serviceProtection.ts";
import { createSlidingSum } from "../../../emulator/protection/slidingSum.ts";
import { createUserLimits } from "../../../emulator/protection/userLimits.ts";

describe("a sliding sum", () => {
  it("is what a plain sum over the window would be, and says when it falls", () => {
    const entry = fc.record({ gap: fc.nat(50), amount: fc.integer({ min: 1, max: 9 }) });
    fc.assert(
      fc.property(fc.array(entry), fc.integer({ min: 1, max: 40 }), (entries, limit) => {
        const sum = createSlidingSum(100);
        const all: { at: number; amount: number }[] = [];
        let now = 0;
        const expected = (at: number): number =>
          all.filter((one) => one.at + 100 > at).reduce((total, { amount }) => total + amount, 0);
        for (const { gap, amount } of entries) {
          now += gap;
          sum.add(now, amount);
          all.push({ at: now, amount });
          expect(sum.total(now)).toBe(expected(now));
        }
        const from = sum.belowFrom(now, limit);
        expect(expected(from)).toBeLessThan(limit);
        expect(from === now || expected(from - 1) >= limit).toBe(true);
      }),
    );
  });
});

describe("the limits of a user", () => {
  const limits = { ...documentedLimits, requests: 3, executionMs: 500, concurrency: 2, windowMs: 10_000 };

  it("let a request in again exactly when its wait is over", () => {
    const steps = fc.array(fc.record({ gap: fc.nat(4000), took: fc.nat(300) }), { maxLength: 60 });
    fc.assert(
      fc.property(steps, (all) => {
        const user = createUserLimits(limits);
        let now = 0;
        for (const { gap, took } of all) {
          now += gap;
          const refusal = user.enter(now);
          if (refusal !== undefined) {
            expect(refusal.waitMs).toBeGreaterThan(0);
            now += refusal.waitMs;
            expect(user.enter(now)).toBeUndefined();
          }
          user.leave(now, took);
        }
      }),
    );
  });

  it("never let in more than a window holds, whatever the client does", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(2000), { maxLength: 80 }), (gaps) => {
        const user = createUserLimits(limits);
        const admitted: number[] = [];
        let now = 0;
        for (const gap of gaps) {
          now += gap;
          if (user.enter(now) === undefined) {
            admitted.push(now);
            user.leave(now, 0);
          }
        }
        for (const at of admitted) {
          const inWindow = admitted.filter((other) => other <= at && other + 10_000 > at);
          expect(inWindow.length).toBeLessThanOrEqual(3);
        }
      }),
    );
  });

  it("make whoever does not wait wait longer, but not what was already under way", () => {
    const user = createUserLimits(limits);
    for (const now of [0, 0, 0]) {
      user.enter(now);
      user.leave(now, 0);
    }
    expect(user.enter(2000)?.waitMs).toBe(8000);
    expect(user.enter(2500)?.waitMs).toBe(7500);
    expect(user.enter(4000)?.waitMs).toBe(7000);
    expect(user.enter(4000)?.waitMs).toBe(8000);
    for (let now = 5000; now < 40_000; now += 100) {
      expect(user.enter(now)?.waitMs).toBeLessThanOrEqual(10_000);
    }
    expect(user.enter(60_000)).toBeUndefined();
  });
});

describe("service protection", () => {
  it("runs in its own time, and says how long to wait in the clock's", () => {
    let now = 0;
    const protection = createServiceProtection(() => now, { requests: 1, timeScale: 10 });
    protection.admit("a").leave(0);
    const refused = protection.admit("a");
    expect(refused.refusal?.code).toBe("0x80072322");
    expect(refused.headers()["Retry-After"]).toBe("30");
    now = 29_000;
    expect(protection.admit("a").refusal?.code).toBe("0x80072322");
    now = 31_000;
    expect(protection.admit("a").refusal).toBeUndefined();
  });

  it("counts every user apart, and forgets when the limits are set", () => {
    const protection = createServiceProtection(() => 0, { requests: 1 });
    for (const user of ["a", "b"]) {
      expect(protection.admit(user).refusal).toBeUndefined();
    }
    expect(protection.admit("a").refusal).toBeDefined();
    protection.set({ requests: 2 });
    expect(protection.admit("a").refusal).toBeUndefined();
    protection.set({ enabled: false });
    expect(protection.admit("a").headers()).toEqual({});
  });

  it("stands still while the clock is set back", () => {
    let now = 1_000_000;
    const protection = createServiceProtection(() => now, { requests: 1 });
    protection.admit("a").leave(0);
    now = 0;
    expect(protection.admit("a").headers()["Retry-After"]).toBe("300");
    now = 301_000;
    expect(protection.admit("a").refusal).toBeUndefined();
  });

  it("says what is wrong with a limit", () => {
    const protection = createServiceProtection(() => 0);
    expect(() => protection.set({ requests: 0 })).toThrow("'requests' must be a number above zero.");
    expect(() => protection.set(JSON.parse('{"speed":1}'))).toThrow(
      "'speed' is no limit of the service. Known: enabled, requests, executionMs, concurrency, windowMs, timeScale.",
    );
    expect(() => protection.set(JSON.parse('{"enabled":1}'))).toThrow("'enabled' must be true or false.");
  });
});
