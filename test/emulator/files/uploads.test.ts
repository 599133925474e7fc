import { describe, expect, it } from "vitest";
import { field, nobody, type Reply, refusal, useClient } from "../support/dataverseClient.ts";
import { tablesWithFiles } from "../support/fileTable.ts";

const chunk = 4_194_304;
const octets = { "Content-Type": "application/octet-stream" };
const binary = (length: number): Buffer => Buffer.alloc(length, Buffer.from([0, 255, 128, 10, 13, 37, 200]));
const tooBig = refusal("0x80044a02", "Attachment file size is too big.");
const outcome = (reply: Reply) => [reply.status, reply.body];

describe("the content of a file column", () => {
  const client = useClient({ tables: tablesWithFiles, records: 1 });
  const drawing = async (): Promise<string> =>
    `new_drawings(${await client().create("new_drawings", { new_name: "Plan" })})`;
  const upload = (
    path: string,
    body: Buffer,
    headers: Record<string, string> = { "x-ms-file-name": "plan.pdf" },
  ) => client().call("PATCH", path, { body, headers: { ...octets, ...headers } });
  const value = async (path: string) =>
    (await client().get(`${path}?$select=new_name,new_plan,new_plan_name`)).body;

  it("goes up in one request and comes down as it was", async () => {
    const path = await drawing();
    const bytes = binary(5000);
    expect(outcome(await upload(`${path}/new_plan`, bytes))).toEqual([204, undefined]);
    const reply = await client().get(`${path}/new_plan/$value`);
    expect(reply.status).toBe(200);
    expect(reply.bytes.equals(bytes)).toBe(true);
    const headers = ["x-ms-file-size", "x-ms-file-name", "mimetype", "content-type", "x-ms-chunk-size"];
    expect(headers.map((name) => reply.headers.get(name))).toEqual([
      "5000",
      "plan.pdf",
      "application/pdf",
      "application/octet-stream",
      null,
    ]);
    const row = await value(path);
    expect(row).toMatchObject({
      new_plan: expect.stringMatching(/^[0-9a-f-]{36}$/),
      new_plan_name: "plan.pdf",
    });
  });

  it("comes down as base64 from the column itself", async () => {
    const path = await drawing();
    await upload(`${path}/new_plan`, binary(20));
    const whole = await client().get(`${path}/new_plan`);
    expect(whole.body).toEqual({
      "@odata.context": `${client().root}$metadata#${path}/new_plan`,
      value: binary(20).toString("base64"),
    });
    const names = ["content-disposition", "x-ms-file-size", "x-ms-file-name"];
    expect(names.map((name) => whole.headers.get(name))).toEqual([
      'attachment; filename="plan.pdf"',
      "20",
      "plan.pdf",
    ]);
    const part = await client().get(`${path}/new_plan?size=full`, { Range: "bytes=0-2" });
    expect([part.status, field(part.body, "value")]).toEqual([206, binary(3).toString("base64")]);
  });

  it("is nothing before an upload and after a deletion", async () => {
    const path = await drawing();
    expect(await value(path)).toMatchObject({ new_plan: null, new_plan_name: null });
    expect(outcome(await client().get(`${path}/new_plan/$value`))).toEqual([204, undefined]);
    await upload(`${path}/new_plan`, binary(10));
    expect(outcome(await client().call("DELETE", `${path}/new_plan`))).toEqual([204, undefined]);
    expect(await value(path)).toMatchObject({ new_plan: null, new_plan_name: null });
    expect((await client().get(`${path}/new_plan/$value`)).status).toBe(204);
  });

  it("gets a new id with every upload and changes the record's version", async () => {
    const path = await drawing();
    await upload(`${path}/new_plan`, binary(10));
    const first = await value(path);
    await upload(`${path}/new_plan`, binary(20));
    const second = await value(path);
    expect(field(second, "new_plan")).not.toBe(field(first, "new_plan"));
    expect(field(second, "@odata.etag")).not.toBe(field(first, "@odata.etag"));
    const stale = await upload(`${path}/new_plan`, binary(30), {
      "x-ms-file-name": "late.txt",
      "If-Match": String(field(first, "@odata.etag")),
    });
    expect(stale.status).toBe(412);
  });

  it("cannot be set or cleared along with the record", async () => {
    const path = await drawing();
    const message =
      "The file column 'new_plan' cannot be set in a create or update operation: upload the file to the column, or delete it there.";
    const refused = [400, refusal("0x80040203", message)];
    const text = await client().call("PATCH", path, { body: { new_plan: "aGk=" } });
    expect(outcome(text)).toEqual([
      400,
      refusal("0x80040203", "The file attribute value sent (aGk=) is not a valid Guid."),
    ]);
    for (const new_plan of [nobody, null]) {
      expect(outcome(await client().call("PATCH", path, { body: { new_plan } }))).toEqual(refused);
      expect(outcome(await client().call("POST", "new_drawings", { body: { new_plan } }))).toEqual(refused);
      expect(outcome(await client().call("PUT", `${path}/new_plan`, { body: { value: new_plan } }))).toEqual(
        refused,
      );
    }
    await client().call("PATCH", path, { body: { new_plan_name: "other.txt" } });
    expect(await value(path)).toMatchObject({ new_plan_name: null });
  });

  it("is refused when it is larger than the column takes, in one request as in chunks", async () => {
    const path = `${await drawing()}/new_sheet`;
    expect(outcome(await upload(path, binary(1025)))).toEqual([400, tooBig]);
    expect((await upload(path, binary(1024))).status).toBe(204);
    const start = await client().call("PATCH", `${path}?x-ms-file-name=a.txt`, {
      headers: { "x-ms-transfer-mode": "chunked" },
    });
    const location = start.headers.get("location") ?? "";
    const part = await upload(location, binary(10), { "Content-Range": "bytes 0-9/1025" });
    expect(outcome(part)).toEqual([400, tooBig]);
  });

  it("needs a name, whose header is ASCII only and wins over the query", async () => {
    const path = await drawing();
    const plan = `${path}/new_plan`;
    const name = async (reply: Promise<Reply>) => [
      (await reply).status,
      field(await value(path), "new_plan_name"),
      (await client().get(`${plan}/$value`)).headers.get("x-ms-file-name"),
    ];
    expect((await upload(plan, binary(1), {})).status).toBe(400);
    const query = `${plan}?x-ms-file-name=${encodeURIComponent("Entwürfe.txt")}`;
    expect(await name(upload(query, binary(1), {}))).toEqual([204, "Entwürfe.txt", "Entw%C3%BCrfe.txt"]);
    expect(await name(upload(query, binary(1)))).toEqual([204, "plan.pdf", "plan.pdf"]);
    expect((await upload(plan, binary(1), { "x-ms-file-name": "Entwürfe.txt" })).status).toBe(400);
    expect((await upload(`${plan}?x-ms-file-name=a%0Ab.txt`, binary(1), {})).status).toBe(400);
  });

  it("takes octets only, and only files and images take them", async () => {
    const path = await drawing();
    const json = { body: "{}", headers: { "x-ms-file-name": "a.txt" } };
    expect((await client().call("PATCH", `${path}/new_plan`, json)).status).toBe(415);
    expect((await upload(`${path}/new_name`, binary(1))).status).toBe(405);
    expect((await upload(path, binary(1))).status).toBe(415);
    expect((await upload(`new_drawings(${nobody})/new_plan`, binary(1))).status).toBe(404);
  });

  it("goes up in chunks that follow each other", async () => {
    const path = await drawing();
    const bytes = binary(chunk + 10);
    const start = await client().call("PATCH", `${path}/new_plan?x-ms-file-name=big.bin`, {
      headers: { "x-ms-transfer-mode": "chunked" },
    });
    const headers = ["x-ms-chunk-size", "accept-ranges", "access-control-expose-headers"];
    expect([start.status, ...headers.map((name) => start.headers.get(name))]).toEqual([
      200,
      String(chunk),
      "bytes",
      "x-ms-chunk-size",
    ]);
    const location = start.headers.get("location") ?? "";
    expect(location).toMatch(
      new RegExp(`^${client().root}new_drawings\\([0-9a-f-]{36}\\)/new_plan\\?sessiontoken=.+`),
    );
    const part = (range: string, body: Buffer) => upload(location, body, { "Content-Range": range });
    const total = bytes.length;
    expect((await part(`bytes ${chunk}-${total - 1}/${total}`, bytes.subarray(chunk))).body).toEqual(
      refusal(
        "0x80040203",
        `The Content-Range 'bytes ${chunk}-${total - 1}/${total}' is out of order: byte 0 comes next.`,
      ),
    );
    expect(outcome(await part(`bytes 0-${chunk - 1}/${total}`, bytes.subarray(0, chunk)))).toEqual([
      206,
      undefined,
    ]);
    expect((await part(`bytes 0-${chunk - 1}/${total}`, bytes.subarray(0, chunk))).status).toBe(400);
    expect((await part(`bytes ${chunk}-${total}/${total + 1}`, binary(11))).status).toBe(400);
    expect((await part(`bytes ${chunk}-${total - 1}/${total}`, binary(9))).status).toBe(400);
    expect((await part(`bytes ${chunk}-*/${total}`, binary(10))).status).toBe(400);
    expect(await value(path)).toMatchObject({ new_plan: null });
    expect((await part(`bytes ${chunk}-${total - 1}/${total}`, bytes.subarray(chunk))).status).toBe(204);
    expect((await client().get(`${path}/new_plan/$value`)).bytes.equals(bytes)).toBe(true);
    expect((await part(`bytes 0-9/10`, binary(10))).status).toBe(400);
  });

  it("comes down in ranges", async () => {
    const path = await drawing();
    const bytes = Buffer.from("0123456789");
    await upload(`${path}/new_plan`, bytes, { "x-ms-file-name": "digits.txt" });
    const range = async (text: string) => {
      const reply = await client().get(`${path}/new_plan/$value`, { Range: text });
      return [
        reply.status,
        reply.status === 416 ? "" : reply.bytes.toString(),
        reply.headers.get("x-ms-chunk-size"),
      ];
    };
    const size = String(chunk);
    expect(await range("bytes=0-3")).toEqual([206, "0123", size]);
    expect(await range("bytes=4-4194307")).toEqual([206, "456789", size]);
    expect(await range("bytes=8-")).toEqual([206, "89", size]);
    expect(await range("bytes=-2")).toEqual([206, "89", size]);
    expect(await range("bytes=10-12")).toEqual([416, "", null]);
    expect(await range("bytes=3-1")).toEqual([200, "0123456789", null]);
  });

  it("stays when the change set that deletes it fails", async () => {
    const path = await drawing();
    await upload(`${path}/new_plan`, binary(10));
    const part = (line: string, body = "") =>
      `--c\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\nContent-ID: ${line.length}\r\n\r\n${line} HTTP/1.1\r\nContent-Type: application/json\r\n\r\n${body}\r\n`;
    const set = `${part(`DELETE /api/data/v9.2/${path}/new_plan`)}${part("POST /api/data/v9.2/new_drawings", '{"nothing":1}')}--c--\r\n`;
    const reply = await client().call("POST", "$batch", {
      headers: { "Content-Type": "multipart/mixed; boundary=b" },
      body: `--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n${set}\r\n--b--\r\n`,
    });
    expect(reply.status).toBe(400);
    expect((await client().get(`${path}/new_plan/$value`)).bytes).toEqual(binary(10));
    expect(await value(path)).toMatchObject({ new_plan_name: "plan.pdf" });
  });

  it("goes with the record", async () => {
    const path = await drawing();
    await upload(`${path}/new_plan`, binary(10));
    const id = field(await value(path), "new_plan");
    expect((await client().call("DELETE", path)).status).toBe(204);
    const reply = await client().call("POST", "DeleteFile", { body: { FileId: id } });
    expect(outcome(reply)).toEqual([
      404,
      refusal("0x80040217", `fileattachment With Id = ${id} Does Not Exist`),
    ]);
  });
});

describe("a raw value", () => {
  const client = useClient({ records: 1 });

  it("is the bare text of a column", async () => {
    const path = `accounts(${await client().create("accounts", { name: 'A "quoted" name', numberofemployees: 7 })})`;
    const raw = async (column: string) => {
      const { status, bytes, headers } = await client().get(`${path}/${column}/$value`, {
        Accept: "text/plain",
      });
      return [status, bytes.toString(), headers.get("content-type")];
    };
    expect(await raw("name")).toEqual([200, 'A "quoted" name', "text/plain"]);
    expect(await raw("numberofemployees")).toEqual([200, "7", "text/plain"]);
    expect(await raw("description")).toEqual([204, "", null]);
    expect((await client().call("PUT", `${path}/name/$value`, { body: "x" })).status).toBe(405);
  });
});
