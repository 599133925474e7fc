import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseChangeCookie, printChangeCookie } from "../../../emulator/changes/changeCookie.ts";
import { parseDeltaToken, printDeltaToken } from "../../../emulator/changes/deltaToken.ts";
import { DataverseError } from "../../../emulator/errors/dataverseError.ts";

const version = fc.integer({ min: 0, max: 999_999_999_999 });
const second = fc.integer({ min: 0, max: 4_000_000_000 }).map((seconds) => seconds * 1000);

describe("a delta token", () => {
  it("is a version and a time in .NET's invariant form, with escapes in lower case", () => {
    const token = { version: 919_042, issuedAt: Date.UTC(2017, 7, 22, 8, 10, 44) };
    expect(printDeltaToken(token)).toBe("919042%2108%2f22%2f2017%2008%3a10%3a44");
    expect(parseDeltaToken("919042!08/22/2017 08:10:44")).toEqual(token);
  });

  it("is read back as it was printed", () => {
    fc.assert(
      fc.property(version, second, (number, issuedAt) => {
        const token = { version: number, issuedAt };
        expect(parseDeltaToken(decodeURIComponent(printDeltaToken(token)))).toEqual(token);
      }),
    );
  });

  it("is refused when anybody has touched it", () => {
    const wrong = ["", "919042", "919042!", "919042!08/22/2017", "919042!02/30/2017 08:10:44"];
    for (const text of [...wrong, "919042!08/22/2017 24:00:00", " 919042!08/22/2017 08:10:44"]) {
      expect(() => parseDeltaToken(text)).toThrow(`The delta token '${text}' is not valid.`);
    }
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          parseDeltaToken(text);
        } catch (error) {
          expect(error).toBeInstanceOf(DataverseError);
        }
      }),
    );
  });
});

describe("the cookie of a page of changes", () => {
  it("is read back as it was printed", () => {
    fc.assert(
      fc.property(
        fc.record({
          page: fc.integer({ min: 2, max: 1_000_000 }),
          until: version,
          begunAt: second,
          after: fc.record({ isDeleted: fc.boolean(), version }),
        }),
        (cookie) => {
          expect(parseChangeCookie(printChangeCookie(cookie))).toEqual(cookie);
        },
      ),
    );
  });

  it("is refused when it is damaged, or belongs to a list that tracks nothing", () => {
    const damaged = "Malformed XML in the Paging Cookie";
    const untracked = '<cookie pagenumber="2" pagingcookie="%3ccookie%3e" istracking="False" />';
    for (const text of ["", untracked, untracked.replace("False", "True"), '<cookie pagenumber="2" />']) {
      expect(() => parseChangeCookie(text)).toThrow(damaged);
    }
  });
});
