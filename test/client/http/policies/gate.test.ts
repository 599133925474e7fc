import { describe, expect, it } from "vitest";
import { createLane } from "../../../../src/client/http/lane.ts";
import type { DataverseResponse } from "../../../../src/client/http/message.ts";
import { gate } from "../../../../src/client/http/policies/gate.ts";
import { manualClock, settled } from "../clocks.ts";
import { answer, read } from "../messages.ts";

describe("the gate", () => {
  it("lets as many attempts through as the lane has slots, and the next when one is answered or fails", async () => {
    const open: { readonly finish: (end: DataverseResponse | Promise<never>) => void }[] = [];
    const send = gate(createLane({ concurrency: 2, clock: manualClock() }))(
      () => new Promise((finish) => open.push({ finish })),
    );
    const calls = [1, 2, 3, 4].map(() => send(read).catch(() => "failed"));
    await settled();
    expect(open.length).toBe(2);
    open[0]?.finish(answer(200));
    await settled();
    expect(open.length).toBe(3);
    open[1]?.finish(Promise.reject(new Error("broken")));
    await settled();
    expect(open.length).toBe(4);
    open[2]?.finish(answer(200));
    open[3]?.finish(answer(200));
    expect((await Promise.all(calls)).map((end) => (end === "failed" ? end : "answered"))).toEqual([
      "answered",
      "failed",
      "answered",
      "answered",
    ]);
  });

  it("lets a call go that is stopped while it waits", async () => {
    const caller = new AbortController();
    const lane = createLane({ concurrency: 1, clock: manualClock() });
    await lane.acquire();
    const call = gate(lane, caller.signal)(async () => answer(200))(read);
    caller.abort();
    await expect(call).rejects.toMatchObject({ details: { kind: "aborted", sent: false } });
  });
});
