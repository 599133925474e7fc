import { expect, it } from "vitest";
import { duration } from "../../../src/client/http/duration.ts";

it.each([
  [0, "0 seconds"],
  [1, "1 millisecond"],
  [150.2, "151 milliseconds"],
  [1_000, "1 second"],
  [18_000, "18 seconds"],
  [119_000, "119 seconds"],
  [120_000, "2 minutes"],
  [240_000, "4 minutes"],
  [270_000, "4.5 minutes"],
  [7_200_000, "2 hours"],
  [86_400_000, "24 hours"],
])("%d ms are said as %s", (ms, text) => {
  expect(duration(ms)).toBe(text);
});
