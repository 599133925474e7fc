import { describe, expect, it } from "vitest";
import { createChunkSizes } from "../../../../../src/client/services/bulk/pace/chunkSizes.ts";
import { SINGLY, TOGETHER } from "../../../../../src/client/services/bulk/pace/perOperation.ts";

const plenty = { left: 1_000_000, atOnce: 8 };

describe("the sizes of requests", () => {
  it("are learnt apart for batches of records, batches of bulk messages, and bulk messages", () => {
    const sizes = createChunkSizes();
    sizes.of(SINGLY).took(100, 1);
    sizes.of(TOGETHER).tooMuch(100);
    sizes.of(8).took(100, 40_000);
    expect([SINGLY, TOGETHER, 8, 64].map((held) => sizes.of(held).next(plenty))).toEqual([200, 50, 10, 10]);
  });

  it("go up to 1000 records, and to 100 in a bulk message on an elastic table", () => {
    const [standard, elastic] = [createChunkSizes(), createChunkSizes()];
    standard.forTable(false);
    elastic.forTable(true);
    const largest = [standard, elastic].map((sizes) =>
      [SINGLY, 16, TOGETHER].map((held) => {
        for (let request = 0; request < 9; request += 1) {
          const size = sizes.of(held);
          size.took(size.next(plenty), 0);
        }
        return sizes.of(held).next(plenty);
      }),
    );
    expect(largest).toEqual([
      [1000, 1000, 1000],
      [1000, 1000, 100],
    ]);
  });

  it("stay within what the caller allows", () => {
    const sizes = createChunkSizes(30);
    sizes.forTable(true);
    for (const held of [SINGLY, 4, TOGETHER]) {
      sizes.of(held).took(30, 0);
      expect(sizes.of(held).next(plenty)).toBe(30);
    }
    expect(createChunkSizes(1).of(TOGETHER).next(plenty)).toBe(1);
  });
});
