import { isJsonObject, type JsonObject } from "../services/jsonObject.ts";

/** The entries of a collection as the message writes it: `[{ key, value }]`. Anything else in it is passed over. */
export const entriesIn = (list: unknown): readonly (readonly [name: string, value: unknown])[] =>
  Array.isArray(list)
    ? list.flatMap((entry: unknown) =>
        isJsonObject(entry) && typeof entry["key"] === "string"
          ? [[entry["key"], entry["value"]] as const]
          : [],
      )
    : [];

/** The value behind a key of such a collection. */
export const valueIn = (list: unknown, name: string): unknown =>
  entriesIn(list).find(([key]) => key === name)?.[1];

/** Text that is not empty, or null. */
export const textOrNull = (value: unknown): string | null =>
  typeof value === "string" && value !== "" ? value : null;

/** .NET's empty GUID stands for none. */
export const idOrNull = (value: unknown): string | null => {
  const text = textOrNull(value)?.toLowerCase() ?? null;
  return text === "00000000-0000-0000-0000-000000000000" ? null : text;
};

/**
 * An object of the given entries. `__proto__` is left out: no column or parameter can have that name, and the platform's
 * MessagePack decoder refuses results that hold it.
 */
export const objectOf = (entries: readonly (readonly [string, unknown])[]): JsonObject =>
  Object.fromEntries(entries.filter(([name]) => name !== "__proto__"));
