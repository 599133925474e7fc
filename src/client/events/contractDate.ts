const contractDate = /^\/Date\((-?\d{1,16})(?:[+-]\d{4})?\)\/$/;

/** As far from 1970 as a date can be (ECMA-262, Time Values and Time Range). */
const furthest = 8.64e15;

/**
 * Reads a date as .NET's DataContractJsonSerializer writes it, `/Date(1506409448000-0700)/`, and gives it as the Web API
 * does: `2017-09-26T07:04:08Z`, with milliseconds only when there are some. The number is UTC; the offset only tells the
 * sender's time zone. Undefined for any other text.
 *
 * A text column that holds exactly such a text cannot be told from a date: in the message every slash of every text is
 * escaped as in dates, so the raw JSON does not help.
 */
export const isoDate = (text: string): string | undefined => {
  const milliseconds = Number(contractDate.exec(text)?.[1] ?? Number.NaN);
  return Math.abs(milliseconds) <= furthest
    ? new Date(milliseconds).toISOString().replace(".000Z", "Z")
    : undefined;
};
