import { describe, expect, it } from "vitest";
import { systemClock } from "../../../src/client/http/clock.ts";

describe("the system's clock", () => {
  it("tells the time of the machine", () => {
    expect(Math.abs(systemClock.now() - Date.now())).toBeLessThan(1_000);
  });

  it("sleeps for the time asked for", async () => {
    const start = performance.now();
    await systemClock.sleep(20);
    expect(performance.now() - start).toBeGreaterThan(15);
  });

  it("wakes up at once when the signal is aborted, before or meanwhile", async () => {
    const caller = new AbortController();
    const sleep = systemClock.sleep(3_600_000, caller.signal);
    caller.abort();
    await sleep;
    await systemClock.sleep(3_600_000, caller.signal);
  });
});
