import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseBase64 } from "../../../emulator/files/base64.ts";
import { headerName } from "../../../emulator/files/fileName.ts";
import { parseContentRange, parseRange } from "../../../emulator/files/ranges.ts";
import { createJournal } from "../../../emulator/store/journal.ts";
import { createJournaledMap } from "../../../emulator/store/journaledMap.ts";

const size = fc.integer({ min: 1, max: 1_000_000_000 });

describe("ranges of bytes", () => {
  it("are read as they were written", () => {
    fc.assert(
      fc.property(size, fc.nat(), fc.nat(), (total, first, second) => {
        const [start, end] = [first % total, second % total].sort((left, right) => left - right);
        const range = { start, end };
        expect(parseContentRange(`bytes ${start}-${end}/${total}`)).toEqual({ ...range, total });
        expect(parseRange(`bytes=${start}-${end}`, total)).toEqual(range);
        expect(parseRange(`bytes=${start}-`, total)).toEqual({ start, end: total - 1 });
      }),
    );
  });

  it("never reach beyond the file", () => {
    const text = fc.tuple(fc.nat(), fc.nat()).map(([start, end]) => `bytes=${start}-${end}`);
    fc.assert(
      fc.property(fc.oneof(text, fc.string()), fc.nat(), (range, length) => {
        const parsed = parseRange(range, length);
        if (typeof parsed === "object") {
          expect(parsed.start).toBeLessThanOrEqual(parsed.end);
          expect(parsed.end).toBeLessThan(length);
        }
      }),
    );
  });

  it.each(["bytes 5-4/10", "bytes 0-10/10", "bytes 0-/10", "items 0-1/2", ""])("refuse '%s'", (text) => {
    expect(parseContentRange(text)).toBeUndefined();
  });
});

describe("base64", () => {
  it("is read with its padding only", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const text = Buffer.from(bytes).toString("base64");
        expect(parseBase64(text)).toEqual(Buffer.from(bytes));
        expect(text.endsWith("=") ? parseBase64(text.slice(0, -1)) : undefined).toBeUndefined();
      }),
    );
  });
});

describe("a file name in a header", () => {
  it("is ASCII, and the name again when decoded", () => {
    const names = fc.string({ unit: "grapheme" }).filter((name) => !name.includes("%"));
    fc.assert(
      fc.property(names, (name) => {
        const header = headerName(name);
        expect(header).toMatch(/^[ -~]*$/);
        expect(decodeURIComponent(header)).toBe(name);
      }),
    );
  });
});

describe("a journaled map", () => {
  it("is what it was after a rollback", () => {
    const writes = fc.array(fc.tuple(fc.constantFrom("a", "b", "c"), fc.option(fc.integer())));
    fc.assert(
      fc.property(writes, writes, (kept, undone) => {
        const journal = createJournal();
        const map = createJournaledMap<number>(journal);
        const apply = (list: readonly (readonly [string, number | null])[]): void => {
          for (const [key, value] of list) {
            value === null ? map.delete(key) : map.set(key, value);
          }
        };
        apply(kept);
        const before = ["a", "b", "c"].map(map.get);
        const transaction = journal.begin();
        apply(undone);
        transaction.rollback();
        expect(["a", "b", "c"].map(map.get)).toEqual(before);
      }),
    );
  });
});
