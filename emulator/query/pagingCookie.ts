import type { Column } from "../schema/schema.ts";
import type { Value } from "../store/columnStore.ts";
import { parseGuid } from "../store/guid.ts";
import type { Position } from "./model.ts";

/** A column that a page is ordered by, as the cookie names it. */
export interface CookieColumn {
  readonly name: string;
  readonly edmType: Column["edmType"];
}

export interface PagingCookie {
  /** The page that was read, counted from 1. */
  readonly page: number;
  readonly first: Position;
  readonly last: Position;
}

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

const escapeXml = (text: string): string => text.replace(/[&<>"]/g, (character) => escapes[character] ?? "");

const unescapeXml = (text: string): string =>
  text.replaceAll("&quot;", '"').replaceAll("&gt;", ">").replaceAll("&lt;", "<").replaceAll("&amp;", "&");

const isTemporal = (edmType: string): boolean => edmType.startsWith("Edm.Date");

const printValue = (value: string | number | boolean, edmType: string): string =>
  typeof value === "number" && isTemporal(edmType) ? new Date(value).toISOString() : String(value);

const attribute = (name: string, value: Value, edmType: string): string =>
  value === null ? `${name}null="1"` : `${name}="${escapeXml(printValue(value, edmType))}"`;

const printId = (id: string): string => `{${id.toUpperCase()}}`;

/**
 * The cookie the service puts into its links: the first and last values of the page in every column it is ordered by
 * (Microsoft, Page results using FetchXml). A reader goes on after the last row, so that records that appear or
 * vanish in between neither repeat nor hide others.
 */
export const printCookie = (
  cookie: PagingCookie,
  columns: readonly CookieColumn[],
  idName: string,
): string => {
  const parts = columns.map(({ name, edmType }, index) => {
    const last = attribute("last", cookie.last.values[index] ?? null, edmType);
    const first = attribute("first", cookie.first.values[index] ?? null, edmType);
    return `<${name} ${last} ${first} />`;
  });
  const id = `<${idName} last="${printId(cookie.last.id)}" first="${printId(cookie.first.id)}" />`;
  return `<cookie page="${cookie.page}">${parts.join("")}${id}</cookie>`;
};

const parseNumber = (text: string): number | undefined => {
  const value = Number(text);
  return text === "" || Number.isNaN(value) ? undefined : value;
};

const parseValue = (text: string, edmType: string): Value | undefined => {
  if (edmType === "Edm.Boolean") {
    return text === "true" ? true : text === "false" ? false : undefined;
  }
  if (isTemporal(edmType)) {
    return parseNumber(String(Date.parse(text)));
  }
  return edmType === "Edm.String" || edmType === "Edm.Guid" ? text : parseNumber(text);
};

const elementShape =
  /^<([A-Za-z_]\w*) (?:last="([^"<>]*)"|lastnull="1") (?:first="([^"<>]*)"|firstnull="1") \/>/;

interface Element {
  readonly name: string;
  readonly last: string | null;
}

const parseElements = (text: string): readonly Element[] | undefined => {
  const elements: Element[] = [];
  let rest = text;
  while (rest !== "") {
    const match = elementShape.exec(rest);
    if (match?.[1] === undefined) {
      return undefined;
    }
    elements.push({ name: match[1], last: match[2] === undefined ? null : unescapeXml(match[2]) });
    rest = rest.slice(match[0].length);
  }
  return elements;
};

/** Reads where a cookie's page ended, or undefined when it is damaged or belongs to a query with another order. */
export const parseCookie = (
  text: string,
  columns: readonly CookieColumn[],
  idName: string,
): Position | undefined => {
  const elements = parseElements(/^<cookie page="\d{1,9}">(.*)<\/cookie>$/s.exec(text)?.[1] ?? "?");
  const names = [...columns.map(({ name }) => name), idName];
  if (elements?.length !== names.length || !elements.every(({ name }, at) => name === names[at])) {
    return undefined;
  }
  const values = columns.map(({ edmType }, at) => {
    const last = elements[at]?.last ?? null;
    return last === null ? null : parseValue(last, edmType);
  });
  const id = parseGuid(/^\{(.*)\}$/.exec(elements.at(-1)?.last ?? "")?.[1] ?? "");
  const readable = values.filter((value) => value !== undefined);
  return id === undefined || readable.length !== values.length ? undefined : { id, values: readable };
};
