/** Walks into a result of unknown shape; undefined where the path ends early. */
export const read = (data: unknown, ...path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>(
    (value, key) => (typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined),
    data,
  );

/** The records of a query result. */
export const recordsIn = (data: unknown): readonly unknown[] => {
  const records = read(data, "value");
  return Array.isArray(records) ? records : [];
};
