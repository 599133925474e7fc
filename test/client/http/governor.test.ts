import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createGovernor } from "../../../src/client/http/governor.ts";
import { manualClock, settled } from "./clocks.ts";
import { runOn } from "./crowdedService.ts";

const TOO_MANY_AT_ONCE = "0x80072326";
const TOO_MUCH_TIME = "0x80072321";

describe("the width of a governor", () => {
  it.each([4, 8, 12, 20, 30])(
    "reaches the hint of %d and stays there, however single answers differ",
    (hint) => {
      for (const noise of [0, 0.1, 0.3]) {
        const { ofBest, settled: widths } = runOn({ parallelism: hint, contention: 0.25, hint, noise });
        expect(widths.most).toBe(hint);
        expect(widths.least).toBeGreaterThan(noise < 0.3 ? hint - 2 : 0.8 * hint);
        expect(ofBest).toBeGreaterThan(0.9);
      }
    },
  );

  it.each([
    { parallelism: 8, contention: 0.15 },
    { parallelism: 12, contention: 0.1 },
    { parallelism: 16, contention: 0.15 },
    { parallelism: 20, contention: 0.05 },
    { parallelism: 30, contention: 0.15 },
  ])("settles near the best throughput of %o although far more is recommended", (service) => {
    const { ofBest, settled: widths } = runOn({ ...service, hint: 52 });
    expect(ofBest).toBeGreaterThan(0.9);
    expect(widths.least).toBeGreaterThanOrEqual(service.parallelism - 1);
    expect(widths.most).toBeLessThanOrEqual(service.parallelism + 6);
  });

  it.each([0.1, 0.2, 0.3])("does not collapse when answers differ by chance (%d)", (noise) => {
    const { ofBest, settled: widths } = runOn({ parallelism: 30, contention: 0.15, hint: 52, noise });
    expect(ofBest).toBeGreaterThan(0.8);
    expect(widths.least).toBeGreaterThanOrEqual(25);
    expect(widths.most).toBeLessThanOrEqual(38);
  });

  it("keeps to 8 while nothing is recommended, and to the most that the caller allows", () => {
    const calm = { parallelism: 52, contention: 0 };
    expect(runOn({ ...calm, hint: 8 }).settled).toEqual({ least: 8, most: 8 });
    expect(runOn({ ...calm, hint: 52, widest: 5 }).settled).toEqual({ least: 5, most: 5 });
    expect(runOn({ ...calm, hint: 0, widest: 5 }).settled).toEqual({ least: 1, most: 1 });
  });

  it("is not starved by a table that becomes slower for good", () => {
    for (const times of [2, 5, 20]) {
      const slowness = (ended: number) => (ended < 200 ? 1 : times);
      const { settled: widths } = runOn({ parallelism: 20, contention: 0.1, hint: 20, slowness });
      expect(widths.least).toBeGreaterThanOrEqual(3);
    }
  });

  it("takes no notice of a few answers that took much longer", () => {
    const slowness = (ended: number) => (ended % 97 === 0 ? 10 : 1);
    expect(runOn({ parallelism: 20, contention: 0.1, hint: 20, slowness }).settled.least).toBeGreaterThan(15);
  });

  it("recovers after a slow while", () => {
    const slowness = (ended: number) => (ended > 200 && ended < 400 ? 4 : 1);
    const { widths, settled: later } = runOn({ parallelism: 20, contention: 0.1, hint: 20, slowness });
    expect(Math.min(...widths.slice(200, 500))).toBeLessThan(12);
    expect(later.least).toBeGreaterThanOrEqual(19);
  });

  it.each([3, 5, 20, 40])("finds a limit of %d at once, and stays just below it", (limit) => {
    const run = runOn({ parallelism: 52, contention: 0, hint: 52, limit, requests: 4_000 });
    expect(run.settled.most).toBeLessThanOrEqual(limit + 1);
    expect(run.settled.least).toBeGreaterThanOrEqual(Math.floor(limit / 2));
    expect(run.ofBest).toBeGreaterThan(0.75);
  });

  it("is always between 1 and the widest it may get", () => {
    const service = fc.record({
      parallelism: fc.integer({ min: 1, max: 60 }),
      contention: fc.double({ min: 0, max: 2, noNaN: true }),
      hint: fc.integer({ min: 0, max: 9_999 }),
      limit: fc.integer({ min: 1, max: 60 }),
      noise: fc.double({ min: 0, max: 1, noNaN: true }),
      widest: fc.integer({ min: 1, max: 52 }),
    });
    fc.assert(
      fc.property(service, (options) => {
        const { widths } = runOn({ ...options, requests: 300 });
        return widths.every((width) => width >= 1 && width <= Math.min(options.widest, 9_999));
      }),
    );
  });
});

describe("a governor", () => {
  const setup = () => {
    const clock = manualClock(1_000);
    const governor = createGovernor({ clock, widest: 52 });
    const started: number[] = [];
    const ask = (): void => {
      void governor.acquire().then(() => started.push(clock.now()));
    };
    return { clock, governor, started, ask };
  };

  it("halves once for all requests that one crowd had refused, and pauses nothing", async () => {
    const { clock, governor, started, ask } = setup();
    for (let refused = 0; refused < 8; refused += 1) {
      governor.throttled({ code: TOO_MANY_AT_ONCE, until: 60_000 });
    }
    expect([governor.width(), governor.pausedUntil(), governor.throttledMs()]).toEqual([4, 0, 0]);
    await clock.advance(1_000);
    governor.throttled({ code: TOO_MANY_AT_ONCE, until: 60_000 });
    expect(governor.width()).toBe(2);
    ask();
    await settled();
    expect(started).toEqual([2_000]);
  });

  it("halves what is under way, not what it had before it was told of a smaller hint", () => {
    const { governor } = setup();
    governor.observe({ hint: 4, way: "x" });
    governor.throttled({ code: TOO_MANY_AT_ONCE, until: 60_000 });
    expect(governor.width()).toBe(2);
  });

  it.each([TOO_MUCH_TIME, "0x80072322", undefined])(
    "starts nothing until the time that a limit of %s asks for, and then at once",
    async (code) => {
      const { clock, governor, started, ask } = setup();
      governor.throttled({ code, until: 31_000 });
      ask();
      ask();
      await clock.advance(29_999);
      expect([started, governor.width()]).toEqual([[], 8]);
      await clock.advance(1);
      expect(started).toEqual([31_000, 31_000]);
    },
  );

  it("lets what waits go as soon as it becomes wider", async () => {
    const { governor, started, ask } = setup();
    for (let asked = 0; asked < 10; asked += 1) {
      ask();
    }
    await settled();
    expect(started.length).toBe(8);
    for (let answers = 0; answers < 16; answers += 1) {
      governor.observe({ hint: 20, way: "x", msPerRecord: 10 });
    }
    governor.release();
    await settled();
    expect([governor.width(), started.length]).toEqual([12, 10]);
  });

  it("counts overlapping pauses once, and never what lies ahead", async () => {
    const { clock, governor } = setup();
    expect(governor.throttledMs()).toBe(0);
    governor.throttled({ code: TOO_MUCH_TIME, until: 11_000 });
    governor.throttled({ code: TOO_MUCH_TIME, until: 11_000 });
    governor.pauseUntil(5_000);
    expect(governor.throttledMs()).toBe(0);
    await clock.advance(4_000);
    expect([governor.throttledMs(), governor.pausedUntil()]).toEqual([4_000, 11_000]);
    governor.throttled({ code: TOO_MUCH_TIME, until: 15_000 });
    await clock.advance(20_000);
    expect(governor.throttledMs()).toBe(14_000);
    governor.throttled({ code: TOO_MUCH_TIME, until: 26_000 });
    await clock.advance(60_000);
    expect(governor.throttledMs()).toBe(15_000);
  });

  it("has been paused at exactly those moments that lie in a pause", async () => {
    const pauses = fc.array(fc.tuple(fc.nat(50), fc.integer({ min: -20, max: 60 })), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(pauses, async (steps) => {
        const { clock, governor } = setup();
        const paused = new Set<number>();
        for (const [wait, length] of steps) {
          await clock.advance(wait);
          governor.throttled({ code: TOO_MUCH_TIME, until: clock.now() + length });
          for (let ms = 0; ms < length; ms += 1) {
            paused.add(clock.now() + ms);
          }
          expect(governor.throttledMs()).toBe([...paused].filter((ms) => ms < clock.now()).length);
        }
      }),
    );
  });
});
