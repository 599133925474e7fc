/** A date, or a date with a time in any time zone. */
export interface Moment {
  /** False for a date without a time, which stands for its midnight in UTC. */
  readonly hasTime: boolean;
  /** Whole seconds since 1970, UTC. */
  readonly seconds: number;
  /** The digits behind the second, without zeros at their end. */
  readonly fraction: string;
}

const shape =
  /^(\d{4}-\d{2}-\d{2})(?:T((?:[01]\d|2[0-3]):\d{2}(?::\d{2}(?:\.(\d+))?)?)(Z|[+-]\d{2}:\d{2}))?$/i;

/** Reads an ISO date, or an ISO date and time that names its time zone. Undefined when the text is neither. */
export const parseMoment = (text: string): Moment | undefined => {
  const [, date = "", time, fraction = "", zone = "Z"] = shape.exec(text) ?? [];
  if (!isDay(date)) {
    return undefined;
  }
  const [wholeSeconds = ""] = (time ?? "00:00").split(".");
  const milliseconds = Date.parse(`${date}T${wholeSeconds}${zone.toUpperCase()}`);
  return Number.isNaN(milliseconds)
    ? undefined
    : { hasTime: time !== undefined, seconds: milliseconds / 1000, fraction: fraction.replace(/0+$/, "") };
};

/** Days such as February 30 are none, although JavaScript rolls them over. */
const isDay = (date: string): boolean => {
  const time = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date);
};
