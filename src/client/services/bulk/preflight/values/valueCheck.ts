import { quoted } from "../../../../odata/names.ts";

/**
 * Says what is wrong with a value that is not null, as what follows the column's name in a sentence: "takes text, not a
 * list". Undefined when nothing is.
 */
export type ValueCheck = (value: unknown) => string | undefined;

/** Values of which nothing is known. */
export const anyValue: ValueCheck = () => undefined;

/** `wanted` is what the column takes, `advice` what to do instead. */
export const unfit = (wanted: string, value: unknown, advice = ""): string => {
  if (value === "") {
    return `takes ${wanted}, not empty text: to clear it, use null`;
  }
  return `takes ${wanted}, not ${shown(value)}${advice === "" ? "" : `: ${advice}`}`;
};

const shown = (value: unknown): string => {
  if (typeof value === "string") {
    return quoted(value);
  }
  if (typeof value === "number") {
    return `the number ${value}`;
  }
  return typeof value === "object" ? kindOf(value) : String(value);
};

const kindOf = (value: object | null): string => (Array.isArray(value) ? "a list" : "an object");
