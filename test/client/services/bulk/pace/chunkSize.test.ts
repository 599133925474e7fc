import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type ChunkSize,
  type ChunkSizeOptions,
  createChunkSize,
  type Situation,
} from "../../../../../src/client/services/bulk/pace/chunkSize.ts";

const standard: ChunkSizeOptions = { first: 100, most: 1000 };
const plenty: Situation = { left: 1_000_000, atOnce: 8 };

/** Sends so many full requests, of which each record takes so long. */
const sizeAfter = (size: ChunkSize, requests: number, msPerRecord: number): number => {
  for (let request = 0; request < requests; request += 1) {
    const records = size.next(plenty);
    size.took(records, records * msPerRecord);
  }
  return size.next(plenty);
};

describe("the size of a request", () => {
  it("starts with what is advised, or less when no more may be", () => {
    expect(createChunkSize(standard).next(plenty)).toBe(100);
    expect(createChunkSize({ ...standard, most: 7 }).next(plenty)).toBe(7);
  });

  it("doubles with each full request as long as it takes no more than four seconds", () => {
    const size = createChunkSize(standard);
    const sizes = [1, 2, 3, 4, 5].map(() => sizeAfter(size, 1, 5));
    expect(sizes).toEqual([200, 400, 800, 800, 800]);
  });

  it("grows to no more than the most, however quick the records are", () => {
    expect(sizeAfter(createChunkSize(standard), 20, 0)).toBe(1000);
    expect(sizeAfter(createChunkSize({ ...standard, most: 150 }), 20, 0.1)).toBe(150);
  });

  it("does not grow after requests that were not full", () => {
    const size = createChunkSize(standard);
    for (let request = 0; request < 20; request += 1) {
      size.took(99, 99);
    }
    expect(size.next(plenty)).toBe(100);
    size.took(100, 100);
    size.took(100, 100);
    expect(size.next(plenty)).toBe(200);
  });

  it("shrinks to what fits four seconds once a request takes eight, not for a little delay", () => {
    const size = createChunkSize(standard);
    size.took(100, 7_999);
    expect(size.next(plenty)).toBe(100);
    size.took(100, 8_000);
    expect(size.next(plenty)).toBe(50);
    size.took(50, 60_000);
    expect(size.next(plenty)).toBe(3);
    size.took(3, 600_000);
    expect(size.next(plenty)).toBe(1);
    expect(sizeAfter(size, 20, 4)).toBe(1000);
  });

  it("is halved when a request was too much, and never grows beyond that again", () => {
    const size = createChunkSize(standard);
    expect(sizeAfter(size, 3, 1)).toBe(800);
    size.tooMuch(800);
    expect(size.next(plenty)).toBe(400);
    size.tooMuch(300);
    size.tooMuch(800);
    expect(size.next(plenty)).toBe(150);
    expect(sizeAfter(size, 20, 0.1)).toBe(150);
  });

  it("is no less than 20 where as many went through: then something else is wrong with a request", () => {
    const size = createChunkSize(standard);
    sizeAfter(size, 1, 1);
    for (let request = 0; request < 10; request += 1) {
      size.tooMuch(2);
    }
    expect(size.next(plenty)).toBe(20);
    const none = createChunkSize(standard);
    none.tooMuch(100);
    none.tooMuch(2);
    expect(none.next(plenty)).toBe(1);
  });

  it("leaves a share of the rest for every request at once, but none below 20", () => {
    const size = createChunkSize(standard);
    expect(size.next({ ...plenty, left: 400, atOnce: 8 })).toBe(50);
    expect(size.next({ ...plenty, left: 401, atOnce: 8 })).toBe(51);
    expect(size.next({ ...plenty, left: 40, atOnce: 8 })).toBe(20);
    expect(size.next({ ...plenty, left: 90, atOnce: 0 })).toBe(90);
  });

  it("is a whole number from 1 to the most, whatever happens, and at most doubles", () => {
    const event = fc.record({
      kind: fc.constantFrom("took", "tooMuch"),
      records: fc.oneof(fc.integer({ min: 1, max: 1000 }), fc.constant("full")),
      ms: fc.oneof(fc.nat(200_000), fc.double({ min: 0, max: 1, noNaN: true })),
    });
    const situation = fc.record({ left: fc.nat(2_000), atOnce: fc.nat(60) });
    const history = fc.array(fc.tuple(event, situation), { maxLength: 40 });
    const options = fc.record({ first: fc.constant(100), most: fc.integer({ min: 1, max: 1000 }) });
    fc.assert(
      fc.property(options, history, (limits, events) => {
        const size = createChunkSize(limits);
        let ceiling = limits.most;
        let largest = 1;
        for (const [{ kind, records, ms }, now] of events) {
          const before = size.next(plenty);
          const count = records === "full" ? before : Number(records);
          if (kind === "took") {
            size.took(count, ms);
            largest = Math.max(largest, count);
          } else {
            size.tooMuch(count);
            ceiling = Math.min(ceiling, Math.max(Math.min(20, largest), Math.floor(count / 2)));
          }
          const next = size.next(now);
          expect(next).toBe(Math.round(next));
          expect([next < 1, next > ceiling]).toEqual([false, false]);
          expect(size.next(plenty)).toBeLessThanOrEqual(2 * before);
        }
      }),
    );
  });
});
