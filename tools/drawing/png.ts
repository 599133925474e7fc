import { crc32, deflateSync, inflateSync } from "node:zlib";

/** 8-bit RGBA, four bytes a pixel, row by row from the top. */
export type Raster = { width: number; height: number; rgba: Uint8Array };

export type PngContents = {
  width: number;
  height: number;
  bitDepth: number;
  /** 6 is RGBA. */
  colorType: number;
  /** The filtered rows before compression: equal for equal pictures, whatever zlib made of them. */
  scanlines: Buffer;
};

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const bytesPerPixel = 4;
const subFilter = 1;

const chunk = (type: string, data: Uint8Array): Buffer => {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
};

const header = ({ width, height }: Raster): Buffer => {
  const data = Buffer.alloc(13);
  data.writeUInt32BE(width, 0);
  data.writeUInt32BE(height, 4);
  data.set([8, 6, 0, 0, 0], 8);
  return data;
};

/** Each row as differences to the pixel on its left, which compresses gradients well. */
const filteredRows = ({ width, height, rgba }: Raster): Buffer => {
  const rowLength = width * bytesPerPixel;
  const rows = Buffer.alloc((rowLength + 1) * height);
  for (let y = 0; y < height; y += 1) {
    const target = y * (rowLength + 1);
    rows[target] = subFilter;
    for (let x = 0; x < rowLength; x += 1) {
      const at = y * rowLength + x;
      const left = x < bytesPerPixel ? 0 : (rgba[at - bytesPerPixel] ?? 0);
      rows[target + 1 + x] = (rgba[at] ?? 0) - left;
    }
  }
  return rows;
};

export const encodePng = (raster: Raster): Buffer =>
  Buffer.concat([
    signature,
    chunk("IHDR", header(raster)),
    chunk("IDAT", deflateSync(filteredRows(raster), { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);

const chunksOf = (png: Buffer): { type: string; data: Buffer }[] => {
  const chunks: { type: string; data: Buffer }[] = [];
  for (let at = signature.length; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const end = at + 8 + length;
    if (crc32(png.subarray(at + 4, end)) !== png.readUInt32BE(end)) {
      throw new Error("The PNG is damaged: a chunk does not match its checksum.");
    }
    chunks.push({ type: png.toString("latin1", at + 4, at + 8), data: png.subarray(at + 8, end) });
    at = end + 4;
  }
  return chunks;
};

export const readPng = (png: Buffer): PngContents => {
  if (!png.subarray(0, signature.length).equals(signature)) {
    throw new Error("The file is not a PNG.");
  }
  const chunks = chunksOf(png);
  const ihdr = chunks.find(({ type }) => type === "IHDR")?.data ?? Buffer.alloc(13);
  const idat = chunks.filter(({ type }) => type === "IDAT").map(({ data }) => data);
  return {
    width: ihdr.readUInt32BE(0),
    height: ihdr.readUInt32BE(4),
    bitDepth: ihdr.readUInt8(8),
    colorType: ihdr.readUInt8(9),
    scanlines: inflateSync(Buffer.concat(idat)),
  };
};
