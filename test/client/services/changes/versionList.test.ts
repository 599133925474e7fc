import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseVersions, printVersions } from "../../../../src/client/services/changes/versionList.ts";

describe("a list of versions", () => {
  it("comes back as it was, sorted and each once", () => {
    fc.assert(
      fc.property(fc.array(fc.maxSafeNat()), (versions) => {
        const sorted = [...new Set(versions)].sort((left, right) => left - right);
        expect([...(parseVersions(printVersions(versions)) ?? [])]).toEqual(sorted);
      }),
    );
  });

  it("is short for versions of one time", () => {
    const versions = Array.from({ length: 10_000 }, (_, index) => 5_000_000_000 + index * 3);
    expect(printVersions(versions).length).toBeLessThan(20_010);
  });

  it("is not made of anything else", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const versions = parseVersions(text);
        if (versions !== undefined) expect([...versions].every(Number.isSafeInteger)).toBe(true);
      }),
    );
    for (const text of ["-1", "1..2", ".1", "1.", "A", "1 2", "zzzzzzzzzzzz", "zzzzzzzzzzz.zzzzzzzzzzz"]) {
      expect(parseVersions(text)).toBeUndefined();
    }
    expect(parseVersions("")).toEqual(new Set());
  });
});
