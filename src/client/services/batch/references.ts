import type { JsonObject } from "../jsonObject.ts";
import type { BatchItem } from "./batchItem.ts";

/** What an item may be called, so that others can refer to it: the characters that need no encoding in a URL. */
const CONTENT_ID = String.raw`[\w.~-]{1,50}`;
const contentId = new RegExp(`^${CONTENT_ID}$`);

export const isContentId = (text: string): boolean => contentId.test(text);

/** `$1` or `$1/primarycontactid`, with the name of the item behind the dollar. */
const reference = new RegExp(String.raw`^\$(${CONTENT_ID})(?=$|\/)`);
const wholeReference = new RegExp(String.raw`^\$(${CONTENT_ID})$`);

/** The Content-ID that a key refers to, which is a reference as a whole; undefined when it is none. */
export const referencedId = (text: unknown): string | undefined =>
  typeof text === "string" ? wholeReference.exec(text.trim())?.[1] : undefined;

/** True for a text that begins like a reference: no key and no address of a record does. */
export const looksLikeReference = (text: unknown): text is string =>
  typeof text === "string" && text.trimStart().startsWith("$");

/** Members whose values are references to records: nowhere else is `$1` more than a text. */
const isLink = (name: string): boolean => name.endsWith("@odata.bind") || name === "@odata.id";

/** The references in the values to write, at any depth: the Content-IDs, and the texts that only look like references. */
export const referencesInData = (
  data: JsonObject,
): { readonly ids: readonly string[]; readonly unreadable: readonly string[] } => {
  const texts = linksIn(data, false).filter(looksLikeReference);
  const ids = texts.map((text) => reference.exec(text.trim())?.[1]);
  return {
    ids: ids.filter((id) => id !== undefined),
    unreadable: texts.filter((_, index) => ids[index] === undefined),
  };
};

const linksIn = (value: unknown, linked: boolean): readonly string[] => {
  if (typeof value === "string") {
    return linked ? [value] : [];
  }
  if (Array.isArray(value)) {
    return value.flatMap((entry) => linksIn(entry, linked));
  }
  return typeof value === "object" && value !== null
    ? Object.entries(value).flatMap(([name, entry]) => linksIn(entry, isLink(name)))
    : [];
};

/** The values with each reference under another id. */
export const replaceReferences = (data: JsonObject, newId: (id: string) => string): JsonObject =>
  Object.fromEntries(
    Object.entries(data).map(([name, value]) => [name, replacedIn(value, isLink(name), newId)]),
  );

const replacedIn = (value: unknown, linked: boolean, newId: (id: string) => string): unknown => {
  if (typeof value === "string") {
    return linked && looksLikeReference(value)
      ? value.trim().replace(reference, (_, id: string) => `$${newId(id)}`)
      : value;
  }
  if (Array.isArray(value)) {
    return value.map((entry) => replacedIn(entry, linked, newId));
  }
  return typeof value === "object" && value !== null
    ? replaceReferences(Object.fromEntries(Object.entries(value)), newId)
    : value;
};

/** The positions of the items that an item refers to, each once, in order. */
export const referencesIn = (item: BatchItem): readonly number[] => {
  const keys = "key" in item ? [item.key, ...("related" in item ? [item.related.key] : [])] : [];
  const positions = [
    ...keys.flatMap((key) => (key.kind === "reference" ? [key.position] : [])),
    ...("data" in item ? referencesInData(item.data).ids.map(Number) : []),
  ];
  return [...new Set(positions)].sort((one, other) => one - other);
};
