import { input } from "@prismatic-io/spectral";
import { invalidInput } from "../client/errors.ts";
import { optionalText } from "./parsers/text.ts";

const label = "Look Back Date";
const dateOrTime =
  /^(\d{4})-(\d{2})-(\d{2})(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,7})?)?(?:Z|[+-]\d{2}:\d{2}))?$/i;

/** `Date.parse` takes the 31st of February for a day in March. */
const isRealDay = ([, year, month, day]: readonly string[]): boolean =>
  new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).getUTCDate() === Number(day) &&
  Number(month) >= 1 &&
  Number(month) <= 12;

/** A day, which begins at midnight UTC, or a time with its zone; in milliseconds since 1970, undefined when blank. */
const parse = (value: unknown): number | undefined => {
  const text = value instanceof Date ? value.toISOString() : optionalText(label)(value);
  if (text === undefined) return undefined;
  const parts = dateOrTime.exec(text);
  const time = Date.parse(text.toUpperCase());
  if (parts === null || !isRealDay(parts) || Number.isNaN(time)) {
    throw invalidInput(
      `${label} must be a day such as 2026-01-31, or a time such as 2026-01-31T08:00:00Z, but it is "${text}".`,
    );
  }
  if (time > Date.now()) {
    throw invalidInput(
      `${label} ${text} is in the future. Enter a day in the past, or nothing to start now.`,
    );
  }
  return time;
};

export const lookBackDate = input({
  label,
  type: "string",
  required: false,
  comments:
    "The first poll also reports the records that were modified on this day (midnight UTC) or later. Leave empty to report only what changes after the first poll. Later polls go on where the last one ended and ignore this date.",
  placeholder: "YYYY-MM-DD",
  example: "2026-01-31",
  clean: parse,
});
