import { isDeepStrictEqual } from "node:util";
import { isJsonObject, type JsonObject } from "../services/jsonObject.ts";
import { idOrNull } from "./contractMembers.ts";

/** Lookups are the same when they point to the same record: the target of an update comes without its name. */
const comparable = (value: unknown): unknown =>
  isJsonObject(value) && "table" in value && "id" in value ? [value["table"], value["id"]] : value;

const isSame = (one: unknown, other: unknown): boolean =>
  isDeepStrictEqual(comparable(one), comparable(other));

/**
 * The columns that a create or update set, without the record's id. A column that an image of the record before shows
 * with the same value is left out: Dataverse raises an update for every column that was sent, changed or not.
 */
export const changedColumns = (
  record: JsonObject,
  { id, before }: { readonly id: string | null; readonly before: readonly JsonObject[] },
): readonly string[] =>
  Object.entries(record)
    .filter(([name, value]) => id === null || !name.endsWith("id") || idOrNull(value) !== id)
    .filter(
      ([name, value]) => !before.some((image) => Object.hasOwn(image, name) && isSame(image[name], value)),
    )
    .map(([name]) => name);
