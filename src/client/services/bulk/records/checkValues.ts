import { invalidInput } from "../../../errors.ts";
import type { JsonObject } from "../../jsonObject.ts";

/** Refuses what JSON cannot hold: it would be left out, or become a null, which clears the column. */
export const checkValues = (values: JsonObject): void => {
  for (const [name, value] of Object.entries(values)) {
    const problem = problemOf(value);
    if (problem !== undefined) {
      throw invalidInput(`Its ${name} is ${problem}, which cannot be written as JSON.`);
    }
  }
};

const NO_JSON: ReadonlySet<string> = new Set(["bigint", "function", "symbol"]);

const problemOf = (value: unknown): string | undefined => {
  if (typeof value === "number") {
    return Number.isFinite(value) ? undefined : String(value);
  }
  if (NO_JSON.has(typeof value)) {
    return `a ${typeof value}`;
  }
  return typeof value === "object" && value !== null && !hasJson(value) ? "an object" : undefined;
};

/** Circular or very deep objects have none, a date without a time is a null. */
const hasJson = (value: object): boolean => {
  try {
    const json: unknown = JSON.stringify(value);
    return json !== undefined && json !== "null";
  } catch {
    return false;
  }
};
