import type { HeaderMap } from "./message.ts";

const SECONDS = /^\d{1,9}(\.\d+)?$/;

/**
 * How long the server asks to wait, in milliseconds: `Retry-After` holds seconds or an HTTP date (RFC 9110, 10.2.3).
 * A date gone by is 0; without the header, or with one that is neither, undefined.
 */
export const retryAfterMs = (headers: HeaderMap, now: number): number | undefined => {
  const text = headers["retry-after"]?.trim() ?? "";
  if (SECONDS.test(text)) {
    return Math.ceil(Number(text) * 1000);
  }
  const date = /[a-z]/i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
};
