import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DataverseError } from "../../../emulator/errors/dataverseError.ts";
import { parseKey } from "../../../emulator/odata/key.ts";
import { parsePrefer } from "../../../emulator/odata/prefer.ts";
import { encodeOption, parseQueryOptions } from "../../../emulator/odata/queryOptions.ts";
import { parsePath } from "../../../emulator/odata/requestPath.ts";
import { parseSkipToken, printSkipToken } from "../../../emulator/odata/skipToken.ts";
import { splitOutside } from "../../../emulator/odata/split.ts";
import { compileSchema, tableNamed } from "../../../emulator/schema/schema.ts";
import { defaultTables } from "../../../emulator/schema/tables/index.ts";

const account = tableNamed(compileSchema(defaultTables), "account");
const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`;

describe("splitting", () => {
  it("loses nothing and cuts at every separator outside quotes and parentheses", () => {
    const part = fc.oneof(
      fc.stringMatching(/^[a-z]*$/),
      fc.string().map((text) => quote(text)),
      fc.stringMatching(/^[a-z,]*$/).map((text) => `f(${text})`),
    );
    fc.assert(
      fc.property(fc.array(part, { minLength: 1 }), (parts) => {
        expect(splitOutside(parts.join(","), ",")).toEqual(parts);
      }),
    );
  });
});

describe("a path", () => {
  it("is segments with or without parentheses", () => {
    expect(parsePath("/accounts(accountnumber='A%20%271')/$count/")).toEqual([
      { name: "accounts", arguments: "accountnumber='A '1'" },
      { name: "$count", arguments: undefined },
    ]);
    expect(parsePath("/")).toEqual([]);
    expect(parsePath("/WhoAmI()")).toEqual([{ name: "WhoAmI", arguments: "" }]);
  });

  it("is read or refused with 400, whatever it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        try {
          parsePath(text);
        } catch (error) {
          expect(error).toBeInstanceOf(DataverseError);
          expect(error).toMatchObject({ status: 400 });
        }
      }),
    );
  });

  it("carries key values without the forbidden characters safely", () => {
    const value = fc.string({ unit: "grapheme", minLength: 1 }).filter((text) => !/[/<>*%&:\\?+]/.test(text));
    fc.assert(
      fc.property(value, (text) => {
        const [segment] = parsePath(`/accounts(accountnumber=${encodeURIComponent(quote(text))})`);
        expect(parseKey(account, segment?.arguments ?? "")).toEqual({
          kind: "alternate",
          key: { name: "new_AccountNumberKey", columns: ["accountnumber"] },
          values: [text],
        });
      }),
    );
  });
});

describe("query options", () => {
  it("survive being encoded for a link", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (value) => {
        const { get } = parseQueryOptions(`$filter=${encodeOption(value)}&$top=1`);
        expect([get("$filter"), get("$top")]).toEqual([value, "1"]);
      }),
    );
  });

  it("keep the characters readable that the service keeps", () => {
    expect(encodeOption("contains(name,'a b') and x eq 1;y/z@p=2")).toBe(
      "contains(name,'a%20b')%20and%20x%20eq%201;y/z@p=2",
    );
    expect(encodeOption("100% & #1 + ?")).toBe("100%25%20%26%20%231%20%2B%20%3F");
  });
});

describe("a skip token", () => {
  it("reads back what was printed", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.option(fc.string(), { nil: undefined }),
        (page, cookie) => {
          expect(parseSkipToken(printSkipToken({ page, cookie }))).toEqual({ page, cookie });
        },
      ),
    );
  });

  it("is refused when it is anything else", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(() => parseSkipToken(text)).toThrow("Malformed XML in the Paging Cookie");
      }),
    );
  });
});

describe("preferences", () => {
  it("are read from one header or several joined ones, in any order", () => {
    const size = fc.integer({ min: 1, max: 5000 });
    fc.assert(
      fc.property(
        size,
        fc.boolean(),
        fc.shuffledSubarray(["return", "size", "notes", "other"]),
        (n, quoted, parts) => {
          const texts: Record<string, string> = {
            return: "return=representation",
            size: `odata.maxpagesize=${n}`,
            notes: quoted ? 'odata.include-annotations="a.b,c.*"' : "odata.include-annotations=a.b",
            other: "respond-async;callback=1",
          };
          const read = parsePrefer(parts.map((part) => texts[part]).join(", "));
          expect(read.representation).toBe(parts.includes("return"));
          expect(read.maxPageSize).toBe(parts.includes("size") ? n : undefined);
          expect(read.wantsAnnotation("a.b")).toBe(parts.includes("notes"));
          expect(read.wantsAnnotation("c.d")).toBe(parts.includes("notes") && quoted);
        },
      ),
    );
  });

  it("do not honour page sizes that are none", () => {
    for (const size of ["0", "-1", "5001", "x", "1.5", ""]) {
      const read = parsePrefer(`odata.maxpagesize=${size}`);
      expect([read.maxPageSize, read.applied]).toEqual([undefined, []]);
    }
  });
});
