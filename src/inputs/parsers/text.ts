import { invalidInput } from "../../client/errors.ts";

/** An empty list is what the platform sends for a list input that was never touched. */
const isBlank = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === "string" && value.trim() === "") ||
  (Array.isArray(value) && value.length === 0);

/** Says what arrived where text was expected, without printing the value. */
export const kindOf = (value: unknown): string => {
  if (value === null) return "nothing";
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
};

/** Text with the space around it removed, or undefined when the input was left blank. Numbers and booleans become text. */
export const optionalText =
  (label: string) =>
  (value: unknown): string | undefined => {
    if (isBlank(value)) return undefined;
    if (typeof value === "string") return value.trim();
    if (typeof value === "number" || typeof value === "boolean") return String(value);
    throw invalidInput(
      `${label} must be text, but ${kindOf(value)} arrived. Reference a single value instead.`,
    );
  };

/** Like `optionalText`, but a blank input is refused. */
export const requiredText = (label: string) => {
  const parse = optionalText(label);
  return (value: unknown): string => {
    const text = parse(value);
    if (text === undefined) throw invalidInput(`${label} is empty. Enter a value.`);
    return text;
  };
};
