import type { Inputs } from "@prismatic-io/spectral";

/**
 * Spectral cleans the children of a group (structured object) only when the group arrives as an object, but flows made
 * before the group existed send nothing, and the designer may send "". Such a group becomes an object whose children are
 * cleaned from nothing, that is, hold their defaults.
 */
export const withAbsentGroups = <T extends object>(inputs: Inputs, values: T): T => {
  const absent = Object.entries(inputs).flatMap(([key, input]) =>
    input.type === "structuredObject" && !isRecord(Reflect.get(values, key))
      ? [[key, cleanedFromNothing(input.inputs)]]
      : [],
  );
  return { ...values, ...Object.fromEntries(absent) };
};

const isRecord = (value: unknown): boolean =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const cleanedFromNothing = (children: Inputs): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(children).map(([key, child]) => [
      key,
      "clean" in child && child.clean !== undefined ? child.clean(undefined) : undefined,
    ]),
  );
