/** From the first moment included to the last one excluded, milliseconds since 1970; an absent end is open. */
export interface DateRange {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

export type DateUnit = "minute" | "hour" | "day" | "week" | "month" | "year";

const minute = 60_000;
const lengths = { minute, hour: 60 * minute, day: 1440 * minute, week: 7 * 1440 * minute } as const;

const startOfDay = (time: number): number => {
  const date = new Date(time);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate());
};

/** Moves by calendar months; a day that the month does not have becomes its last one. */
const addMonths = (time: number, months: number): number => {
  const date = new Date(time);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + months];
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(date.getUTCDate(), lastDay)) + (time - startOfDay(time));
};

/** Moves a moment by whole units of the calendar (UTC). */
export const addUnits = (time: number, unit: DateUnit, amount: number): number =>
  unit === "month" || unit === "year"
    ? addMonths(time, unit === "year" ? 12 * amount : amount)
    : time + amount * lengths[unit];

/** The first moment of the unit that `time` is in. Weeks begin on Sunday, as in the service's default settings. */
export const startOf = (time: number, unit: DateUnit): number => {
  const date = new Date(time);
  switch (unit) {
    case "year":
      return Date.UTC(date.getUTCFullYear(), 0, 1);
    case "month":
      return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
    case "week":
      return startOfDay(time) - date.getUTCDay() * lengths.day;
    case "day":
      return startOfDay(time);
    default:
      return Math.floor(time / lengths[unit]) * lengths[unit];
  }
};

/** The whole day, week, month or year that is `offset` units away from now: 0 this one, -1 the last, 1 the next. */
export const wholeUnit = (now: number, unit: DateUnit, offset: number): DateRange => {
  const from = addUnits(startOf(now, unit), unit, offset);
  return { from, to: addUnits(from, unit, 1) };
};

/** Hours are counted from this moment; for the longer units the day they begin or end on counts as a whole. */
const isByClock = (unit: DateUnit): boolean => unit === "minute" || unit === "hour";

/** The last `amount` units up to this moment. */
export const lastUnits = (now: number, unit: DateUnit, amount: number): DateRange => {
  const from = addUnits(now, unit, -amount);
  return { from: isByClock(unit) ? from : startOfDay(from), to: now + 1 };
};

/** The next `amount` units from this moment. */
export const nextUnits = (now: number, unit: DateUnit, amount: number): DateRange => {
  const to = addUnits(now, unit, amount);
  return { from: now, to: isByClock(unit) ? to + 1 : startOfDay(to) + lengths.day };
};

/** Everything before `amount` units ago. */
export const olderThan = (now: number, unit: DateUnit, amount: number): DateRange => {
  const to = addUnits(now, unit, -amount);
  return { to: isByClock(unit) ? to : startOfDay(to) };
};

/** The whole day a moment is on. */
export const dayOf = (time: number): DateRange => wholeUnit(time, "day", 0);
