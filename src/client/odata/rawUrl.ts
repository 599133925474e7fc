import { type DataverseError, invalidInput } from "../errors.ts";
import { percentEncode } from "./literal.ts";

export interface RawUrlParts {
  /** A path as a person writes it, with or without a query, or a full URL of the environment. */
  readonly url: string;
  /** Appended to the query; the same name may come more than once. */
  readonly queryParameters: readonly (readonly [name: string, value: string])[];
}

export interface RawUrlRoots {
  /** `https://org.crm.dynamics.com` */
  readonly origin: string;
  /** What a path counts from unless it begins with `/api/`; ends with a slash. */
  readonly base: string;
}

/**
 * The absolute URL of a raw request, percent-encoded where it is not yet. A path that begins with `/api/` counts from
 * the root of the environment, any other from `base`. Refuses another origin, and everything that two parsers could
 * read as different hosts or paths; no text of the input is repeated in an error, as it may hold a key.
 */
export const rawUrl = ({ url, queryParameters }: RawUrlParts, roots: RawUrlRoots): string => {
  const text = url.trim();
  const problem = problemInText(text) ?? problemInPath(pathOf(text));
  if (problem !== undefined) {
    throw refused(problem);
  }
  const address = encoded(/^https?:/i.test(text) ? sameOrigin(text, roots.origin) : absolute(text, roots));
  return withQuery(address, queryParameters);
};

const WRITE_PATH = "Enter the path only, such as /api/data/v9.2/accounts?$select=name.";

const refused = (problem: string): DataverseError => invalidInput(`URL ${problem}, so nothing was sent.`);

const pathOf = (text: string): string => /^[^?]*/.exec(text)?.[0] ?? "";

const problemInText = (text: string): string | undefined => {
  if (text === "") {
    return "is empty";
  }
  if (/[\p{Cc}\p{Surrogate}]/u.test(text)) {
    return "holds a line break, a tab or another character that no address can have";
  }
  return text.includes("#")
    ? "holds a #, which would cut off what stands behind it (write %23 where it belongs to a value)"
    : undefined;
};

const problemInPath = (path: string): string | undefined => {
  if (path.includes("\\")) {
    return "holds a backslash (write / between the parts of the path)";
  }
  if (path.startsWith("//")) {
    return "begins with //, which names another server (begin the path with one slash)";
  }
  if (/^[a-z][a-z0-9+.-]*:/i.test(path) && !/^https?:/i.test(path)) {
    return "begins like the address of something other than the Web API (enter the path only)";
  }
  return /(^|\/)(\.|%2e){1,2}(\/|$)/i.test(path)
    ? "holds . or .. as a part of the path (write the path without detours)"
    : undefined;
};

/** Compared as `URL` reads it, since the transport takes the host from there too, and spelled without detours. */
const sameOrigin = (address: string, origin: string): string => {
  const plain = /^https?:\/\/[^/?@\s]+(?=[/?]|$)/i.exec(address)?.[0];
  if (plain === undefined || !URL.canParse(plain) || new URL(plain).origin !== origin) {
    throw invalidInput(
      `URL leads to another address than the connection's, ${origin}, so nothing was sent. ${WRITE_PATH}`,
    );
  }
  const rest = address.slice(plain.length);
  return `${origin}${rest.startsWith("/") ? "" : "/"}${rest}`;
};

const absolute = (path: string, { origin, base }: RawUrlRoots): string =>
  /^\/?api\//i.test(path) ? `${origin}/${path.replace(/^\//, "")}` : `${base}${path.replace(/^\//, "")}`;

/** Not valid in a URL as they are (RFC 3986, 2): everything but unreserved and reserved characters. */
const UNENCODED = /%(?![0-9a-f]{2})|[^\x21-\x7e]+|["<>\\^`{|}]/gi;

const encoded = (address: string): string => address.replace(UNENCODED, percentEncode);

/** Harmless in a query, and part of OData's own names and expressions. */
const READABLE = /%(?:24|2C|2F|3A|40)/g;

const encodedPart = (text: string): string => percentEncode(text).replace(READABLE, decodeURIComponent);

const withQuery = (address: string, parameters: RawUrlParts["queryParameters"]): string => {
  if (parameters.length === 0) {
    return address;
  }
  const query = parameters.map(([name, value]) => `${encodedPart(name)}=${encodedPart(value)}`).join("&");
  if (!address.includes("?")) {
    return `${address}?${query}`;
  }
  return `${address}${/[?&]$/.test(address) ? "" : "&"}${query}`;
};
