/** The platform's MessagePack encoder refuses deeper nesting; so does the decoder of its command line. */
const maximumDepth = 100;

interface Place {
  readonly path: string;
  readonly ancestors: readonly object[];
}

const unfit = (path: string, reason: string): Error =>
  new Error(`The platform cannot store this result: ${path} ${reason}.`);

const isBinary = (value: object): boolean => value instanceof Uint8Array || value instanceof ArrayBuffer;

/** Own prototype or none, whatever realm it comes from. */
const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
};

const checkScalar = (value: unknown, path: string): void => {
  if (typeof value === "function" || typeof value === "bigint" || typeof value === "symbol") {
    throw unfit(path, `is a ${typeof value}`);
  }
  if (typeof value === "number" && !Number.isFinite(value)) throw unfit(path, `is ${value}`);
};

const checkObject = (value: object, { path, ancestors }: Place): void => {
  if (value instanceof Date || isBinary(value)) return;
  if (ancestors.includes(value)) throw unfit(path, "contains itself");
  if (ancestors.length >= maximumDepth) throw unfit(path, `is nested more than ${maximumDepth} levels deep`);
  const within = [...ancestors, value];
  if (Array.isArray(value)) {
    value.forEach((item: unknown, index) => {
      check(item, { path: `${path}[${index}]`, ancestors: within });
    });
    return;
  }
  if (!isPlain(value)) throw unfit(path, `is a ${value.constructor.name} instead of plain data`);
  for (const [key, child] of Object.entries(value)) {
    check(child, { path: `${path}.${key}`, ancestors: within });
  }
};

const check = (value: unknown, place: Place): void => {
  if (typeof value === "object" && value !== null) checkObject(value, place);
  else checkScalar(value, place.path);
};

/**
 * Throws when a step result would not survive the platform's storage (MessagePack): functions, BigInt and cycles make
 * the step fail there, and Map, Set, Error and other instances silently lose what they hold. Dates and binary are fine.
 */
export const assertSerialisable = (value: unknown, name = "data"): void => {
  check(value, { path: name, ancestors: [] });
};
