import { describe, expect, it } from "vitest";
import { field, nobody, refusal, useClient } from "../support/dataverseClient.ts";
import { tablesWithFiles } from "../support/fileTable.ts";

const type = "Microsoft.Dynamics.CRM.new_drawing";
const blockId = (number: number): string => Buffer.from(`block-${number}`).toString("base64");
const base64 = (text: string): string => Buffer.from(text).toString("base64");

describe("the messages that move a file in blocks", () => {
  const client = useClient({ tables: tablesWithFiles, records: 1 });
  const post = (message: string, body: object) => client().call("POST", message, { body });
  const create = () => client().create("new_drawings", { new_name: "Blocks" });
  const target = (id: string, FileAttributeName = "new_plan") => ({
    Target: { "@odata.type": type, new_drawingid: id },
    FileAttributeName,
  });
  const begin = async (id: string): Promise<string> => {
    const reply = await post("InitializeFileBlocksUpload", { ...target(id), FileName: "a.txt" });
    expect(reply.body).toEqual({
      "@odata.context": `${client().root}$metadata#Microsoft.Dynamics.CRM.InitializeFileBlocksUploadResponse`,
      FileContinuationToken: expect.stringMatching(/^.{20,}$/),
    });
    return String(field(reply.body, "FileContinuationToken"));
  };
  const block = (FileContinuationToken: string, BlockId: string, BlockData: string) =>
    post("UploadBlock", { FileContinuationToken, BlockId, BlockData });
  const commit = (FileContinuationToken: string, ...BlockList: string[]) =>
    post("CommitFileBlocksUpload", {
      FileContinuationToken,
      BlockList,
      FileName: "b.txt",
      MimeType: "text/x-own",
    });
  const download = async (id: string) => post("InitializeFileBlocksDownload", target(id));

  it("put it together in the order of the list and take it apart again", async () => {
    const id = await create();
    const token = await begin(id);
    expect((await block(token, blockId(1), base64("world"))).status).toBe(204);
    expect((await block(token, blockId(2), base64("lost"))).status).toBe(204);
    expect((await block(token, blockId(2), base64("hello "))).status).toBe(204);
    const done = await commit(token, blockId(2), blockId(1));
    expect(done.body).toEqual({
      "@odata.context": `${client().root}$metadata#Microsoft.Dynamics.CRM.CommitFileBlocksUploadResponse`,
      FileId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      FileSizeInBytes: 11,
    });
    const row = await client().get(`new_drawings(${id})?$select=new_plan,new_plan_name`);
    expect(row.body).toMatchObject({ new_plan: field(done.body, "FileId"), new_plan_name: "b.txt" });
    const whole = await client().get(`new_drawings(${id})/new_plan/$value`);
    expect([whole.bytes.toString(), whole.headers.get("mimetype")]).toEqual(["hello world", "text/x-own"]);
    const start = await download(id);
    expect(start.body).toEqual({
      "@odata.context": `${client().root}$metadata#Microsoft.Dynamics.CRM.InitializeFileBlocksDownloadResponse`,
      FileSizeInBytes: 11,
      FileName: "b.txt",
      FileContinuationToken: expect.any(String),
      IsChunkingSupported: true,
    });
    const FileContinuationToken = field(start.body, "FileContinuationToken");
    const part = async (Offset: number, BlockLength: number) =>
      (await post("DownloadBlock", { Offset, BlockLength, FileContinuationToken })).body;
    expect(await part(0, 6)).toEqual({
      "@odata.context": `${client().root}$metadata#Microsoft.Dynamics.CRM.DownloadBlockResponse`,
      Data: base64("hello "),
    });
    expect(await part(6, 4_194_304)).toMatchObject({ Data: base64("world") });
    expect(await part(11, 1)).toMatchObject({ error: { code: "0x80040203" } });
    expect((await commit(token, blockId(1))).status).toBe(400);
  });

  it("delete it by its id", async () => {
    const id = await create();
    const token = await begin(id);
    await block(token, blockId(1), base64("x"));
    const FileId = field((await commit(token, blockId(1))).body, "FileId");
    expect((await post("DeleteFile", { FileId })).status).toBe(204);
    const row = await client().get(`new_drawings(${id})?$select=new_plan,new_plan_name`);
    expect(row.body).toMatchObject({ new_plan: null, new_plan_name: null });
    expect((await post("DeleteFile", { FileId })).status).toBe(404);
    expect((await download(id)).body).toEqual(
      refusal("0x80040217", `No file attachment found for attribute: new_plan EntityId: ${id}.`),
    );
  });

  it("refuse blocks that do not fit and lists with unknown blocks, and change nothing", async () => {
    const id = await create();
    const token = await begin(id);
    expect((await block(token, blockId(1), base64("x"))).status).toBe(204);
    const refused = [
      block(token, blockId(1000), base64("x")),
      block(token, "no base64", base64("x")),
      block(token, Buffer.alloc(65).toString("base64"), base64("x")),
      block(token, blockId(2), "?"),
      block(token, blockId(2), Buffer.alloc(4_194_305).toString("base64")),
      block("unknown", blockId(2), base64("x")),
      commit(token, blockId(1), blockId(2)),
      post("InitializeFileBlocksUpload", { ...target(id, "new_name"), FileName: "a.txt" }),
      post("InitializeFileBlocksUpload", { ...target(id), FileName: "a/b.txt" }),
      post("InitializeFileBlocksUpload", target(id)),
      post("InitializeFileBlocksUpload", { ...target(id), FileName: "a.txt", Extra: 1 }),
      post("InitializeFileBlocksUpload", {
        Target: { new_drawingid: id },
        FileAttributeName: "new_plan",
        FileName: "a",
      }),
    ];
    expect((await Promise.all(refused)).map(({ status }) => status)).toEqual(refused.map(() => 400));
    const missing = await post("InitializeFileBlocksUpload", { ...target(nobody), FileName: "a.txt" });
    expect(missing.status).toBe(404);
    const row = await client().get(`new_drawings(${id})?$select=new_plan`);
    expect(row.body).toMatchObject({ new_plan: null });
  });

  it("are actions, so that GET does not find them", async () => {
    const reply = await client().get("UploadBlock");
    const message = `No HTTP resource was found that matches the request URI '${client().root}UploadBlock'.`;
    expect([reply.status, reply.body]).toEqual([404, refusal("", message)]);
  });
});

describe("files that are kept in the database", () => {
  const client = useClient({ tables: tablesWithFiles, records: 1, filesInDatabase: true });

  it("come only as a whole", async () => {
    const path = `new_drawings(${await client().create("new_drawings", {})})`;
    const headers = { "Content-Type": "application/octet-stream", "x-ms-file-name": "a.txt" };
    await client().call("PATCH", `${path}/new_plan`, { body: Buffer.from("whole"), headers });
    const noChunks = refusal(
      "0x80090017",
      "Downloading in multiple chunks is not supported for the files stored in the database.",
    );
    const range = async (Range: string) => (await client().get(`${path}/new_plan/$value`, { Range })).body;
    expect(await range("bytes=0-2")).toEqual(noChunks);
    expect(await range("bytes=0-100")).toBe("whole");
    const start = await client().call("POST", "InitializeFileBlocksDownload", {
      body: {
        Target: { "@odata.type": type, new_drawingid: path.slice(13, -1) },
        FileAttributeName: "new_plan",
      },
    });
    expect(start.body).toMatchObject({ IsChunkingSupported: false, FileSizeInBytes: 5 });
    const FileContinuationToken = field(start.body, "FileContinuationToken");
    const block = async (BlockLength: number) =>
      (
        await client().call("POST", "DownloadBlock", {
          body: { Offset: 0, BlockLength, FileContinuationToken },
        })
      ).body;
    expect(await block(2)).toEqual(noChunks);
    expect(await block(5)).toMatchObject({ Data: base64("whole") });
  });
});
