/** Two digits of every number below 100: padding is the most frequent thing to do when dates are written. */
const pairs = Array.from({ length: 100 }, (_, number) => String(number).padStart(2, "0"));

export const twoDigits = (number: number): string => pairs[number] ?? String(number);

const dayLength = 86_400_000;

export interface CalendarDate {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
}

/**
 * The date (UTC, Gregorian) of a moment in milliseconds since 1970. Counts in years that begin in March, so that the
 * leap day is a year's last; much faster than Date, which matters for pages of thousands of rows.
 */
export const calendarDate = (time: number): CalendarDate => {
  const days = Math.floor(time / dayLength) + 719_468;
  const era = Math.floor(days / 146_097);
  const dayOfEra = days - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1,
  };
};

/** Whole minutes since midnight (UTC). */
export const minuteOfDay = (time: number): number =>
  Math.floor((time - Math.floor(time / dayLength) * dayLength) / 60_000);

/** `2026-01-31` */
export const isoDate = (time: number): string => {
  const { year, month, day } = calendarDate(time);
  return `${String(year).padStart(4, "0")}-${twoDigits(month)}-${twoDigits(day)}`;
};

/** `2026-01-31T12:00:00Z`: the service writes no fractions of seconds. */
export const isoDateTime = (time: number): string => {
  const minutes = minuteOfDay(time);
  const second = Math.floor(time / 1000) - Math.floor(time / 60_000) * 60;
  return `${isoDate(time)}T${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}:${twoDigits(second)}Z`;
};
