import { percentEncode } from "../odata/literal.ts";
import { readXml, type XmlElement } from "./xml.ts";
import { escapeXml, unescapeXml } from "./xmlText.ts";

/** Where a page of a FetchXML query begins. */
export interface PageStart {
  /** Counted from 1. */
  readonly page: number;
  /** What `paging-cookie` is set to: the cookie of the page before. Without one Dataverse counts rows from the first. */
  readonly cookie?: string | undefined;
  /** The page size that the page number counts in, when it is not the query's own. */
  readonly count?: number | undefined;
}

/**
 * The cookie in the annotation `fetchxmlpagingcookie`: an element whose attribute `pagingcookie` holds it URL-encoded
 * twice (Microsoft, "Page results using FetchXml"). Undefined when there is none, as for queries that cannot be paged by
 * cookie. The annotation's page number is of no use: Microsoft's samples show 2 on page 2 as well.
 */
export const decodePagingAnnotation = (annotation: unknown): string | undefined => {
  const root = typeof annotation === "string" ? cookieElement(annotation) : undefined;
  return root === undefined ? undefined : innerCookie(root);
};

/**
 * What a flow hands to its next step as the Next Page Id: one text that alone leads to the page, whatever becomes of the
 * page number. It is the cookie as Dataverse means it, XML-escaped so that it also fits into a query by hand. Where there
 * is no cookie, or it does not tell its page, it is an element of our own with the same root.
 */
export const printPageStart = (start: PageStart): string => {
  const { page, count, cookie } = start;
  if (cookie !== undefined && pageAfter(cookieElement(cookie)) === page) {
    return escapeXml(cookie);
  }
  const attributes = [
    `nextpage="${page}"`,
    ...(count === undefined ? [] : [`count="${count}"`]),
    ...(cookie === undefined ? [] : [`pagingcookie="${percentEncode(percentEncode(cookie))}"`]),
  ];
  return escapeXml(`<cookie ${attributes.join(" ")} />`);
};

/** Like a page start, but a text of Dataverse's own may leave the page open. */
export type GivenPageStart = Omit<PageStart, "page"> & { readonly page?: number | undefined };

/**
 * Reads a paging cookie in every form that people hold one: decoded, as the whole annotation, URL-encoded once or twice,
 * each also XML-escaped, and what `printPageStart` gives. Undefined when the text is none of them.
 */
export const parsePageStart = (text: string): GivenPageStart | undefined => {
  const plain = unwrapped(text.trim());
  const root = cookieElement(plain);
  if (root === undefined) {
    return undefined;
  }
  const next = pageAfter(root);
  if (next !== undefined) {
    return { page: next, cookie: plain };
  }
  const cookie = innerCookie(root);
  const page = numberIn(root, "nextpage") ?? pageAfter(cookieElement(cookie ?? ""));
  const isOwn = root.attributes.has("nextpage");
  return cookie === undefined && !isOwn && !root.attributes.has("pagenumber")
    ? undefined
    : { page, cookie, count: isOwn ? numberIn(root, "count") : undefined };
};

/** Encoded twice and escaped twice is the most that happens to a cookie on its way. */
const MOST_WRAPPINGS = 4;

const unwrapped = (text: string): string => {
  let plain = text;
  for (let layer = 0; layer < MOST_WRAPPINGS && !plain.startsWith("<"); layer += 1) {
    plain = plain.startsWith("&") ? unescapeXml(plain) : (urlDecoded(plain) ?? plain);
  }
  return plain;
};

/** A plus sign stays one: the service encodes blanks as %20. Undefined when the text is not URL-encoded. */
const urlDecoded = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
};

const cookieElement = (text: string): XmlElement | undefined => {
  const root = readXml(text);
  return root.kind === "root" && root.name === "cookie" && !root.hasDocumentType ? root : undefined;
};

const innerCookie = ({ attributes }: XmlElement): string | undefined =>
  urlDecoded(urlDecoded(attributes.get("pagingcookie") ?? "") ?? "") || undefined;

const numberIn = ({ attributes }: XmlElement, name: string): number | undefined => {
  const text = attributes.get(name) ?? "";
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined;
};

/** The page that a cookie leads to: the one after the page it was given with. */
const pageAfter = (cookie: XmlElement | undefined): number | undefined => {
  const page = cookie === undefined ? undefined : numberIn(cookie, "page");
  return page === undefined ? undefined : page + 1;
};
