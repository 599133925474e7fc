import { type Layer, paint, rgb } from "./canvas.ts";
import { encodePng } from "./png.ts";
import {
  arc,
  at,
  box,
  circle,
  grown,
  onCircle,
  type Point,
  polygon,
  type Shape,
  stroke,
  turned,
  union,
  within,
  without,
} from "./shape.ts";

const white = rgb("#ffffff");
const night = rgb("#06283d");
const amber = [rgb("#ffd166"), rgb("#ff9f1c")] as const;
const middle: Point = [50, 50];

const tile = at(middle, box(96, 96, 22));

const background: readonly Layer[] = [
  { shape: tile, fill: [rgb("#12b5a6"), rgb("#143f8c")] },
  { shape: within(at([22, 8], circle(62)), tile), fill: white, opacity: 0.07 },
];

/** One face of the cube, a little smaller than its outline, so that the faces stand apart. */
const face = (corners: readonly Point[]): Shape => {
  const centerX = corners.reduce((sum, [x]) => sum + x, 0) / corners.length;
  const centerY = corners.reduce((sum, [, y]) => sum + y, 0) / corners.length;
  const shrink = 0.84;
  const smaller = corners.map(
    ([x, y]): Point => [centerX + (x - centerX) * shrink, centerY + (y - centerY) * shrink],
  );
  return grown(1.1, polygon(smaller));
};

const cubeSize = 26.5;
const hub: Point = [0, 0];
const corner = (degrees: number): Point => onCircle(cubeSize, degrees);

const cube: readonly Layer[] = [
  {
    shape: at([50, 54], polygon([-90, -30, 30, 90, 150, 210].map(corner))),
    fill: night,
    opacity: 0.4,
    blur: 14,
  },
  { shape: at(middle, face([hub, corner(-30), corner(-90), corner(210)])), fill: white },
  { shape: at(middle, face([hub, corner(210), corner(150), corner(90)])), fill: rgb("#bdf0e6") },
  { shape: at(middle, face([hub, corner(90), corner(30), corner(-30)])), fill: rgb("#7fd3de") },
];

const orbit = 36.5;

const arrowHead = (degrees: number): Shape => {
  const tip = polygon([
    [-7.2, -1],
    [7.2, -1],
    [0, 9],
  ]);
  return at(onCircle(orbit, degrees), turned(degrees, grown(1, tip)));
};

const orbitArrow = union(arc(orbit, [-58, 20], 5.2), arrowHead(22));

const arrows: readonly Layer[] = [
  { shape: at(middle, orbitArrow), fill: amber },
  { shape: at(middle, turned(180, orbitArrow)), fill: amber },
];

const badge = (center: Point, mark: Shape): readonly Layer[] => [
  { shape: at(center, circle(19)), fill: rgb("#14498f") },
  { shape: at(center, circle(15)), fill: amber },
  { shape: at(center, mark), fill: night },
];

const shoulders = within(at([0, 34], box(56, 64, 26)), at([0, 3], box(100, 48, 4)));
const person = union(at([0, -18], circle(14)), shoulders);

const tick = stroke(
  [
    [-6.5, 0.5],
    [-1.8, 5.2],
    [6.8, -4.6],
  ],
  4.2,
);

const signedInPerson: readonly Layer[] = [
  { shape: at([46, 50], person), fill: white },
  ...badge([70, 71], tick),
];

const keyBow = without(
  grown(2, polygon([-90, -30, 30, 90, 150, 210].map((turn) => onCircle(15, turn)))),
  circle(6.5),
);
const keyBlade = union(
  at([0, 36], box(7, 46, 2)),
  at([6.5, 42], box(13, 6.5, 2)),
  at([5.5, 54], box(11, 6.5, 2)),
);
const key = at([-1, -18], union(keyBow, without(keyBlade, circle(14))));

const applicationKey: readonly Layer[] = [
  { shape: at([50, 55], turned(45, key)), fill: night, opacity: 0.35, blur: 10 },
  { shape: at(middle, turned(45, key)), fill: amber },
];

const designs: Readonly<Record<string, readonly Layer[]>> = {
  "icon.png": [...background, ...arrows, ...cube],
  "oauth2.png": [...background, ...signedInPerson],
  "clientCredentials.png": [...background, ...applicationKey],
};

/** The component's own pictures by file name, as PNG files of 500 by 500 pixels (or another size to look at). */
export const drawIcons = (size = 500): Map<string, Buffer> =>
  new Map(Object.entries(designs).map(([name, layers]) => [name, encodePng(paint(layers, size))]));
