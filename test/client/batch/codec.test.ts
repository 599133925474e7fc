import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeBatch, isBatchContentType } from "../../../src/client/batch/decodeBatch.ts";
import { encodeBatch } from "../../../src/client/batch/encodeBatch.ts";
import type { BatchPart, OperationAnswer, PartAnswer } from "../../../src/client/batch/operation.ts";

const bytes = (text: string): Uint8Array => Buffer.from(text, "utf8");
const crlf = (...lines: readonly string[]): string => lines.join("\r\n");
const counter = () => {
  let count = 0;
  return () => {
    count += 1;
    return String(count);
  };
};

describe("the body of a batch", () => {
  it("is what Microsoft's samples show, with CRLF after every line", () => {
    const parts: readonly BatchPart[] = [
      { method: "GET", url: "/api/data/v9.2/accounts?$top=1", headers: { Prefer: "odata.maxpagesize=1" } },
      {
        changeSet: [
          {
            method: "POST",
            url: "/api/data/v9.2/accounts",
            headers: { "Content-Type": "application/json" },
            body: '{"name":"é"}',
            contentId: "1",
          },
          { method: "DELETE", url: "$1", headers: {}, contentId: "2" },
        ],
      },
    ];
    expect(encodeBatch(parts, counter())).toEqual({
      contentType: 'multipart/mixed; boundary="batch_2"',
      body: crlf(
        "--batch_2",
        "Content-Type: application/http",
        "Content-Transfer-Encoding: binary",
        "",
        "GET /api/data/v9.2/accounts?$top=1 HTTP/1.1",
        "Prefer: odata.maxpagesize=1",
        "",
        "",
        "--batch_2",
        'Content-Type: multipart/mixed; boundary="changeset_1"',
        "",
        "--changeset_1",
        "Content-Type: application/http",
        "Content-Transfer-Encoding: binary",
        "Content-ID: 1",
        "",
        "POST /api/data/v9.2/accounts HTTP/1.1",
        "Content-Type: application/json",
        "",
        '{"name":"é"}',
        "--changeset_1",
        "Content-Type: application/http",
        "Content-Transfer-Encoding: binary",
        "Content-ID: 2",
        "",
        "DELETE $1 HTTP/1.1",
        "",
        "",
        "--changeset_1--",
        "--batch_2--",
        "",
      ),
    });
  });

  it("never uses a boundary that occurs in what it separates", () => {
    const body = '{"name":"--changeset_1 and batch_2"}';
    const { body: text } = encodeBatch(
      [{ changeSet: [{ method: "POST", url: "/a", headers: {}, body }] }],
      counter(),
    );
    expect(text).toContain('boundary="changeset_2"');
    expect(text.startsWith("--batch_3\r\n")).toBe(true);
  });

  it("has no line break but CRLF, whatever the values are", () => {
    fc.assert(
      fc.property(fc.array(fc.dictionary(fc.string(), fc.string({ unit: "binary" }))), (records) => {
        const parts = records.map((record) => ({
          method: "POST" as const,
          url: "/a",
          headers: {},
          body: JSON.stringify(record),
        }));
        expect(encodeBatch(parts, counter()).body.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
      }),
    );
  });
});

/** Writes answers as Dataverse does, by code of its own. */
const answerText = (parts: readonly PartAnswer[], end: string, gap: string): string => {
  const operation = ({ status, headers, body, contentId }: OperationAnswer): string =>
    [
      "Content-Type: application/http",
      ...(contentId === undefined ? [] : [`Content-ID:${gap}${contentId}`]),
      "",
      `HTTP/1.1 ${status} Whatever`,
      ...Object.entries(headers).map(([name, value]) => `${name}:${gap}${value}`),
      "",
      Buffer.from(body).toString("latin1"),
    ].join(end);
  const joined = (boundary: string, texts: readonly string[]): string =>
    [...texts.map((text) => `--${boundary}${end}${text}`), `--${boundary}--`].join(end);
  const texts = parts.map((part, index) =>
    "changeSet" in part
      ? [
          `Content-Type: multipart/mixed; boundary=set_${index}`,
          "",
          joined(`set_${index}`, part.changeSet.map(operation)),
        ].join(end)
      : operation(part),
  );
  return joined("batchresponse_x", texts) + end;
};

const operationAnswer: fc.Arbitrary<OperationAnswer> = fc
  .record({
    status: fc.integer({ min: 200, max: 599 }),
    headers: fc.constantFrom<Readonly<Record<string, string>>>(
      {},
      { "odata-entityid": "https://x/accounts(1)" },
      { location: "a:b", "odata-version": "4.0" },
    ),
    json: fc.option(fc.dictionary(fc.string(), fc.string({ unit: "grapheme" })), { nil: undefined }),
    contentId: fc.option(fc.stringMatching(/^\d{1,4}$/), { nil: undefined }),
  })
  .map(({ status, headers, json, contentId }) => ({
    status,
    headers,
    body: json === undefined ? Buffer.alloc(0) : Buffer.from(JSON.stringify(json)),
    ...(contentId !== undefined && { contentId }),
  }));

const partAnswer: fc.Arbitrary<PartAnswer> = fc.oneof(
  operationAnswer,
  fc.array(operationAnswer, { minLength: 1, maxLength: 3 }).map((changeSet) => ({ changeSet })),
);

const contentType = "multipart/mixed; boundary=batchresponse_x";

describe("the answer to a batch", () => {
  it("is read back as it was written, with any line ends and spacing", () => {
    fc.assert(
      fc.property(
        fc.array(partAnswer, { minLength: 1 }),
        fc.constantFrom("\r\n", "\n"),
        fc.constantFrom("", " "),
        (parts, end, gap) => {
          const text = answerText(parts, end, gap);
          expect(decodeBatch(contentType, Buffer.from(text, "latin1"))).toEqual(parts);
        },
      ),
    );
  });

  it("is not read at all when it is cut off anywhere", () => {
    fc.assert(
      fc.property(fc.array(partAnswer, { minLength: 1, maxLength: 4 }), fc.nat(), (parts, at) => {
        const text = answerText(parts, "\r\n", " ");
        const whole = text.lastIndexOf("--batchresponse_x--") + "--batchresponse_x--".length;
        expect(
          decodeBatch(contentType, Buffer.from(text.slice(0, at % (whole - 2)), "latin1")),
        ).toBeUndefined();
      }),
    );
  });

  it("never throws, whatever it is", () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.option(fc.string(), { nil: undefined }), (body, type) => {
        expect(() => decodeBatch(type, body)).not.toThrow();
      }),
    );
  });

  it.each([
    ["no boundary in the header", "multipart/mixed"],
    ["another boundary in the header", "multipart/mixed; boundary=other"],
    ["a quoted boundary", 'multipart/mixed; charset=utf-8; boundary="batchresponse_x"'],
    ["no space before the boundary", "multipart/mixed;boundary=batchresponse_x"],
  ])("is read with %s", (_, type) => {
    const part = { status: 204, headers: {}, body: Buffer.alloc(0) };
    expect(decodeBatch(type, bytes(answerText([part], "\r\n", " ")))).toEqual([part]);
  });

  it("of a failed change set is one answer with the Content-ID of the operation that failed", () => {
    const error = '{"error":{"code":"0x80044331","message":"too long"}}';
    const body = crlf(
      "--batchresponse_1",
      "Content-Type: multipart/mixed; boundary=changesetresponse_2",
      "",
      "--changesetresponse_2",
      "Content-Type: application/http",
      "Content-Transfer-Encoding: binary",
      "Content-ID: 3",
      "",
      "HTTP/1.1 400 Bad Request",
      "REQ_ID: 5ecd1cb3",
      "Content-Type: application/json; odata.metadata=minimal",
      "",
      error,
      "--changesetresponse_2--",
      "--batchresponse_1--",
      "",
    );
    expect(decodeBatch("multipart/mixed; boundary=batchresponse_1", bytes(body))).toEqual([
      {
        changeSet: [
          {
            status: 400,
            contentId: "3",
            headers: { req_id: "5ecd1cb3", "content-type": "application/json; odata.metadata=minimal" },
            body: Buffer.from(error),
          },
        ],
      },
    ]);
  });

  it.each([
    ["multipart/mixed; boundary=x", true],
    ["Multipart/Mixed;boundary=x", true],
    ["application/json", false],
    ["multipart/form-data; boundary=x", false],
    [undefined, false],
  ])("is told by its content type: %s", (type, expected) => {
    expect(isBatchContentType(type)).toBe(expected);
  });
});
