import { unfit, type ValueCheck } from "./valueCheck.ts";

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,12})?)?(?:Z|[+-]\d{2}:\d{2})$/i;
const MOMENT_WITHOUT_ZONE = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?$/i;

/** "All date and time columns support values as early as 1/1/1753 12:00 AM" (Microsoft, "Column definitions"). */
const EARLIEST = Date.UTC(1753, 0, 1);
const TOO_EARLY = "is before 1753-01-01, the earliest day that Dataverse keeps";

/** JavaScript rolls February 30 over to March. */
const startOfDay = (day: string): number => {
  const time = Date.parse(`${day}T00:00:00Z`);
  return new Date(time).getUTCDate() === Number(day.slice(8)) ? time : Number.NaN;
};

const A_DAY = "a date such as 2026-01-31, without a time";

/** A date of the calendar: a column whose `DateTimeBehavior` is DateOnly. */
export const dayCheck: ValueCheck = (value) => {
  const time = typeof value === "string" && DAY.test(value) ? startOfDay(value) : Number.NaN;
  if (Number.isNaN(time)) {
    return unfit(A_DAY, value);
  }
  return time < EARLIEST ? TOO_EARLY : undefined;
};

const A_MOMENT = "a date and time such as 2026-01-31T08:30:00Z";

const momentOf = (text: string): number =>
  MOMENT.test(text) && !Number.isNaN(startOfDay(text.slice(0, 10)))
    ? Date.parse(text.toUpperCase())
    : Number.NaN;

/** A date with a time and its zone, which all other columns of dates take, also those that only show a date. */
export const momentCheck: ValueCheck = (value) => {
  const time = typeof value === "string" ? momentOf(value) : Number.NaN;
  if (Number.isNaN(time)) {
    return unfit(A_MOMENT, value, zoneAdvice(value));
  }
  return time < EARLIEST ? TOO_EARLY : undefined;
};

const zoneAdvice = (value: unknown): string => {
  const text = typeof value === "string" && MOMENT_WITHOUT_ZONE.test(value) ? value : undefined;
  if (text === undefined || Number.isNaN(startOfDay(text.slice(0, 10)))) {
    return "";
  }
  return text.length === "YYYY-MM-DD".length
    ? `add a time and its zone, such as ${text}T00:00:00Z`
    : "add its time zone, such as Z for UTC or +01:00";
};
