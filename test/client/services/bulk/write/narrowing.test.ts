import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RecordTimes } from "../../../../../src/client/services/bulk/pace/pace.ts";
import { narrowed } from "../../../../../src/client/services/bulk/write/narrowing.ts";
import { freshPiece, type Piece, pieceOf } from "../../../../../src/client/services/bulk/write/piece.ts";

const documented: RecordTimes = { together: 10, singly: 40 };
const piece = (length: number): Piece =>
  freshPiece(
    Array.from({ length }, (_, index) => index * 2),
    false,
  );
const sizes = (pieces: readonly Piece[]): readonly number[] => pieces.map(({ records }) => records.length);

const times = fc.record({
  together: fc.double({ min: 0, max: 100_000, noNaN: true }),
  singly: fc.double({ min: 0, max: 100_000, noNaN: true }),
});

describe("a piece with bad records", () => {
  it("goes into a batch at once when it is small", () => {
    for (const length of [1, 2, 20, 32]) {
      const pieces = narrowed(piece(length), documented);
      expect([sizes(pieces), pieces.map(({ singly }) => singly)]).toEqual([[length], [true]]);
    }
  });

  it("is halved first when it is large", () => {
    const pieces = narrowed(piece(101), documented);
    expect([sizes(pieces), pieces.map(({ singly }) => singly)]).toEqual([
      [51, 50],
      [false, false],
    ]);
  });

  it("always goes into a batch where a record takes no longer there", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1000 }),
        fc.double({ min: 0, max: 1e6, noNaN: true }),
        (length, ms) => narrowed(piece(length), { together: ms, singly: ms }).every(({ singly }) => singly),
      ),
    );
  });

  it("keeps what is known of its records, and is no longer fresh", () => {
    const known = new Map([[0, { exists: true }]]);
    const doubtful = pieceOf(piece(100), { isDoubtful: true, isMissing: true, tries: 3, known });
    for (const narrow of narrowed(doubtful, documented)) {
      expect(narrow).toMatchObject({ isDoubtful: true, isMissing: true, tries: 3, isFresh: false });
      expect(narrow.known).toBe(known);
    }
  });

  it("neither loses nor repeats a record, and each step leads on", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), times, (length, measured) => {
        const whole = piece(length);
        const pieces = narrowed(whole, measured);
        expect(pieces.flatMap(({ records }) => records)).toEqual(whole.records);
        expect(pieces.every(({ records }) => records.length > 0)).toBe(true);
        expect(pieces.every(({ records, singly }) => singly || records.length < length)).toBe(true);
      }),
    );
  });

  it("ends in batches that hold all of its records", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), times, (length, measured) => {
        const waiting: Piece[] = [piece(length)];
        const batches: Piece[] = [];
        for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
          (next.singly ? batches : waiting).push(...(next.singly ? [next] : narrowed(next, measured)));
        }
        const records = batches.flatMap((batch) => batch.records).sort((one, other) => one - other);
        expect(records).toEqual(piece(length).records);
      }),
    );
  });
});
