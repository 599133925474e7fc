import { describe, expect, it } from "vitest";
import { createLane } from "../../../src/client/http/lane.ts";
import { NoAnswer } from "../../../src/client/http/noAnswer.ts";
import { manualClock, settled } from "./clocks.ts";

const setup = (concurrency: number) => {
  const clock = manualClock(1_000);
  const lane = createLane({ concurrency, clock });
  const started: string[] = [];
  const ask = (name: string, signal?: AbortSignal): void => {
    lane.acquire(signal).then(
      () => started.push(name),
      (error: unknown) => started.push(`${name} ${error instanceof NoAnswer ? error.details.reason : "?"}`),
    );
  };
  return { clock, lane, started, ask };
};

describe("a lane", () => {
  it("lets as many run as it has slots, and the others in the order of asking", async () => {
    const { lane, started, ask } = setup(2);
    for (const name of ["a", "b", "c", "d"]) {
      ask(name);
    }
    await settled();
    expect(started).toEqual(["a", "b"]);
    lane.release();
    await settled();
    expect(started).toEqual(["a", "b", "c"]);
    lane.release();
    lane.release();
    ask("e");
    await settled();
    expect(started).toEqual(["a", "b", "c", "d", "e"]);
  });

  it("starts nothing while it is paused, although slots are free", async () => {
    const { clock, lane, started, ask } = setup(2);
    lane.pauseUntil(6_000);
    ask("a");
    await clock.advance(4_999);
    expect(started).toEqual([]);
    await clock.advance(1);
    expect(started).toEqual(["a"]);
  });

  it("keeps to the longest pause it was told, also when told while it waits", async () => {
    const { clock, lane, started, ask } = setup(2);
    lane.pauseUntil(6_000);
    ask("a");
    lane.pauseUntil(9_000);
    lane.pauseUntil(2_000);
    await clock.advance(5_000);
    expect(started).toEqual([]);
    await clock.advance(3_000);
    expect(started).toEqual(["a"]);
    expect(clock.sleeps).toEqual([5_000, 3_000]);
  });

  it("does not start the next one in a pause when a slot comes back", async () => {
    const { clock, lane, started, ask } = setup(1);
    ask("a");
    ask("b");
    lane.pauseUntil(2_000);
    lane.release();
    await settled();
    expect(started).toEqual(["a"]);
    await clock.advance(1_000);
    expect(started).toEqual(["a", "b"]);
  });

  it("lets an aborted one leave the queue, and keeps the place of the others", async () => {
    const { lane, started, ask } = setup(1);
    const caller = new AbortController();
    ask("a");
    ask("b", caller.signal);
    ask("c");
    caller.abort();
    await settled();
    lane.release();
    await settled();
    expect(started).toEqual(["a", "b aborted", "c"]);
  });

  it("turns away one that was aborted before, and takes no notice of an abort after the start", async () => {
    const { started, ask, lane } = setup(1);
    const caller = new AbortController();
    ask("late", AbortSignal.abort());
    ask("a", caller.signal);
    await settled();
    caller.abort();
    lane.release();
    ask("b");
    await settled();
    expect(started).toEqual(["late aborted", "a", "b"]);
  });

  it("stops sleeping when nobody waits any more, and sleeps again for the next", async () => {
    const { clock, lane, started, ask } = setup(1);
    const caller = new AbortController();
    lane.pauseUntil(60_000);
    ask("a", caller.signal);
    expect(clock.sleeping()).toBe(1);
    caller.abort();
    await settled();
    expect(clock.sleeping()).toBe(0);
    ask("b");
    await clock.advance(59_000);
    expect(started).toEqual(["a aborted", "b"]);
  });

  it("asks each time how many may run, and ends nothing that runs when it is fewer", async () => {
    let most = 3;
    const lane = createLane({ concurrency: () => most, clock: manualClock() });
    const started: number[] = [];
    for (const number of [1, 2, 3, 4, 5, 6]) {
      void lane.acquire().then(() => started.push(number));
    }
    await settled();
    expect(started).toEqual([1, 2, 3]);
    most = 1;
    lane.release();
    lane.release();
    await settled();
    expect(started).toEqual([1, 2, 3]);
    most = 4;
    lane.release();
    await settled();
    expect(started).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it("pauses after any limit, whichever it was", async () => {
    const { clock, lane, started, ask } = setup(2);
    lane.throttled({ code: "0x80072326", until: 3_000 });
    ask("a");
    await clock.advance(1_999);
    expect(started).toEqual([]);
    await clock.advance(1);
    expect(started).toEqual(["a"]);
  });
});
