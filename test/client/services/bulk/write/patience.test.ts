import { describe, expect, it } from "vitest";
import { createPatience } from "../../../../../src/client/services/bulk/write/patience.ts";
import { freshPiece, pieceOf } from "../../../../../src/client/services/bulk/write/piece.ts";

const failedPiece = (tries: number) => pieceOf(freshPiece([tries, tries + 1], 2), { tries });

describe("many small pieces that are sent in vain by turns", () => {
  const failuresOver = (times: readonly number[], answersAt?: number) => {
    let now = 0;
    const patience = createPatience(() => now);
    patience.answered();
    return times.map((time, place) => {
      now = time;
      if (place === answersAt) {
        patience.answered();
      }
      return patience.afterFailure(failedPiece(1));
    });
  };
  const every = (ms: number, times: number): readonly number[] =>
    Array.from({ length: times }, (_, place) => place * ms);

  it("end the run when nothing is answered for long", () => {
    const verdicts = failuresOver(every(5_000, 24));
    expect(verdicts.slice(0, 23)).toEqual(Array(23).fill("again"));
    expect(verdicts[23]).toBe("end");
  });

  it("do not end it when they fail at once, or when something is answered in between", () => {
    expect(failuresOver(every(10, 200))).toEqual(Array(200).fill("again"));
    expect(failuresOver(every(5_000, 40), 20)).toEqual(Array(40).fill("again"));
  });
});
