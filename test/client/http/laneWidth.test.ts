import { describe, expect, it } from "vitest";
import { createLaneWidth } from "../../../src/client/http/laneWidth.ts";

type Verdict = "crowded" | "room" | "enough";

const setup = ({ widest = 52, hint = 52, waiting = 0 } = {}) => {
  let verdict: Verdict = "room";
  const width = createLaneWidth(
    {
      add: () => undefined,
      isCrowded: () => verdict === "crowded",
      hasRoom: () => verdict === "room",
      waiting: () => waiting,
    },
    widest,
  );
  width.recommend(hint);
  /** As many answers as it is wide. */
  const round = (its: Verdict): number => {
    verdict = its;
    for (let answers = width.now(); answers > 0; answers -= 1) {
      width.answered();
    }
    return width.now();
  };
  return { width, round };
};

const rounds = (count: number, round: () => number): readonly number[] =>
  Array.from({ length: count }, round);

describe("the width of a lane", () => {
  it("is 8 at first, or less when no more may be", () => {
    expect(setup().width.now()).toBe(8);
    expect(setup({ widest: 3 }).width.now()).toBe(3);
  });

  it("grows by half every other round at first, up to what is recommended", () => {
    const { round } = setup({ hint: 30 });
    expect(rounds(8, () => round("room"))).toEqual([8, 12, 12, 18, 18, 27, 27, 30]);
  });

  it("is starting until it is what is recommended, or something speaks against that", () => {
    const { width, round } = setup({ hint: 12 });
    expect(width.isStarting()).toBe(true);
    rounds(2, () => round("room"));
    expect([width.now(), width.isStarting()]).toEqual([12, false]);
    const crowded = setup({ hint: 40 });
    crowded.round("crowded");
    expect(crowded.width.isStarting()).toBe(false);
    expect(setup({ hint: 8 }).width.isStarting()).toBe(false);
  });

  it("grows by one a round once there was a crowd", () => {
    const { width, round } = setup({ hint: 10 });
    round("crowded");
    for (let answers = 0; answers < 6; answers += 1) {
      width.answered();
    }
    expect(width.now()).toBe(7);
    expect(rounds(5, () => round("room"))).toEqual([8, 9, 10, 10, 10]);
  });

  it("gives up what only waits when the execution time of a window is used up", () => {
    const { width, round } = setup({ waiting: 3.7 });
    rounds(2, () => round("room"));
    expect(width.now()).toBe(12);
    width.exhausted();
    expect([width.now(), ...rounds(2, () => round("room"))]).toEqual([9, 9, 9]);
  });

  it("shrinks by one a round while records wait, and never below one", () => {
    const { round } = setup();
    expect(rounds(9, () => round("crowded"))).toEqual([7, 6, 5, 4, 3, 2, 1, 1, 1]);
    expect(round("enough")).toBe(1);
    expect(round("room")).toBe(2);
  });

  it("follows a smaller hint at once, and a larger one step by step", () => {
    const { width, round } = setup();
    width.recommend(3);
    expect(width.now()).toBe(3);
    round("room");
    width.recommend(20);
    expect(round("room")).toBeLessThanOrEqual(10);
    width.recommend(0);
    expect(width.now()).toBe(1);
  });

  it("never grows to a width again at which a request was refused, until it was calm for long", () => {
    const { width, round } = setup();
    rounds(4, () => round("room"));
    expect(width.now()).toBe(18);
    width.refused(1_000);
    expect(width.now()).toBe(9);
    expect(rounds(19, () => round("room"))).toEqual(
      Array.from({ length: 19 }, (_, index) => Math.min(10 + index, 17)),
    );
    expect(rounds(2, () => round("room"))).toEqual([17, 18]);
  });

  it("is halved once by all refusals within a second of the first", () => {
    const { width } = setup();
    width.refused(5_000);
    width.refused(5_010);
    width.refused(5_999);
    expect(width.now()).toBe(4);
    width.refused(6_000);
    expect(width.now()).toBe(2);
    width.refused(7_000);
    width.refused(8_000);
    expect(width.now()).toBe(1);
  });

  it("begins a new round after a refusal", () => {
    const { width } = setup();
    for (let answers = 0; answers < 7; answers += 1) {
      width.answered();
    }
    width.refused(0);
    width.answered();
    expect(width.now()).toBe(4);
  });
});
