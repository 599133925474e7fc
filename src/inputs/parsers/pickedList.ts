import { textList } from "./textList.ts";

/** A list of texts of which some may come from a dropdown, as `{ key, label }`: such an entry counts by its key. */
export const pickedList = (label: string) => {
  const parse = textList(label, keyOf);
  return (value: unknown): readonly string[] => parse(isPicked(value) ? [value] : value);
};

const isPicked = (entry: unknown): entry is { readonly key: unknown } =>
  typeof entry === "object" && entry !== null && "key" in entry;

/** What is no entry of a dropdown is left to the parser of texts, which refuses what it cannot take. */
const keyOf = (entry: unknown): unknown => (isPicked(entry) ? entry.key : entry);
