import { invalidInput } from "../../../errors.ts";
import { jsonIn } from "../../../http/bodyText.ts";
import { isJsonObject, type JsonObject } from "../../jsonObject.ts";
import type { RecordReading } from "./recordReading.ts";

/**
 * A record of the list as an object. Steps that build a record as text hand it over as JSON; to delete a record, its id or
 * key alone will do. Throws `invalidInput` for anything else.
 */
export const recordObject = (
  { action, table }: Pick<RecordReading, "action" | "table">,
  given: unknown,
): JsonObject => {
  const record = typeof given === "string" && given.trimStart().startsWith("{") ? jsonIn(given) : given;
  if (isJsonObject(record)) {
    return record;
  }
  if (action === "delete" && typeof given === "string") {
    return { [table.primaryId]: given };
  }
  throw invalidInput(`It must be an object of columns and values, but it is ${kindOf(given)}.`);
};

/** What sentences call a value that is no record. */
export const kindOf = (value: unknown): string => {
  if (value === null || value === undefined) {
    return "empty";
  }
  if (Array.isArray(value)) {
    return "a list";
  }
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
};
