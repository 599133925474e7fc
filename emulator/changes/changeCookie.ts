import { percentDecode } from "../odata/percentDecoding.ts";
import { damagedCookie } from "../odata/skipToken.ts";

/** A change in the order in which changes are told: first what was written, then what was deleted, by version. */
export interface ChangePosition {
  readonly isDeleted: boolean;
  readonly version: number;
}

/** Where a list of changes goes on. */
export interface ChangeCookie {
  /** The page to read, counted from 1. */
  readonly page: number;
  /** The changes of later versions belong to the next list. */
  readonly until: number;
  /** When the list was begun. */
  readonly begunAt: number;
  readonly after: ChangePosition;
}

const encodeInner = (text: string): string =>
  encodeURIComponent(text).replace(/%[0-9A-F]{2}/g, (octet) => octet.toLowerCase());

/** The value of `$skiptoken`, before it is encoded for the link. */
export const printChangeCookie = ({ page, until, begunAt, after }: ChangeCookie): string => {
  const { isDeleted, version } = after;
  const cookie = `<cookie page="${page - 1}"><versionnumber last="${version}" until="${until}" begun="${begunAt}" deleted="${isDeleted ? 1 : 0}" /></cookie>`;
  return `<cookie pagenumber="${page}" pagingcookie="${encodeInner(cookie)}" istracking="True" />`;
};

const envelope = /^<cookie pagenumber="([1-9]\d{0,8})" pagingcookie="([^"<>]*)" istracking="True" \/>$/;
const inside =
  /^<cookie page="\d{1,9}"><versionnumber last="(\d{1,15})" until="(\d{1,15})" begun="(\d{1,15})" deleted="([01])" \/><\/cookie>$/;

/** Reads a decoded `$skiptoken` of a list of changes; a damaged one is refused. */
export const parseChangeCookie = (text: string): ChangeCookie => {
  const [, page, encoded = ""] = envelope.exec(text) ?? [];
  const [, version, until, begunAt, deleted] = inside.exec(percentDecode(encoded) ?? "") ?? [];
  if (page === undefined || version === undefined) {
    throw damagedCookie();
  }
  return {
    page: Number(page),
    until: Number(until),
    begunAt: Number(begunAt),
    after: { isDeleted: deleted === "1", version: Number(version) },
  };
};
