import { invalidInput } from "../../client/errors.ts";
import { quoted } from "../../client/odata/names.ts";
import { optionalText } from "./text.ts";

const words: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  ["yes", true],
  ["1", true],
  ["false", false],
  ["no", false],
  ["0", false],
]);

/** A boolean that may arrive as text: "0" is false. A blank input is the default. */
export const flag = (label: string, whenBlank: boolean) => {
  const parse = optionalText(label);
  return (value: unknown): boolean => {
    const text = parse(value);
    if (text === undefined) return whenBlank;
    const known = words.get(text.toLowerCase());
    if (known === undefined) throw invalidInput(`${label} must be true or false, but it is ${quoted(text)}.`);
    return known;
  };
};
