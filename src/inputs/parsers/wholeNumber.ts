import { invalidInput } from "../../client/errors.ts";
import { quoted } from "../../client/odata/names.ts";
import { optionalText } from "./text.ts";

export interface WholeNumberRange {
  readonly from: number;
  readonly to: number;
}

/** A whole number that may arrive as text, parsed strictly: "12abc" and "1.5" are refused. Blank is undefined. */
export const optionalWholeNumber = (label: string, { from, to }: WholeNumberRange) => {
  const parse = optionalText(label);
  return (value: unknown): number | undefined => {
    const text = parse(value);
    if (text === undefined) return undefined;
    const number = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    if (number >= from && number <= to) return number;
    throw invalidInput(`${label} must be a whole number from ${from} to ${to}, but it is ${quoted(text)}.`);
  };
};

/** Like `optionalWholeNumber`, with a default for a blank input. */
export const wholeNumber = (label: string, range: WholeNumberRange & { readonly whenBlank: number }) => {
  const parse = optionalWholeNumber(label, range);
  return (value: unknown): number => parse(value) ?? range.whenBlank;
};
