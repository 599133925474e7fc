import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DataverseError } from "../../../src/client/errors.ts";
import { debugRequest } from "../../../src/inputs/raw/debugRequest.ts";
import { fileDataFileNames } from "../../../src/inputs/raw/fileDataFileNames.ts";
import { formData } from "../../../src/inputs/raw/formData.ts";
import { headers } from "../../../src/inputs/raw/headers.ts";
import { maxRetries } from "../../../src/inputs/raw/maxRetries.ts";
import { method } from "../../../src/inputs/raw/method.ts";
import { queryParams } from "../../../src/inputs/raw/queryParams.ts";
import { responseType } from "../../../src/inputs/raw/responseType.ts";
import { retryDelay } from "../../../src/inputs/raw/retryDelay.ts";
import { timeout } from "../../../src/inputs/raw/timeout.ts";
import { url } from "../../../src/inputs/raw/url.ts";

const list = (...entries: readonly (readonly [string, unknown])[]) =>
  entries.map(([key, value]) => ({ key, value }));

describe("Query Parameter and Form Data", () => {
  it("keep their entries in order, repeated names and blank values too", () => {
    expect(queryParams.clean(list(["a", 1], ["a", true], ["b", ""], ["c", null], ["d", " x "]))).toEqual([
      ["a", "1"],
      ["a", "true"],
      ["b", ""],
      ["c", ""],
      ["d", " x "],
    ]);
    expect(formData.clean({ a: "b" })).toEqual([["a", "b"]]);
  });

  it("say which entry is no text", () => {
    expect(() => queryParams.clean(list(["$filter", ["a"]]))).toThrow(
      'Query Parameter "$filter" must be text, but a list arrived. Reference a single value instead.',
    );
    expect(() => formData.clean(list(["a", Buffer.from("x")]))).toThrow(
      'Form Data "a" must be text, but an object arrived. Put files into File Data.',
    );
  });
});

describe("Header", () => {
  it("holds values by name", () => {
    expect(headers.clean(list(["Prefer", " odata.maxpagesize=2\n"], ["X", 5], ["", ""]))).toEqual({
      Prefer: "odata.maxpagesize=2",
      X: "5",
    });
  });

  it.each([
    [
      list(["AUTHORIZATION", "Bearer x"]),
      "Header names Authorization, which cannot be set: the connector signs in as the connection's user. Remove that entry, or use another connection.",
    ],
    [
      list(["Prefer", "a"], ["prefer", "b"]),
      'Header names "prefer" twice. Put both values into one entry, separated by a comma.',
    ],
    [
      list(["X", "a\r\nEvil: 1"]),
      'Header "X" holds a line break or another character that no header can have. Write it on one line.',
    ],
    [
      list(["X\r\nEvil", "1"]),
      'Header "X Evil" holds a line break or another character that no header can have. Write it on one line.',
    ],
    ["Prefer: a", "Header must be a list of names and values, but a string arrived."],
  ])("is refused: %j", (value, message) => {
    expect(() => headers.clean(value)).toThrow(message);
  });
});

describe("File Data File Names", () => {
  it("are names by name, and blank ones are as if they were not there", () => {
    expect(fileDataFileNames.clean(list(["a", "a.png"], ["A", "b.png"], ["c", ""]))).toEqual(
      new Map([
        ["a", "a.png"],
        ["A", "b.png"],
      ]),
    );
    expect(() => fileDataFileNames.clean(list(["a", "x"], ["a", "y"]))).toThrow(
      'File Data File Names names "a" twice. Keep one file name for each file.',
    );
  });
});

describe("Method", () => {
  it("takes any case, and only what Dataverse knows", () => {
    expect(method.clean(" patch ")).toBe("PATCH");
    expect(() => method.clean("PURGE")).toThrow(
      'Method must be one of DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT, which Dataverse knows, but it is "PURGE".',
    );
    expect(() => method.clean("")).toThrow("Method is empty. Enter a value.");
  });
});

describe("Response Type", () => {
  it.each([
    ["json", "json"],
    ["text", "text"],
    ["document", "text"],
    ["arraybuffer", "binary"],
    ["ArrayBuffer", "binary"],
    ["binary", "binary"],
    ["", "json"],
    [undefined, "json"],
  ])("%j means %s", (value, meaning) => {
    expect(responseType.clean(value)).toBe(meaning);
  });

  it("is refused when it is unknown", () => {
    expect(() => responseType.clean("stream")).toThrow(
      'Response Type must be json, text, document or arraybuffer (a file), but it is "stream".',
    );
  });
});

describe("Timeout and the retries", () => {
  it("are whole numbers; a blank time-out and 0 leave it to the connector", () => {
    expect([timeout.clean("1500"), timeout.clean(""), timeout.clean("0"), timeout.clean(0)]).toEqual([
      1500,
      undefined,
      undefined,
      undefined,
    ]);
    expect([
      retryDelay.clean(""),
      retryDelay.clean("250"),
      maxRetries.clean(undefined),
      maxRetries.clean(3),
    ]).toEqual([0, 250, 0, 3]);
  });

  it.each(["12abc", "1.5", "-1", "2147483648", "1e3"])("are not %s", (value) => {
    expect(() => timeout.clean(value)).toThrow(
      `Timeout must be a whole number from 0 to 2147483647, but it is "${value}".`,
    );
  });
});

describe("every input of a raw request", () => {
  const optional = { queryParams, formData, headers, fileDataFileNames, timeout, maxRetries, debugRequest };

  it.each(Object.entries(optional))(
    "%s may be left blank in every way that the platform knows",
    (_, { clean }) => {
      for (const blank of [undefined, null, ""]) expect(() => clean(blank)).not.toThrow();
    },
  );

  it.each(Object.entries({ ...optional, url, method, responseType }))(
    "%s takes anything or says in one sentence what is wrong",
    (_, { clean }) => {
      fc.assert(
        fc.property(fc.anything(), (value) => {
          try {
            clean(value);
            return true;
          } catch (error) {
            return error instanceof DataverseError && !error.message.includes("[object");
          }
        }),
      );
    },
  );
});
