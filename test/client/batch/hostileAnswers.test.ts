import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeBatch } from "../../../src/client/batch/decodeBatch.ts";
import type { OperationAnswer, PartAnswer } from "../../../src/client/batch/operation.ts";
import { encodeAnswers, type Spelling } from "./responseEncoder.ts";

const bytes = (...lines: readonly string[]): Uint8Array => Buffer.from(lines.join("\r\n"));
const text = (body: Uint8Array): string => Buffer.from(body).toString("utf8");

/** Answers with their bodies as text, for comparison. */
const readable = (items: readonly PartAnswer[] | undefined) =>
  items?.map((item) => ("changeSet" in item ? item.changeSet.map(plain) : plain(item)));
const plain = ({ status, headers, body, contentId }: OperationAnswer) => ({
  status,
  headers: { ...headers },
  body: text(body),
  contentId,
});

const values = fc.array(
  fc.oneof(
    fc.constantFrom(
      "--batchresponse_b",
      "\r\n--batchresponse_b--\r\n",
      "--changesetresponse_0",
      "HTTP/1.1 500",
      "漢字 🚲",
      "\n\n",
    ),
    fc.string({ unit: "binary", maxLength: 10 }),
  ),
);
const bodies = fc.oneof(
  fc.constant(""),
  values.map((parts) => JSON.stringify({ name: parts.join("") })),
);
const answers = (contentId: fc.Arbitrary<string | undefined>) =>
  fc.record({
    status: fc.constantFrom(200, 201, 204, 400, 404, 412, 429, 500),
    headers: fc.dictionary(
      fc.constantFrom("location", "odata-entityid", "req_id", "retry-after"),
      fc.constantFrom("https://org/api/data/v9.2/accounts(1)", "a:b", "17", ""),
    ),
    body: bodies.map((body) => Buffer.from(body)),
    contentId,
  });
const answerItems: fc.Arbitrary<readonly PartAnswer[]> = fc.array(
  fc.oneof(
    answers(fc.constant(undefined)),
    fc
      .array(answers(fc.constantFrom("1", "2", "37")), { minLength: 1, maxLength: 4 })
      .map((changeSet) => ({ changeSet })),
  ),
  { maxLength: 6 },
);
const spellings: fc.Arbitrary<Spelling> = fc.record({
  lineBreak: fc.constantFrom("\r\n", "\n"),
  space: fc.constantFrom("", " "),
  shouting: fc.boolean(),
  reason: fc.constantFrom("OK", "NoContent", "Bad Request", ""),
});

describe("an answer made to mislead", () => {
  it("is read as it was meant, however it is spelt", () => {
    fc.assert(
      fc.property(answerItems, spellings, (items, spelling) => {
        const { contentType, body } = encodeAnswers(items, spelling);
        expect(readable(decodeBatch(contentType, body))).toEqual(readable(items));
      }),
    );
  });

  it("is read by the boundary of its first line when no header, or a wrong one, tells it", () => {
    fc.assert(
      fc.property(
        answerItems.filter((items) => items.length > 0),
        fc.constantFrom(undefined, "multipart/mixed", "multipart/mixed; boundary=other"),
        (items, contentType) => {
          expect(readable(decodeBatch(contentType, encodeAnswers(items).body))).toEqual(readable(items));
        },
      ),
    );
  });

  it("is not read at all when it was cut off anywhere", () => {
    fc.assert(
      fc.property(answerItems, fc.double({ min: 0, max: 1, noNaN: true }), (items, share) => {
        const { contentType, body } = encodeAnswers(items);
        const cut = body.subarray(0, Math.floor((body.length - 4) * share));
        expect(decodeBatch(contentType, cut)).toBeUndefined();
      }),
    );
  });

  it("may have no body, with and without the empty lines around it", () => {
    for (const end of [[], [""], ["", ""], ["", "", ""]]) {
      const body = bytes(
        "--b",
        "Content-Type: application/http",
        "",
        "HTTP/1.1 204 No Content",
        "Location: x",
        ...end,
        "--b--",
      );
      const [item] = decodeBatch("multipart/mixed; boundary=b", body) ?? [];
      expect(item).toMatchObject({ status: 204, headers: { location: "x" }, body: Buffer.alloc(0) });
    }
  });

  it("is read between its first boundary and its last", () => {
    const body = bytes("preamble", "--b", "", "HTTP/1.1 200 OK", "", "one", "--b--", "--b", "epilogue");
    expect(decodeBatch("multipart/mixed; boundary=b", body)).toHaveLength(1);
  });

  it("keeps the bytes of its bodies", () => {
    const body = Buffer.concat([
      bytes("--b", "", "HTTP/1.1 200 OK", "Content-Type: text/plain", "", ""),
      Buffer.from([0xef, 0xbb, 0xbf, 0x32, 0xff, 0x00]),
      bytes("", "--b--"),
    ]);
    expect(decodeBatch("multipart/mixed; boundary=b", body)).toMatchObject([
      { body: Buffer.from([0xef, 0xbb, 0xbf, 0x32, 0xff, 0x00]) },
    ]);
  });

  it.each([
    ["is not in the format of a batch", undefined, ['{"error":{"code":"0x0","message":"no"}}']],
    ["is not in the format of a batch", "application/json", ["{}"]],
    ["is not in the format of a batch", "multipart/mixed; boundary=b", ["Too many parts."]],
    ["is not in the format of a batch", "multipart/mixed; boundary=b", [""]],
    ["is cut off", "multipart/mixed; boundary=b", ["--b", "", "HTTP/1.1 204 No Content", "", "", "--b"]],
    [
      "is cut off",
      "multipart/mixed; boundary=b",
      ["--b", "Content-Type: multipart/mixed; boundary=c", "", "--c", "", "HTTP/1.1 204", "", "--b--", ""],
    ],
    ["holds a part without an HTTP status", "multipart/mixed; boundary=b", ["--b", "", "204", "--b--", ""]],
    ["holds a part without an HTTP status", "multipart/mixed; boundary=b", ["--b", "--b--", ""]],
    [
      "holds a change set inside of a change set",
      "multipart/mixed; boundary=b",
      [
        "--b",
        "Content-Type: multipart/mixed; boundary=c",
        "",
        "--c",
        "Content-Type: multipart/mixed; boundary=d",
        "",
        "--d--",
        "--c--",
        "--b--",
      ],
    ],
  ])("does not read what %s", (_, contentType, lines) => {
    expect(decodeBatch(contentType, bytes(...lines))).toBeUndefined();
  });
});
