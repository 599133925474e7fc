import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type FormPart, formBody, formContentType } from "../../../../src/client/services/raw/formBody.ts";

const boundary = "form-1";

/** Read back by the HTTP client of Node.js, which has its own parser. */
const readBack = (parts: readonly FormPart[]): Promise<FormData> =>
  new Response(Buffer.from(formBody(parts, boundary)), {
    headers: { "Content-Type": formContentType(boundary) },
  }).formData();

describe("a multipart form", () => {
  it("is written as RFC 7578 says", () => {
    const parts = [
      { name: "title", content: "Größe" },
      { name: "file", content: Buffer.from([0, 255, 13, 10]), fileName: "a.bin", contentType: "image/png" },
    ];
    const expected = [
      '--form-1\r\nContent-Disposition: form-data; name="title"\r\n\r\nGröße\r\n',
      '--form-1\r\nContent-Disposition: form-data; name="file"; filename="a.bin"\r\nContent-Type: image/png\r\n\r\n',
      Buffer.from([0, 255, 13, 10]),
      "\r\n--form-1--\r\n",
    ].map((piece) => Buffer.from(piece));
    expect(Buffer.from(formBody(parts, boundary))).toEqual(Buffer.concat(expected));
  });

  it("does not let a name or a type end its header", () => {
    const text = Buffer.from(
      formBody(
        [{ name: 'a"\r\nX: y', content: "", fileName: 'b"\n.txt', contentType: "text/plain\r\nX-Evil: 1" }],
        boundary,
      ),
    ).toString();
    expect(text).toContain('name="a%22%0D%0AX: y"; filename="b%22%0D%0A.txt"\r\n');
    expect(text).toContain("Content-Type: text/plain X-Evil: 1\r\n\r\n");
  });

  it("comes back as it was sent", async () => {
    const name = fc.stringMatching(/^[\w äß.()-]{1,20}$/u);
    const field = fc.tuple(name, fc.string()).map(([key, content]): FormPart => ({ name: key, content }));
    const file = fc.tuple(name, fc.uint8Array(), name).map(
      ([key, content, fileName]): FormPart => ({
        name: key,
        content,
        fileName,
        contentType: "application/octet-stream",
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(field, file), { minLength: 1, maxLength: 4 }), async (parts) => {
        const form = [...(await readBack(parts))];
        const read = await Promise.all(
          form.map(async ([key, value]) =>
            typeof value === "string"
              ? [key, value]
              : [key, value.name, Buffer.from(await value.arrayBuffer()).toString("hex")],
          ),
        );
        expect(read).toEqual(
          parts.map((part) =>
            typeof part.content === "string"
              ? [part.name, part.content]
              : [part.name, part.fileName, Buffer.from(part.content).toString("hex")],
          ),
        );
      }),
    );
  });
});
