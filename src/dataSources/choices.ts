import type { Element } from "@prismatic-io/spectral";

const order = new Intl.Collator("en", { sensitivity: "base", numeric: true });

/** A label with the name behind it, where the two differ: labels need not be unique. */
export const labelWithName = (label: string, name: string): string =>
  label === name ? name : `${label} (${name})`;

/** In the order in which a person looks for them. */
export const byLabel = (choices: readonly Element[]): Element[] =>
  [...choices].sort((one, other) => order.compare(one.label ?? "", other.label ?? ""));

/** Says at the last choice that there are more than are shown. */
export const withMoreMark = (choices: readonly Element[], hasMore: boolean): Element[] => {
  const last = choices.at(-1);
  return hasMore && last !== undefined
    ? [...choices.slice(0, -1), { ...last, label: `${last.label} … and more that are not shown` }]
    : [...choices];
};
