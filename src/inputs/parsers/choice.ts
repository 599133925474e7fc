import { invalidInput } from "../../client/errors.ts";
import { quoted } from "../../client/odata/names.ts";
import { optionalText } from "./text.ts";

/** One of several words, whatever their case and the space in them. A blank input is the default. */
export const choice = <Choice extends string, Blank extends Choice | undefined>(
  label: string,
  choices: readonly Choice[],
  whenBlank: Blank,
) => {
  const parse = optionalText(label);
  return (value: unknown): Choice | Blank => {
    const text = parse(value);
    if (text === undefined) return whenBlank;
    const known = choices.find((candidate) => comparable(candidate) === comparable(text));
    if (known === undefined) {
      throw invalidInput(`${label} must be one of ${choices.join(" or ")}, but it is ${quoted(text)}.`);
    }
    return known;
  };
};

const comparable = (text: string): string => text.replace(/\s/g, "").toLowerCase();
