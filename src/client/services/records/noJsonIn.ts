/** Deeper values are not records of Dataverse, and may contain themselves. */
const DEEPEST = 50;

const NO_JSON: ReadonlySet<string> = new Set(["bigint", "function", "symbol"]);

/**
 * What keeps a value from being written as JSON, as the rest of a sentence: "is NaN", "holds a bigint". JSON would leave it
 * out, or make a null of it, which clears a column. Undefined when it can be written as it is.
 */
export const noJsonIn = (value: unknown): string | undefined => {
  const own = problemOf(value);
  if (own !== undefined) {
    return `is ${own}`;
  }
  const inside = typeof value === "object" && value !== null ? firstInside(value, 1) : undefined;
  return inside === undefined ? undefined : `holds ${inside}`;
};

const problemOf = (value: unknown): string | undefined => {
  if (typeof value === "number") {
    return Number.isFinite(value) ? undefined : String(value);
  }
  if (NO_JSON.has(typeof value)) {
    return `a ${typeof value}`;
  }
  if (value instanceof Date) {
    return Number.isNaN(value.getTime()) ? "a date without a time" : undefined;
  }
  return hasToJson(value) && JSON.stringify(value) === undefined ? "an object without content" : undefined;
};

const hasToJson = (value: unknown): boolean =>
  typeof value === "object" && value !== null && typeof Reflect.get(value, "toJSON") === "function";

const firstInside = (value: object, depth: number): string | undefined => {
  if (hasToJson(value)) {
    return undefined;
  }
  if (depth > DEEPEST) {
    return "itself, or more levels than any record";
  }
  for (const member of Object.values(value)) {
    const problem =
      problemOf(member) ??
      (typeof member === "object" && member !== null ? firstInside(member, depth + 1) : undefined);
    if (problem !== undefined) {
      return problem;
    }
  }
  return undefined;
};
