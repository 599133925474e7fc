import { invalidInput } from "../../client/errors.ts";
import { keyValueEntries } from "../parsers/keyValueList.ts";
import { optionalText } from "../parsers/text.ts";

type NamedText = readonly [name: string, text: string];

/** Names with texts, in their order; a name may come twice. Numbers and booleans become text, nothing becomes "". */
export const namedTexts =
  (label: string, insteadOfObjects: string) =>
  (value: unknown): readonly NamedText[] =>
    keyValueEntries(label, value, "its name").map(([name, given]) => [
      name,
      textOf(`${label} "${name}"`, given, insteadOfObjects),
    ]);

const textOf = (label: string, value: unknown, insteadOfObjects: string): string => {
  if (typeof value === "string") return value;
  if (typeof value !== "object" || value === null) return optionalText(label)(value) ?? "";
  throw invalidInput(
    `${label} must be text, but ${Array.isArray(value) ? "a list" : "an object"} arrived. ${insteadOfObjects}`,
  );
};

interface Uniqueness {
  readonly ignoreCase: boolean;
  /** What to do about a name that comes twice. */
  readonly insteadOfTwo: string;
}

/** The same where every name must be there only once. */
export const uniqueTexts = (label: string, { ignoreCase, insteadOfTwo }: Uniqueness) => {
  const parse = namedTexts(label, "Reference a single value instead.");
  return (value: unknown): readonly NamedText[] => {
    const entries = parse(value);
    const names = entries.map(([name]) => (ignoreCase ? name.toLowerCase() : name));
    const twice = entries.find((_, index) => names.indexOf(names[index] ?? "") !== index);
    if (twice === undefined) return entries;
    throw invalidInput(`${label} names "${twice[0]}" twice. ${insteadOfTwo}`);
  };
};
