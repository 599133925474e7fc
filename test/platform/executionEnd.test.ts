import { describe, expect, it } from "vitest";
import { executionEnd } from "../../src/platform/executionEnd.ts";

const started = Date.parse("2026-11-24T10:00:00.000Z");
const minutes = (count: number): number => started + count * 60_000;
const endAt = (now: number, startedAt: string | undefined = "2026-11-24T10:00:00.000Z") =>
  executionEnd(startedAt, now);

describe("the end of an execution", () => {
  it("leaves a minute of the 15 that the platform allows", () => {
    for (const now of [minutes(0), minutes(7), minutes(13.9)]) {
      expect(endAt(now)).toBe(minutes(14));
    }
  });

  it("has gone by for a step that begins in the last minute", () => {
    expect([endAt(minutes(14)), endAt(minutes(15) - 1)]).toEqual([minutes(14), minutes(14)]);
  });

  it("is not known for an execution that may evidently go on for longer", () => {
    expect([endAt(minutes(15)), endAt(minutes(600))]).toEqual([undefined, undefined]);
  });

  it("bears clocks that are not one", () => {
    expect(endAt(minutes(-3))).toBe(minutes(14));
  });

  it.each(["", " ", "yesterday", "0000"])("is not known from %j", (startedAt) => {
    expect(executionEnd(startedAt, minutes(0))).toBeUndefined();
  });

  it("is not known where the platform says no start", () => {
    expect(executionEnd(undefined, minutes(0))).toBeUndefined();
  });
});
