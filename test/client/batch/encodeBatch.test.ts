import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readBatch } from "../../../emulator/batch/readBatch.ts";
import { encodeBatch } from "../../../src/client/batch/encodeBatch.ts";
import { type BatchOperation, type BatchPart, isChangeSet } from "../../../src/client/batch/operation.ts";

const counter = () => {
  let count = 0;
  return () => {
    count += 1;
    return String(count);
  };
};
const encode = (parts: readonly BatchPart[]) => encodeBatch(parts, counter());

/** Values that like to look like structure. */
const hostileText = fc.oneof(
  fc.constantFrom(
    "--batch_1",
    "batch_2--",
    "\r\n--changeset_1--\r\n",
    "changeset_2",
    "\n",
    "\u2028",
    "Ω 漢字 🚲",
    '"\\',
  ),
  fc.string({ unit: "binary", maxLength: 12 }),
);
const bodies = fc
  .dictionary(
    fc.constantFrom("name", "description"),
    fc.array(hostileText).map((texts) => texts.join("")),
  )
  .chain((record) => fc.constantFrom(JSON.stringify(record), JSON.stringify(record, null, 2)));

const operations: fc.Arbitrary<BatchOperation> = fc.record(
  {
    method: fc.constantFrom("POST", "PATCH", "DELETE", "PUT"),
    url: fc.constantFrom("/api/data/v9.2/accounts", "$1/primarycontactid/$ref", "/api/data/v9.2/batch_1"),
    headers: fc.dictionary(
      fc.constantFrom("Prefer", "If-Match"),
      fc.constantFrom("*", "return=representation"),
    ),
    body: bodies,
  },
  { requiredKeys: ["method", "url", "headers"] },
);
const batches: fc.Arbitrary<readonly BatchPart[]> = fc
  .array(
    fc.oneof(
      operations,
      fc.array(operations, { maxLength: 4 }).map((changeSet) => ({ changeSet })),
    ),
    {
      maxLength: 6,
    },
  )
  .map((parts) => {
    const nextId = counter();
    const named = (operation: BatchOperation) => ({ ...operation, contentId: nextId() });
    return parts.map((part) => (isChangeSet(part) ? { changeSet: part.changeSet.map(named) } : named(part)));
  });

const parsed = (text: string | undefined): unknown => (text ? JSON.parse(text) : undefined);

describe("the body of a batch", () => {
  it("is read by a server as what was meant, whatever the values hold", () => {
    fc.assert(
      fc.property(batches, (parts) => {
        const { contentType, body } = encode(parts);
        const read = readBatch(contentType, Buffer.from(body));
        expect(read.readable).toBe(true);
        const sent = parts.map((part) => (isChangeSet(part) ? part.changeSet : [part]));
        const arrived = read.items.map((item) =>
          item.kind === "operation" ? [item.operation] : item.operations,
        );
        expect(
          arrived.map((group) =>
            group.map(({ method, target, headers, body, contentId }) => ({
              method,
              url: target,
              prefer: headers.get("prefer"),
              body: parsed(body.toString("utf8")),
              contentId,
            })),
          ),
        ).toEqual(
          sent.map((group) =>
            group.map(({ method, url, headers, body, contentId }) => ({
              method,
              url,
              prefer: headers["Prefer"],
              body: parsed(body),
              contentId,
            })),
          ),
        );
      }),
    );
  });

  it("holds its boundary in its delimiters alone, and no line break but CRLF", () => {
    fc.assert(
      fc.property(batches, (parts) => {
        const { contentType, body } = encode(parts);
        const boundary = /boundary="(.*)"/.exec(contentType)?.[1] ?? "";
        expect(body.split(boundary).length - 1).toBe(parts.length + 1);
        expect(body.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
        expect(body.endsWith(`--${boundary}--\r\n`)).toBe(true);
      }),
    );
  });

  it.each<readonly [string, BatchOperation]>([
    ["address", { method: "GET", url: "/api/data/v9.2/a HTTP/1.1\r\nX: y", headers: {} }],
    ["address", { method: "GET", url: "/api/data/v9.2/a b", headers: {} }],
    ["address", { method: "GET", url: "", headers: {} }],
    ["header X", { method: "GET", url: "/x", headers: { X: "a\r\n\r\nDELETE /y HTTP/1.1" } }],
    ["header X", { method: "GET", url: "/x", headers: { X: "é" } }],
    ["name of a header", { method: "GET", url: "/x", headers: { "X: y\r\nZ": "a" } }],
    ["name of a header", { method: "GET", url: "/x", headers: { "": "a" } }],
    ["Content-ID", { method: "DELETE", url: "/x", headers: {}, contentId: "1\r\nX: y" }],
  ])("refuses an %s that would break out of its line: %j", (what, operation) => {
    for (const part of [operation, { changeSet: [operation] }]) {
      expect(() => encode([part])).toThrow(
        `The ${what} of an operation in the batch holds a character that is not allowed there`,
      );
    }
  });
});
