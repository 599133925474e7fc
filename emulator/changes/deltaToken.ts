import { DataverseError } from "../errors/dataverseError.ts";

/** How far a client has followed the changes of a table: to a version of the store, and when that was. */
export interface DeltaToken {
  readonly version: number;
  /** Milliseconds since 1970; the token has seconds. */
  readonly issuedAt: number;
}

const twoDigits = (value: number): string => String(value).padStart(2, "0");

/** `08/22/2017 08:10:44`, as .NET prints a time for its invariant culture. */
const printTime = (time: number): string => {
  const date = new Date(time);
  const day = [date.getUTCMonth() + 1, date.getUTCDate()].map(twoDigits).join("/");
  const clock = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(twoDigits).join(":");
  return `${day}/${String(date.getUTCFullYear()).padStart(4, "0")} ${clock}`;
};

/** The value of `$deltatoken`, encoded for the link: `919042%2108%2f22%2f2017%2008%3a10%3a44`. */
export const printDeltaToken = ({ version, issuedAt }: DeltaToken): string =>
  encodeURIComponent(`${version}!${printTime(issuedAt)}`)
    .replaceAll("!", "%21")
    .replace(/%[0-9A-F]{2}/g, (octet) => octet.toLowerCase());

const shape = /^(\d{1,15})!(\d\d)\/(\d\d)\/(\d{4}) (\d\d):(\d\d):(\d\d)$/;

const damaged = (text: string) =>
  new DataverseError(400, "0x80040203", `The delta token '${text}' is not valid.`);

/** Reads a decoded `$deltatoken`; anything but an unchanged token of this server is refused. */
export const parseDeltaToken = (text: string): DeltaToken => {
  const [version, month, day, year, hour, minute, second] = (shape.exec(text) ?? []).slice(1).map(Number);
  if (version === undefined) {
    throw damaged(text);
  }
  const issuedAt = Date.parse(
    `${String(year).padStart(4, "0")}-${[month, day].map((part) => twoDigits(part ?? 0)).join("-")}T${[hour, minute, second].map((part) => twoDigits(part ?? 0)).join(":")}Z`,
  );
  // A time that does not exist is read as another one, or as none.
  if (Number.isNaN(issuedAt) || !text.endsWith(printTime(issuedAt))) {
    throw damaged(text);
  }
  return { version, issuedAt };
};
