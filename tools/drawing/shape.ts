export type Point = readonly [x: number, y: number];

/** The distance from a point to the outline: negative inside, positive outside. */
export type Shape = (point: Point) => number;

export const at = ([centerX, centerY]: Point, shape: Shape): Shape => {
  return ([x, y]) => shape([x - centerX, y - centerY]);
};

/** Clockwise on the picture, whose y axis points down. */
export const turned = (degrees: number, shape: Shape): Shape => {
  const cos = Math.cos((degrees * Math.PI) / 180);
  const sin = Math.sin((degrees * Math.PI) / 180);
  return ([x, y]) => shape([x * cos + y * sin, y * cos - x * sin]);
};

export const union = (...shapes: readonly Shape[]): Shape => {
  return (point) =>
    shapes.reduce((nearest, shape) => Math.min(nearest, shape(point)), Number.POSITIVE_INFINITY);
};

export const without = (shape: Shape, hole: Shape): Shape => {
  return (point) => Math.max(shape(point), -hole(point));
};

export const within = (shape: Shape, frame: Shape): Shape => {
  return (point) => Math.max(shape(point), frame(point));
};

/** Grows a shape on all sides, which rounds its corners. */
export const grown = (by: number, shape: Shape): Shape => {
  return (point) => shape(point) - by;
};

export const circle = (radius: number): Shape => {
  return ([x, y]) => Math.hypot(x, y) - radius;
};

export const box = (width: number, height: number, cornerRadius = 0): Shape => {
  return ([x, y]) => {
    const overX = Math.abs(x) - width / 2 + cornerRadius;
    const overY = Math.abs(y) - height / 2 + cornerRadius;
    const outside = Math.hypot(Math.max(overX, 0), Math.max(overY, 0));
    return outside + Math.min(Math.max(overX, overY), 0) - cornerRadius;
  };
};

const distanceToEdge = ([x, y]: Point, [fromX, fromY]: Point, [toX, toY]: Point): number => {
  const edgeX = toX - fromX;
  const edgeY = toY - fromY;
  const along = ((x - fromX) * edgeX + (y - fromY) * edgeY) / (edgeX * edgeX + edgeY * edgeY);
  const clamped = Math.min(Math.max(along, 0), 1);
  return Math.hypot(x - fromX - edgeX * clamped, y - fromY - edgeY * clamped);
};

const crossesRay = ([x, y]: Point, [fromX, fromY]: Point, [toX, toY]: Point): boolean =>
  fromY > y !== toY > y && x < ((toX - fromX) * (y - fromY)) / (toY - fromY) + fromX;

type Edge = readonly [from: Point, to: Point];

const distanceToPath = (point: Point, edges: readonly Edge[]): number =>
  edges.reduce(
    (nearest, [from, to]) => Math.min(nearest, distanceToEdge(point, from, to)),
    Number.POSITIVE_INFINITY,
  );

/** Any closed outline; the last corner joins the first. */
export const polygon = (corners: readonly Point[]): Shape => {
  const edges = corners.map(
    (corner, index): Edge => [corner, corners[(index + 1) % corners.length] ?? corner],
  );
  return (point) => {
    const inside = edges.reduce((odd, [from, to]) => odd !== crossesRay(point, from, to), false);
    return inside ? -distanceToPath(point, edges) : distanceToPath(point, edges);
  };
};

/** An open path drawn with a round pen. */
export const stroke = (path: readonly Point[], penWidth: number): Shape => {
  const edges = path.slice(1).map((to, index): Edge => [path[index] ?? to, to]);
  return (point) => distanceToPath(point, edges) - penWidth / 2;
};

/** Degrees run clockwise from three o'clock. */
export const onCircle = (radius: number, degrees: number): Point => [
  radius * Math.cos((degrees * Math.PI) / 180),
  radius * Math.sin((degrees * Math.PI) / 180),
];

/** Part of a circle around the origin, clockwise between two angles, drawn with a round pen. */
export const arc = (radius: number, [from, to]: readonly [number, number], penWidth: number): Shape => {
  const start = onCircle(radius, from);
  const end = onCircle(radius, to);
  return ([x, y]) => {
    const turn = (Math.atan2(y, x) * 180) / Math.PI - from;
    const onArc = turn - 360 * Math.floor(turn / 360) <= to - from;
    const distance = onArc
      ? Math.abs(Math.hypot(x, y) - radius)
      : Math.min(Math.hypot(x - start[0], y - start[1]), Math.hypot(x - end[0], y - end[1]));
    return distance - penWidth / 2;
  };
};
