/** A text, or a number. */
const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/gi;

/** Doubles keep 15 digits of any number (IEEE 754). */
const KEPT_DIGITS = 15;
const LONG = /[\d.]{16}/;

/**
 * JSON text in which numbers with more digits than JavaScript keeps are texts: 9007199254740993 would be read as
 * 9007199254740992. Bulk writes send text for a number column as that number, digit by digit.
 */
export const withExactNumbers = (json: string): string =>
  LONG.test(json) ? json.replaceAll(TOKEN, (token) => (losesDigits(token) ? `"${token}"` : token)) : json;

const losesDigits = (token: string): boolean =>
  !token.startsWith('"') && digitsOf(token).length > KEPT_DIGITS && digitsOf(token) !== digitsOf(kept(token));

/** What a double makes of it, without an exponent where it has none. */
const kept = (token: string): string => String(Number(token));

/** The digits that count: neither zeros around them nor the point, the sign and the exponent. */
const digitsOf = (token: string): string =>
  token
    .replace(/e.*$/i, "")
    .replace(/^-?0*\.?0*/, "")
    .replace(".", "")
    .replace(/0+$/, "");
