import type { Raster } from "./png.ts";
import type { Point, Shape } from "./shape.ts";

export type Color = readonly [red: number, green: number, blue: number];

export type Layer = {
  shape: Shape;
  /** One color, or a gradient along the diagonal from the top left corner to the bottom right one. */
  fill: Color | readonly [Color, Color];
  /** 0 to 1; 1 unless given. */
  opacity?: number;
  /** How far the edge fades, in picture units; a crisp edge unless given. */
  blur?: number;
};

/** Pictures are designed on a square of 100 by 100 units, whatever their size in pixels. */
export const units = 100;

export const rgb = (hex: string): Color => {
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 0xff, value & 0xff];
};

const isGradient = (fill: Layer["fill"]): fill is readonly [Color, Color] => fill.length === 2;

const colorAt = (fill: Layer["fill"], [x, y]: Point): Color => {
  if (!isGradient(fill)) {
    return fill;
  }
  const [from, to] = fill;
  const share = Math.min(Math.max((x + y) / (2 * units), 0), 1);
  const mix = (channel: 0 | 1 | 2) => from[channel] + (to[channel] - from[channel]) * share;
  return [mix(0), mix(1), mix(2)];
};

/** How much of a pixel a shape covers, 0 to 1, from the distance of the pixel's middle to the edge. */
const coverage = ({ shape, opacity = 1, blur = 0 }: Layer, point: Point, pixel: number): number => {
  const softness = Math.max(blur, pixel);
  const share = Math.min(Math.max(0.5 - shape(point) / softness, 0), 1);
  const eased = blur > 0 ? share * share * (3 - 2 * share) : share;
  return eased * opacity;
};

const pixelAt = (layers: readonly Layer[], point: Point, pixel: number): readonly number[] => {
  let [red, green, blue, alpha] = [0, 0, 0, 0];
  for (const layer of layers) {
    const over = coverage(layer, point, pixel);
    if (over > 0) {
      const [layerRed, layerGreen, layerBlue] = colorAt(layer.fill, point);
      const rest = 1 - over;
      red = red * rest + layerRed * over;
      green = green * rest + layerGreen * over;
      blue = blue * rest + layerBlue * over;
      alpha = alpha * rest + over;
    }
  }
  return alpha === 0 ? [0, 0, 0, 0] : [red / alpha, green / alpha, blue / alpha, alpha * 255];
};

/** Paints the layers one over the other on a transparent square of so many pixels. */
export const paint = (layers: readonly Layer[], size: number): Raster => {
  const rgba = new Uint8Array(size * size * 4);
  const pixel = units / size;
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      const color = pixelAt(layers, [(column + 0.5) * pixel, (row + 0.5) * pixel], pixel);
      rgba.set(color.map(Math.round), (row * size + column) * 4);
    }
  }
  return { width: size, height: size, rgba };
};
