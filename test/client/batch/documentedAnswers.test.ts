import { describe, expect, it } from "vitest";
import { decodeBatch } from "../../../src/client/batch/decodeBatch.ts";
import type { OperationAnswer } from "../../../src/client/batch/operation.ts";

const root = "https://org.crm.dynamics.com/api/data/v9.2";
const brief = ({ status, body, contentId, headers }: OperationAnswer) => [
  contentId,
  status,
  headers["odata-entityid"] ?? headers["req_id"],
  Buffer.from(body).toString("utf8").trim(),
];

/** The lines as the documentation prints them; on the wire they end with CRLF. */
const read = (lines: readonly string[], contentType?: string) =>
  decodeBatch(contentType, Buffer.from(lines.join("\r\n")))?.map((item) =>
    "changeSet" in item ? item.changeSet.map(brief) : brief(item),
  );

const part = ["Content-Type: application/http", "Content-Transfer-Encoding: binary"];
const created = (path: string) => [
  "HTTP/1.1 204 No Content",
  "OData-Version: 4.0",
  `Location: ${root}/${path}`,
  `OData-EntityId: ${root}/${path}`,
];
const tooLong =
  '{"error":{"code":"0x80044331","message":"The length of the \'subject\' attribute of the \'task\' entity exceeded the maximum allowed length of \'200\'."}}';
const refused = [
  "HTTP/1.1 400 Bad Request",
  "REQ_ID: 5fe339e5-c75e-4dad-9597-b257ebce666b",
  "Content-Type: application/json; odata.metadata=minimal",
  "OData-Version: 4.0",
  "",
  tooLong,
];

/** The shapes that Microsoft shows in "Execute batch operations using the Web API" and its samples, made anew. */
describe("an answer as Microsoft documents it", () => {
  it("to a change set and a query", () => {
    expect(
      read([
        "--batchresponse_f27ef42d",
        "Content-Type: multipart/mixed; boundary=changesetresponse_64cc3fff",
        "",
        ...["--changesetresponse_64cc3fff", ...part, "Content-ID: 1", "", ...created("tasks(1)"), "", ""],
        ...["--changesetresponse_64cc3fff", ...part, "Content-ID: 2", "", ...created("tasks(2)"), "", ""],
        "--changesetresponse_64cc3fff--",
        ...["--batchresponse_f27ef42d", ...part, "", "HTTP/1.1 200 OK"],
        "Content-Type: application/json; odata.metadata=minimal; odata.streaming=true",
        "OData-Version: 4.0",
        "",
        "{",
        '  "value": []',
        "}",
        "--batchresponse_f27ef42d--",
      ]),
    ).toEqual([
      [
        ["1", 204, `${root}/tasks(1)`, ""],
        ["2", 204, `${root}/tasks(2)`, ""],
      ],
      [undefined, 200, undefined, '{\r\n  "value": []\r\n}'],
    ]);
  });

  it("with headers that have no space behind the colon, and no empty line at their end", () => {
    expect(
      read([
        "--batchresponse_3cace264",
        "Content-Type: multipart/mixed; boundary=changesetresponse_1a5db8a1",
        "",
        "--changesetresponse_1a5db8a1",
        "Content-Type:application/http",
        "Content-Transfer-Encoding:binary",
        "Content-ID:1",
        "",
        "HTTP/1.1 204 No Content",
        "OData-Version:4.0",
        `Location:${root}/leads(1)`,
        `OData-EntityId:${root}/leads(1)`,
        "",
        "--changesetresponse_1a5db8a1",
        ...part,
        "Content-ID: 2",
        "",
        "HTTP/1.1 204 NoContent",
        "OData-Version: 4.0",
        "--changesetresponse_1a5db8a1--",
        "--batchresponse_3cace264--",
      ]),
    ).toEqual([
      [
        ["1", 204, `${root}/leads(1)`, ""],
        ["2", 204, undefined, ""],
      ],
    ]);
  });

  it("that stops at the first failure", () => {
    expect(
      read(
        ["--batchresponse_156da4b8", ...part, "", ...refused, "--batchresponse_156da4b8--"],
        "multipart/mixed; boundary=batchresponse_156da4b8",
      ),
    ).toEqual([[undefined, 400, "5fe339e5-c75e-4dad-9597-b257ebce666b", tooLong]]);
  });

  it("that continues after a failure", () => {
    expect(
      read([
        ...["--batchresponse_f44bd09d", ...part, "", ...refused],
        ...["--batchresponse_f44bd09d", ...part, "", ...created("tasks(2)"), "", ""],
        "--batchresponse_f44bd09d--",
        "",
      ]),
    ).toEqual([
      [undefined, 400, "5fe339e5-c75e-4dad-9597-b257ebce666b", tooLong],
      [undefined, 204, `${root}/tasks(2)`, ""],
    ]);
  });

  it("to a change set that failed: one error with the Content-ID of the operation that failed", () => {
    expect(
      read([
        "--batchresponse_6cbc8fc1",
        "Content-Type: multipart/mixed; boundary=changesetresponse_d6b175ef",
        "",
        ...["--changesetresponse_d6b175ef", ...part, "Content-ID: 3", "", ...refused],
        "--changesetresponse_d6b175ef--",
        "--batchresponse_6cbc8fc1--",
      ]),
    ).toEqual([[["3", 400, "5fe339e5-c75e-4dad-9597-b257ebce666b", tooLong]]]);
  });

  it("to operations without anything to tell", () => {
    const deleted = [
      "--batchresponse_9fa66f62",
      ...part,
      "",
      "HTTP/1.1 204 No Content",
      "OData-Version: 4.0",
      "",
      "",
    ];
    expect(read([...deleted, ...deleted, "--batchresponse_9fa66f62--"])).toEqual([
      [undefined, 204, undefined, ""],
      [undefined, 204, undefined, ""],
    ]);
  });
});
