import type { Value } from "../store/columnStore.ts";
import type { DatePart } from "./model.ts";

const dayLength = 86_400_000;

/** Weeks are counted from the one with January 1 and begin on Sunday, as SQL Server counts them. */
const weekOf = (date: Date): number => {
  const yearStart = Date.UTC(date.getUTCFullYear(), 0, 1);
  const dayOfYear = Math.floor((date.getTime() - yearStart) / dayLength);
  return Math.floor((dayOfYear + new Date(yearStart).getUTCDay()) / 7) + 1;
};

const parts: Readonly<Record<DatePart, (date: Date) => number>> = {
  year: (date) => date.getUTCFullYear(),
  quarter: (date) => Math.floor(date.getUTCMonth() / 3) + 1,
  month: (date) => date.getUTCMonth() + 1,
  week: weekOf,
  day: (date) => date.getUTCDate(),
};

/** A part of a date (UTC) as a number; null stays null. */
export const cutDate = (value: Value, part: DatePart): Value =>
  value === null ? null : parts[part](new Date(Number(value)));
