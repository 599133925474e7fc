import { DataverseError } from "../errors/dataverseError.ts";
import { percentDecode } from "./percentDecoding.ts";

/** The envelope of a paging cookie in a link. Without a cookie the next page is found by counting rows. */
export interface SkipToken {
  /** The page to read, counted from 1. */
  readonly page: number;
  readonly cookie: string | undefined;
}

const shape = /^<cookie pagenumber="([1-9]\d{0,8})"(?: pagingcookie="([^"<>]*)")? istracking="False" \/>$/;

/** The service writes its escapes in lower case inside the token. */
const encodeInner = (text: string): string =>
  encodeURIComponent(text).replace(/%[0-9A-F]{2}/g, (octet) => octet.toLowerCase());

/** The service says so of any cookie it cannot read. */
export const damagedCookie = () =>
  new DataverseError(400, "0x80040203", "Malformed XML in the Paging Cookie");

/** The value of `$skiptoken`, before it is encoded for the link (so that the cookie ends up encoded twice). */
export const printSkipToken = ({ page, cookie }: SkipToken): string =>
  cookie === undefined
    ? `<cookie pagenumber="${page}" istracking="False" />`
    : `<cookie pagenumber="${page}" pagingcookie="${encodeInner(cookie)}" istracking="False" />`;

/** Reads a decoded `$skiptoken`; anything but an unchanged token of this server is refused. */
export const parseSkipToken = (text: string): SkipToken => {
  const [, page, encoded] = shape.exec(text) ?? [];
  const cookie = encoded === undefined ? undefined : percentDecode(encoded);
  if (page === undefined || (encoded !== undefined && cookie === undefined)) {
    throw damagedCookie();
  }
  return { page: Number(page), cookie };
};
