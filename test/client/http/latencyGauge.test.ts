import { describe, expect, it } from "vitest";
import { createLatencyGauge, type LatencyGauge } from "../../../src/client/http/latencyGauge.ts";

const tell = (gauge: LatencyGauge, ms: number, path = "$batch"): void => {
  for (let answers = 0; answers < 60; answers += 1) {
    gauge.add(path, ms);
  }
};

/** What it says of a width: that it is too much, that there is room for more, or neither. */
const verdict = (gauge: LatencyGauge, width: number): string =>
  gauge.isCrowded(width) ? "crowded" : gauge.hasRoom(width) ? "room" : "enough";

describe("a latency gauge", () => {
  it("sees room before any answer, and while the time stays as it was", () => {
    const gauge = createLatencyGauge();
    expect(verdict(gauge, 52)).toBe("room");
    tell(gauge, 10);
    expect(verdict(gauge, 52)).toBe("room");
  });

  it("takes those of the requests for waiting that the time has grown by", () => {
    const gauge = createLatencyGauge();
    tell(gauge, 10);
    tell(gauge, 12.5);
    expect([4, 8, 14, 16, 20].map((width) => verdict(gauge, width))).toEqual([
      "room",
      "enough",
      "enough",
      "crowded",
      "crowded",
    ]);
  });

  it("measures by the least there was, also when it becomes less later", () => {
    const gauge = createLatencyGauge();
    tell(gauge, 10);
    tell(gauge, 5);
    expect(verdict(gauge, 20)).toBe("room");
    tell(gauge, 10);
    expect(verdict(gauge, 20)).toBe("crowded");
    tell(gauge, 5);
    expect(verdict(gauge, 20)).toBe("room");
  });

  it("does not take one quick answer at the start for the calm", () => {
    const gauge = createLatencyGauge();
    gauge.add("singly", 1);
    for (let answers = 0; answers < 7; answers += 1) {
      gauge.add("singly", 10);
    }
    expect(gauge.isCrowded(20)).toBe(false);
  });

  it("sees nothing in times that differ, as long as they do not rise", () => {
    const gauge = createLatencyGauge();
    for (const ms of Array.from({ length: 400 }, (_, index) => 10 + 4 * Math.sin(index * 1.7))) {
      gauge.add("singly", ms);
      expect(gauge.isCrowded(40)).toBe(false);
    }
  });

  it("is not alarmed by a single answer that took ten times as long", () => {
    const gauge = createLatencyGauge();
    tell(gauge, 10);
    gauge.add("singly", 100);
    expect(gauge.isCrowded(30)).toBe(false);
  });

  it("does not compare one path with another", () => {
    const gauge = createLatencyGauge();
    tell(gauge, 10, "accounts/Microsoft.Dynamics.CRM.CreateMultiple");
    tell(gauge, 40);
    expect(verdict(gauge, 20)).toBe("room");
    tell(gauge, 20, "accounts/Microsoft.Dynamics.CRM.CreateMultiple");
    expect(verdict(gauge, 20)).toBe("crowded");
    tell(gauge, 40);
    expect(verdict(gauge, 20)).toBe("room");
  });

  it("survives answers that took no time", () => {
    const gauge = createLatencyGauge();
    tell(gauge, 0);
    expect(verdict(gauge, 20)).toBe("room");
    tell(gauge, 1);
    expect(verdict(gauge, 20)).toBe("crowded");
  });
});
