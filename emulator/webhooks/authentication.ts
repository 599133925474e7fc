import type { Endpoint } from "../events/step.ts";
import { type Failure, invalidHeaders, invalidQuery, postFailed } from "./failure.ts";

/** Where and with what a message is posted. */
export interface Target {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
}

export const webhookKey = 4;
export const httpHeader = 5;
export const httpQueryString = 6;

const entities: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

const decodeXml = (text: string): string =>
  text.replace(/&(lt|gt|amp|quot|apos);/g, (whole: string, name: string) => entities[name] ?? whole);

const setting = /\s*<setting\s+name="([^"<]*)"\s+value="([^"<]*)"\s*(?:\/>|>\s*<\/setting>)/y;

/** Reads `<settings><setting name="a" value="b" /></settings>`; undefined when it is something else. */
export const parseSettings = (text: string): readonly (readonly [string, string])[] | undefined => {
  const inner = /^\s*<settings>([\s\S]*)<\/settings>\s*$/.exec(text)?.[1];
  if (inner === undefined) {
    return undefined;
  }
  const settings: [string, string][] = [];
  let at = 0;
  while (inner.slice(at).trim() !== "") {
    setting.lastIndex = at;
    const [whole, name, value] = setting.exec(inner) ?? [];
    if (whole === undefined || name === undefined || value === undefined) {
      return undefined;
    }
    settings.push([decodeXml(name), decodeXml(value)]);
    at += whole.length;
  }
  return settings;
};

/** What no header field may have (RFC 9110, 5.1 and 5.5). */
const isHeader = ([name, value]: readonly [string, string]): boolean =>
  /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name) && /^[\t\x20-\x7e\x80-\xff]*$/.test(value);

const withHeaders = (url: URL, authValue: string): Target | Failure => {
  const settings = parseSettings(authValue);
  return settings === undefined || settings.length === 0 || !settings.every(isHeader)
    ? invalidHeaders
    : { url, headers: Object.fromEntries(settings) };
};

const withQuery = (url: URL, authValue: string): Target | Failure => {
  const settings = parseSettings(authValue);
  if (settings === undefined || settings.length === 0) {
    return invalidQuery;
  }
  for (const [name, value] of settings) {
    url.searchParams.append(name, value);
  }
  return { url, headers: {} };
};

/** Adds to an endpoint's address what authenticates the sender (Microsoft, Register a webhook). */
export const targetOf = ({ url: address, authType, authValue }: Endpoint): Target | Failure => {
  if (!URL.canParse(address)) {
    return postFailed(`'${address}' is no URL.`);
  }
  const url = new URL(address);
  switch (authType) {
    case httpHeader:
      return withHeaders(url, authValue);
    case httpQueryString:
      return withQuery(url, authValue);
    default:
      url.searchParams.append("code", authValue);
      return { url, headers: {} };
  }
};
