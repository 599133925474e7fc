import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  isCrlfOnly,
  joinMultipart,
  readHead,
  splitMultipart,
  withoutLastBreak,
} from "../../../emulator/batch/multipart.ts";
import { boundaryOf } from "../../../emulator/batch/partHeaders.ts";

const tokenCharacters = "ABCXYZabcxyz0123456789'()+_,-./:=?";
const boundaries = fc
  .array(fc.constantFrom(...tokenCharacters), { minLength: 1, maxLength: 70 })
  .map((characters) => characters.join(""));

/** Bytes that like to look like structure. */
const contents = (boundary: string) =>
  fc
    .array(
      fc.oneof(
        fc.constantFrom(
          "\r\n",
          "\n",
          "\r",
          "--",
          "-",
          " ",
          `--${boundary}x`,
          `--${boundary}-`,
          ` --${boundary}--`,
        ),
        fc.string({ unit: "binary", maxLength: 8 }),
      ),
      { maxLength: 8 },
    )
    .map((pieces) => Buffer.from(pieces.join("")))
    .filter(
      (bytes) =>
        !new RegExp(`(^|\\n)--${boundary.replace(/[^\w]/g, "\\$&")}(--)?[ \\t]*(\\r?\\n|$)`).test(
          bytes.toString("latin1"),
        ),
    );

const messages = boundaries.chain((boundary) =>
  fc.record({ boundary: fc.constant(boundary), parts: fc.array(contents(boundary), { maxLength: 5 }) }),
);

const partsOf = (body: Buffer, boundary: string) => {
  const multipart = splitMultipart(body, boundary);
  return typeof multipart === "string"
    ? multipart
    : multipart.parts.map((part) => withoutLastBreak(part).toString("latin1"));
};

describe("multipart", () => {
  it("reads back what it wrote, whatever the parts hold", () => {
    fc.assert(
      fc.property(messages, ({ boundary, parts }) => {
        expect(partsOf(joinMultipart(boundary, parts), boundary)).toEqual(
          parts.map((part) => part.toString("latin1")),
        );
      }),
    );
  });

  it("reads the same whatever stands before the first delimiter", () => {
    fc.assert(
      fc.property(messages, ({ boundary, parts }) => {
        const body = Buffer.concat([Buffer.from("preamble\r\n\r\n"), joinMultipart(boundary, parts)]);
        expect(partsOf(body, boundary)).toEqual(parts.map((part) => part.toString("latin1")));
      }),
    );
  });

  it("says what is missing when a message is cut anywhere", () => {
    fc.assert(
      fc.property(messages, fc.double({ min: 0, max: 1, noNaN: true }), ({ boundary, parts }, share) => {
        const whole = joinMultipart(boundary, parts);
        const open = whole.subarray(0, Math.floor((whole.length - 3) * share));
        expect(["noBoundary", "notClosed"]).toContain(partsOf(open, boundary));
      }),
    );
  });

  it("tells a boundary from a longer one that begins with it", () => {
    const inner = joinMultipart("ab", [Buffer.from("x")]);
    expect(partsOf(joinMultipart("a", [inner]), "a")).toEqual([inner.toString()]);
    expect(partsOf(Buffer.from("--ab\r\nx\r\n--ab--\r\n"), "a")).toBe("noBoundary");
  });

  it("takes a delimiter line that ends in blanks, and LF alone", () => {
    expect(partsOf(Buffer.from("--b \t\r\nx\r\n--b--"), "b")).toEqual(["x"]);
    expect(partsOf(Buffer.from("--b\nx\n--b--\n"), "b")).toEqual(["x"]);
  });

  it("keeps what follows the closing delimiter, and reads no further", () => {
    const multipart = splitMultipart(Buffer.from("--b\r\nx\r\n--b--\r\n--b\r\ny\r\n--b--\r\n"), "b");
    expect(multipart).toMatchObject({ parts: [Buffer.from("x\r\n")] });
  });
});

describe("the head of a part", () => {
  it("ends with the first empty line", () => {
    expect(readHead(Buffer.from("A: 1\r\nB: 2\r\n\r\nbody\r\n"))).toEqual({
      lines: ["A: 1", "B: 2"],
      rest: Buffer.from("body\r\n"),
    });
    expect(readHead(Buffer.from("A: 1\r\nB: 2"))).toBeUndefined();
    expect(readHead(Buffer.from("A: 1\r\n"))).toBeUndefined();
  });
});

describe("line breaks", () => {
  it.each([
    ["a\r\nb\r\n", true],
    ["", true],
    ["a\nb", false],
    ["a\rb", false],
    ["a\r\n\n", false],
    ["a\r", false],
  ])("%j are CRLF only: %s", (text, expected) => {
    expect(isCrlfOnly(Buffer.from(text))).toBe(expected);
  });
});

describe("the boundary of a content type", () => {
  it.each([
    ["multipart/mixed; boundary=batch_1", "batch_1"],
    ['multipart/mixed;boundary="batch 1"', "batch 1"],
    ["Multipart/Mixed; charset=utf-8; BOUNDARY = b", "b"],
    ["application/http", undefined],
    ["multipart/form-data; boundary=b", undefined],
  ])("of %j is %j", (type, expected) => {
    expect(boundaryOf(type)).toBe(expected);
  });

  it("must be there and have at most 70 characters", () => {
    expect(() => boundaryOf("multipart/mixed")).toThrow("must have a boundary specification");
    expect(() => boundaryOf(`multipart/mixed; boundary=${"b".repeat(71)}`)).toThrow("at most 70 characters");
  });
});
