import { describe, expect, it } from "vitest";
import type { DataverseRequest, DataverseResponse, Send } from "../../../../src/client/http/message.ts";
import { NoAnswer, type Outcome } from "../../../../src/client/http/noAnswer.ts";
import { measure } from "../../../../src/client/http/policies/measure.ts";
import { hurryingClock } from "../clocks.ts";
import { answer, read } from "../messages.ts";

const setup = (next: () => Promise<DataverseResponse>) => {
  const clock = hurryingClock(1_000);
  const heard: (readonly [DataverseRequest, Outcome, number])[] = [];
  const send: Send = measure(clock, (...told) => heard.push(told))(async () => {
    await clock.sleep(250);
    return next();
  });
  return { send, heard };
};

describe("measure", () => {
  it("tells of an answer and its time, and gives it on", async () => {
    const busy = answer(429);
    const { send, heard } = setup(() => Promise.resolve(busy));
    expect(await send(read)).toBe(busy);
    expect(heard).toEqual([[read, busy, 250]]);
  });

  it("tells of a missing answer too, and throws it on", async () => {
    const lost = new NoAnswer({ kind: "timeout", reason: "timed out", sent: true });
    const { send, heard } = setup(() => Promise.reject(lost));
    await expect(send(read)).rejects.toBe(lost);
    expect(heard).toEqual([[read, lost, 250]]);
  });

  it("throws other errors on without a word", async () => {
    const broken = new TypeError("broken");
    const { send, heard } = setup(() => Promise.reject(broken));
    await expect(send(read)).rejects.toBe(broken);
    expect(heard).toEqual([]);
  });
});
