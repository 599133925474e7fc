import { describe, expect, it } from "vitest";
import { readCommandLine } from "../../emulator/commandLine.ts";

describe("the flags of the emulator", () => {
  it("become its options", () => {
    expect(readCommandLine([])).toEqual({ help: false, save: undefined, options: {} });
    const flags =
      "--port 8080 --records 7 --seed 3 --only account,contact --save data.json --cost-scale 0.01";
    expect(readCommandLine([...flags.split(" "), "--limits", "requests=100,windowMs=5000"])).toEqual({
      help: false,
      save: "data.json",
      options: {
        port: 8080,
        records: 7,
        seed: 3,
        only: ["account", "contact"],
        protection: { requests: 100, windowMs: 5000 },
        cost: { scale: 0.01 },
      },
    });
    expect(readCommandLine(["--limits", "off"]).options).toEqual({ protection: { enabled: false } });
  });

  it.each([
    [["--records", "many"], "--records takes a whole number, not 'many'."],
    [["--load", "nowhere.json"], "--load: there is no file 'nowhere.json'."],
    [["--limits", "few"], "--limits takes off, or limits such as requests=100,concurrency=4, not 'few'."],
    [["--cost-scale", "fast"], "--cost-scale takes a number such as 0.01, not 'fast'."],
  ] as const)("are refused with a sentence: %s", (flags, sentence) => {
    expect(() => readCommandLine(flags)).toThrow(sentence);
  });
});
