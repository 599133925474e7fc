import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { paint } from "../../tools/drawing/canvas.ts";
import { drawIcons } from "../../tools/drawing/icons.ts";
import { encodePng, readPng } from "../../tools/drawing/png.ts";
import { at, box, circle, polygon, turned, union, within, without } from "../../tools/drawing/shape.ts";
import { projectRoot } from "../../tools/projectRoot.ts";

const assets = join(projectRoot, "assets");

/** The sine of another engine may round one shade up or down. */
const alike = (one: Buffer, other: Buffer): boolean =>
  one.length === other.length &&
  one.every((value, index) => [0, 1, 0xff].includes((value - (other[index] ?? 0)) & 0xff));

describe("the pictures in assets", () => {
  it("are the ones that `npm run icons` draws", () => {
    const drawn = drawIcons();
    expect(readdirSync(assets).sort()).toEqual([...drawn.keys()].sort());
    for (const [name, png] of drawn) {
      const committed = readPng(readFileSync(join(assets, name)));
      expect(
        alike(committed.scanlines, readPng(png).scanlines),
        `assets/${name} is stale: run "npm run icons" and commit it`,
      ).toBe(true);
    }
  });
});

describe("the PNG writer", () => {
  it("keeps every pixel of any picture", () => {
    const size = fc.integer({ min: 1, max: 12 });
    fc.assert(
      fc.property(size, size, fc.infiniteStream(fc.nat(255)), (width, height, noise) => {
        const rgba = Uint8Array.from(noise.take(width * height * 4));
        const read = readPng(encodePng({ width, height, rgba }));
        expect([read.width, read.height, read.bitDepth, read.colorType]).toEqual([width, height, 8, 6]);

        const rowLength = width * 4;
        const pixels = new Uint8Array(rgba.length);
        for (let index = 0; index < rgba.length; index += 1) {
          const column = index % rowLength;
          const difference =
            read.scanlines[Math.floor(index / rowLength) * (rowLength + 1) + 1 + column] ?? 0;
          pixels[index] = difference + (column < 4 ? 0 : (pixels[index - 4] ?? 0));
        }
        expect(pixels).toEqual(rgba);
      }),
    );
  });

  it("writes files that a damaged byte gives away", () => {
    const png = encodePng({ width: 1, height: 1, rgba: Uint8Array.of(1, 2, 3, 255) });
    png[20] = 9;
    expect(() => readPng(png)).toThrow("The PNG is damaged: a chunk does not match its checksum.");
    expect(() => readPng(deflateSync("no picture"))).toThrow("The file is not a PNG.");
  });
});

describe("the shapes", () => {
  const inside = (shape: (point: readonly [number, number]) => number, x: number, y: number) =>
    shape([x, y]) < 0;

  it("know their inside from their outside", () => {
    const triangle = polygon([
      [0, 0],
      [10, 0],
      [0, 10],
    ]);
    expect([inside(triangle, 2, 2), inside(triangle, 8, 8)]).toEqual([true, false]);
    expect(circle(5)([8, 0])).toBeCloseTo(3);
    expect(box(10, 4)([8, 0])).toBeCloseTo(3);
    expect(at([10, 10], circle(1))([10, 12])).toBeCloseTo(1);
    expect(inside(turned(90, box(10, 2)), 0, 4)).toBe(true);
  });

  it("combine", () => {
    const small = circle(2);
    const large = circle(5);
    expect(inside(without(large, small), 0, 0)).toBe(false);
    expect(inside(within(large, small), 3, 0)).toBe(false);
    expect(inside(union(large, small), 3, 0)).toBe(true);
  });

  it("are painted opaque, with soft edges, on nothing", () => {
    const { rgba } = paint([{ shape: at([50, 50], circle(30)), fill: [10, 20, 30] }], 10);
    const pixel = (column: number, row: number) => [
      ...rgba.slice((row * 10 + column) * 4, (row * 10 + column) * 4 + 4),
    ];
    expect(pixel(5, 5)).toEqual([10, 20, 30, 255]);
    expect(pixel(0, 0)).toEqual([0, 0, 0, 0]);
    const edge = pixel(7, 6)[3];
    expect(edge).toBeGreaterThan(0);
    expect(edge).toBeLessThan(255);
  });
});
