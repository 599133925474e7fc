import { describe, expect, it } from "vitest";
import { field, type Reply, refusal, useClient } from "../support/dataverseClient.ts";
import { tablesWithFiles } from "../support/fileTable.ts";

/** Enough of a picture for a reader of signatures. */
const picture = (head: string, length = 40): Buffer =>
  Buffer.concat([Buffer.from(head, "hex"), Buffer.alloc(length)]);
const png = picture("89504e470d0a1a0a");
const outcome = (reply: Reply) => [reply.status, reply.body];

describe("an image column", () => {
  const client = useClient({ tables: tablesWithFiles, records: 1 });
  const create = async (): Promise<string> => `new_drawings(${await client().create("new_drawings", {})})`;
  const patch = (path: string, body: object) => client().call("PATCH", path, { body });
  const photo = async (path: string) =>
    field((await client().get(`${path}?$select=new_photo`)).body, "new_photo");

  it("is set as base64 and comes back to those who select it", async () => {
    const path = await create();
    expect((await patch(path, { new_photo: png.toString("base64") })).status).toBe(204);
    const { body } = await client().get(`${path}?$select=new_photo`);
    expect(Object.keys(Object(body))).toEqual([
      "@odata.context",
      "@odata.etag",
      "new_photo",
      "new_drawingid",
    ]);
    expect(field(body, "new_photo")).toBe(png.toString("base64"));
    expect((await client().get(`${path}/new_photo`)).body).toMatchObject({ value: png.toString("base64") });
    const all = Object.keys(Object((await client().get(path)).body));
    expect(all).not.toContain("new_photo");
    expect(all).toEqual(expect.arrayContaining(["new_photoid", "new_photo_timestamp", "new_photo_url"]));
  });

  it("has an id, a time stamp and a link of its own", async () => {
    const path = await create();
    await patch(path, { new_photo: png.toString("base64") });
    const { body } = await client().get(`${path}?$select=new_photoid,new_photo_timestamp,new_photo_url`);
    const [id, stamp] = [field(body, "new_photoid"), field(body, "new_photo_timestamp")];
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect(field(body, "new_photo_url")).toBe(
      `/Image/download.aspx?Entity=new_drawing&Attribute=new_photo&Id=${id}&Timestamp=${stamp}`,
    );
  });

  it.each([
    ["PATCH", (path: string) => patch(path, { new_photo: null })],
    ["PUT", (path: string) => client().call("PUT", `${path}/new_photo`, { body: { value: null } })],
    ["DELETE", (path: string) => client().call("DELETE", `${path}/new_photo`)],
  ])("is cleared by %s", async (_method, clear) => {
    const path = await create();
    await patch(path, { new_photo: png.toString("base64") });
    expect((await clear(path)).status).toBe(204);
    const { body } = await client().get(
      `${path}?$select=new_photo,new_photoid,new_photo_timestamp,new_photo_url`,
    );
    expect(body).toMatchObject({
      new_photo: null,
      new_photoid: null,
      new_photo_timestamp: null,
      new_photo_url: null,
    });
  });

  it("can be set on create only when it is the primary image", async () => {
    const body = { new_preview: png.toString("base64") };
    const id = await client().create("new_drawings", body);
    expect((await client().get(`new_drawings(${id})?$select=new_preview`)).body).toMatchObject(body);
    const refused = await client().call("POST", "new_drawings", {
      body: { new_photo: png.toString("base64") },
    });
    expect(outcome(refused)).toEqual([
      400,
      refusal(
        "0x80090487",
        "Non-primary image attribute new_photo of entity new_drawing is not allowed to upload during Create operation.",
      ),
    ]);
  });

  it("takes pictures only, no larger than its limit", async () => {
    const path = await create();
    for (const head of ["89504e470d0a1a0a", "ffd8ffe0", "474946383961", "424d", "49492a00"]) {
      expect((await patch(path, { new_photo: picture(head).toString("base64") })).status).toBe(204);
    }
    const before = await photo(path);
    const text = await patch(path, { new_photo: Buffer.from("a text").toString("base64") });
    expect(outcome(text)).toEqual([
      400,
      refusal(
        "0x80072553",
        `Error occured when processing image. Reason: Update image properties failed for objectid: ${path.slice(13, -1)}, logicalName: new_drawing, attribute: new_photo`,
      ),
    ]);
    const large = await patch(path, { new_preview: picture("424d", 2000).toString("base64") });
    expect(outcome(large)).toEqual([
      400,
      refusal(
        "0x80072553",
        "Error occured when processing image. Reason: File size is too big. MaxSize: 0 MB, Uploaded filesize: 0 MB.",
      ),
    ]);
    expect((await patch(path, { new_photo: "no base64" })).body).toMatchObject({
      error: { code: "0x80048d19" },
    });
    expect(await photo(path)).toBe(before);
  });

  it("goes up and comes down like a file, in two sizes", async () => {
    const path = await create();
    const headers = { "Content-Type": "application/octet-stream", "x-ms-file-name": "me.png" };
    const upload = (column: string) => client().call("PATCH", `${path}/${column}`, { body: png, headers });
    expect((await upload("new_photo")).status).toBe(204);
    expect((await upload("new_icon")).status).toBe(204);
    const get = async (member: string) => {
      const reply = await client().get(`${path}/${member}`);
      return [
        reply.status,
        reply.bytes.length,
        reply.headers.get("x-ms-file-name"),
        reply.headers.get("mimetype"),
      ];
    };
    const whole = [200, png.length, "me.png", "image/png"];
    expect(await get("new_photo/$value")).toEqual(whole);
    expect(await get("new_photo/$value?size=full")).toEqual(whole);
    expect((await client().get(`${path}/new_photo/$value?size=tiny`)).status).toBe(400);
    expect(await get("new_icon/$value")).toEqual(whole);
    expect(await get("new_icon/$value?size=full")).toEqual([204, 0, null, null]);
    const id = path.slice(13, -1);
    const blocks = await client().call("POST", "InitializeFileBlocksDownload", {
      body: {
        Target: { "@odata.type": "Microsoft.Dynamics.CRM.new_drawing", new_drawingid: id },
        FileAttributeName: "new_icon",
      },
    });
    const icon = field((await client().get(path)).body, "new_iconid");
    expect(outcome(blocks)).toEqual([
      404,
      refusal(
        "0x80040217",
        `No FileAttachment records found for imagedescriptorId: ${icon} for image attribute: new_icon of new_drawing record with id ${id}.`,
      ),
    ]);
  });
});

describe("queries over image columns", () => {
  const client = useClient({ tables: tablesWithFiles, records: 1 });

  it("know whether there is a picture, and refuse what compares pictures", async () => {
    const drawing = await client().create("new_drawings", { new_preview: png.toString("base64") });
    await client().create("new_drawings", {});
    const found = await client().get("new_drawings?$select=new_preview&$filter=new_preview ne null");
    expect(found.body).toMatchObject({
      value: [{ new_preview: png.toString("base64"), new_drawingid: drawing }],
    });
    const fetchXml =
      "<fetch aggregate='true'><entity name='new_drawing'><attribute name='new_preview' alias='p' groupby='true'/></entity></fetch>";
    const refused = [
      "$orderby=new_preview",
      "$apply=groupby((new_preview))",
      `fetchXml=${encodeURIComponent(fetchXml)}`,
    ];
    for (const option of refused) {
      expect((await client().get(`new_drawings?${option}`)).status).toBe(501);
    }
  });
});
