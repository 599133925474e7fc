import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Checkpoint,
  endPass,
  LATE_MS,
  parseCheckpoint,
  rememberCreated,
  unreportedFrom,
} from "../../../../src/client/services/changes/checkpoint.ts";

const NOON = Date.parse("2026-03-01T12:00:00Z");
const checkpoint: Checkpoint = {
  format: 1,
  serviceRoot: "https://org.crm.dynamics.com/api/data/v9.2/",
  table: {
    entityType: "accounts",
    entitySet: "accounts",
    idColumn: "accountid",
    stamps: ["createdon", "modifiedon"],
    isTracked: true,
    lookedUpAt: NOON,
  },
  progress: { phase: "delta", link: "https://org.crm.dynamics.com/api/data/v9.2/accounts?$deltatoken=1" },
  top: 5,
  passFrom: NOON,
  createdFrom: 0,
  recent: [],
  recheckFrom: 0,
  seen: "",
};

describe("a checkpoint", () => {
  it("survives being stored as JSON", () => {
    expect(parseCheckpoint(JSON.parse(JSON.stringify(checkpoint)))).toEqual(checkpoint);
  });

  it("is not made of anything else", () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(parseCheckpoint(value)).toBeUndefined();
      }),
    );
    expect(parseCheckpoint({ ...checkpoint, format: 2 })).toBeUndefined();
    expect(parseCheckpoint({ ...checkpoint, seen: "?" })).toBeUndefined();
    expect(parseCheckpoint({ ...checkpoint, progress: { phase: "listing" } })).toBeUndefined();
  });

  it("remembers new records until a pass later, when they can only be updated", () => {
    const created = rememberCreated(checkpoint, [
      ["old", NOON - 2 * LATE_MS],
      ["new", NOON],
    ]);
    expect(created.recent.map(([id]) => id)).toEqual(["old", "new"]);
    const first = endPass(created);
    expect(first).toMatchObject({ createdFrom: NOON - LATE_MS, lastPassFrom: NOON });
    expect(first.recent.map(([id]) => id)).toEqual(["new"]);
    expect(first).not.toHaveProperty("passFrom");
    const second = endPass({ ...first, passFrom: NOON + 10 * LATE_MS });
    expect(second).toMatchObject({ createdFrom: NOON - LATE_MS });
    expect(endPass({ ...second, passFrom: NOON + 20 * LATE_MS }).recent).toEqual([]);
  });

  it("remembers no more than two thousand, and takes the others for updated after the pass", () => {
    const many = Array.from({ length: 5_000 }, (_, index) => [`id ${index}`, NOON + index] as const);
    const full = rememberCreated(checkpoint, many);
    expect(full.recent).toHaveLength(2_000);
    expect(full.createdFrom).toBe(0);
    const ended = endPass(full);
    expect(ended.createdFrom).toBe(NOON + 3_000);
    expect(ended.recent).toHaveLength(2_000);
    expect(endPass({ ...ended, passFrom: NOON + LATE_MS / 2 }).createdFrom).toBe(NOON + 3_000);
  });

  it("knows from when changes may be unreported", () => {
    expect(unreportedFrom({ ...checkpoint, createdFrom: NOON - 5 })).toBe(NOON - 5);
    expect(unreportedFrom(endPass(checkpoint))).toBe(NOON - LATE_MS);
  });
});
