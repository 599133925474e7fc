import { listedOptions, type Option, optionLabelled } from "../definitions/option.ts";
import { unfit, type ValueCheck } from "./valueCheck.ts";

/** The text of a number that Dataverse reads as the number. */
const NUMBER_TEXT = /^-?\d+$/;

/** The number of an option that a value stands for. */
export const optionNumber = (value: unknown): number | undefined => {
  const number = typeof value === "string" && NUMBER_TEXT.test(value) ? Number(value) : value;
  return typeof number === "number" ? number : undefined;
};

const use = (options: readonly Option[], text: unknown): string => {
  const meant = typeof text === "string" ? optionLabelled(options, text) : undefined;
  return `use ${listedOptions(meant === undefined ? options : [meant])}`;
};

/** The number of an option. Without options, which no choice is left for, nothing is known of the values. */
export const choiceCheck = (options: readonly Option[]): ValueCheck => {
  const known = new Set(options.map((option) => option.value));
  return (value) => {
    const number = optionNumber(value);
    if (number === undefined || !Number.isInteger(number)) {
      return unfit("the number of an option", value, use(options, value));
    }
    return known.size === 0 || known.has(number)
      ? undefined
      : `is ${number}, which is none of its options: ${use(options, value)}`;
  };
};

/** Numbers of options as one text, with commas between them (Microsoft, "Choices columns"). */
export const choicesCheck = (options: readonly Option[]): ValueCheck => {
  const known = new Set(options.map((option) => String(option.value)));
  const wanted = `the numbers of its options as text such as "${
    options
      .slice(0, 2)
      .map((option) => option.value)
      .join(",") || "1,2"
  }"`;
  return (value) => {
    if (typeof value !== "string") {
      return unfit(wanted, value);
    }
    const wrong = value.split(",").find((item) => !known.has(item.trim()));
    return value === "" || known.size === 0 || wrong === undefined
      ? undefined
      : `holds ${JSON.stringify(wrong.trim())}, which is none of its options: ${use(options, wrong)}`;
  };
};

const YES_NO_TEXTS: ReadonlySet<unknown> = new Set(["true", "false", "1", "0"]);

/** Yes or no, as a truth value or as text in any case, which is written as one; Dataverse takes no number. */
export const yesNoCheck =
  (options: readonly Option[]): ValueCheck =>
  (value) => {
    const isWord = typeof value === "string" && YES_NO_TEXTS.has(value.trim().toLowerCase());
    if (typeof value === "boolean" || isWord) {
      return undefined;
    }
    const text = typeof value === "number" ? String(value) : value;
    const meant = typeof text === "string" ? meantBy(options, text) : undefined;
    return unfit("true or false", value, meant === undefined ? "" : `use ${meant}`);
  };

const meantBy = (options: readonly Option[], text: string): boolean | undefined => {
  const word = text.trim().toLowerCase();
  if (YES_NO_TEXTS.has(word)) {
    return word === "true" || word === "1";
  }
  const option = optionLabelled(options, text);
  return option === undefined ? undefined : option.value === 1;
};
