import { describe, expect, it } from "vitest";
import { createChunkSizes } from "../../../../../src/client/services/bulk/pace/chunkSizes.ts";

const plenty = { left: 1_000_000, atOnce: 8, badShare: 0 };

describe("the sizes of requests", () => {
  it("are learnt apart for batches and for bulk messages", () => {
    const sizes = createChunkSizes();
    sizes.of(true).took(100, 1);
    sizes.of(false).tooMuch(100);
    expect(sizes.of(true).next(plenty)).toBe(200);
    expect(sizes.of(false).next(plenty)).toBe(50);
  });

  it("go up to 1000 records, and to 100 in a bulk message on an elastic table", () => {
    const [standard, elastic] = [createChunkSizes(), createChunkSizes()];
    standard.forTable(false);
    elastic.forTable(true);
    const largest = [standard, elastic].map((sizes) =>
      [true, false].map((singly) => {
        for (let request = 0; request < 9; request += 1) {
          const size = sizes.of(singly);
          size.took(size.next(plenty), 0);
        }
        return sizes.of(singly).next(plenty);
      }),
    );
    expect(largest).toEqual([
      [1000, 1000],
      [1000, 100],
    ]);
  });

  it("fall with bad records only where one takes back the others: in bulk messages on standard tables", () => {
    const sizes = createChunkSizes();
    const bad = { ...plenty, badShare: 0.01 };
    expect([sizes.of(true).next(bad), sizes.of(false).next(bad)]).toEqual([100, 21]);
    sizes.forTable(true);
    expect(sizes.of(false).next(bad)).toBe(100);
  });

  it("stay within what the caller allows", () => {
    const sizes = createChunkSizes(30);
    sizes.forTable(true);
    for (const singly of [true, false]) {
      sizes.of(singly).took(30, 0);
      expect(sizes.of(singly).next(plenty)).toBe(30);
    }
    expect(createChunkSizes(1).of(false).next(plenty)).toBe(1);
  });
});
