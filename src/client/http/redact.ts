import { bodyText } from "./bodyText.ts";
import type { HeaderMap } from "./message.ts";

/** What the log may show of a request and an answer. Everything here shows too little rather than too much. */

const HIDDEN = "…";
const LONGEST_BODY = 10_240;

const GUID = /^\{?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?$/i;

/**
 * A path without the values in it: `accounts(accountnumber='…')?$select&$filter`. GUIDs stay, as they say nothing of
 * the record; origin and service root go.
 */
export const describePath = (path: string): string => {
  const relative = path.replace(/^https?:\/\/[^/]*(\/api\/data\/v[\d.]+)?\//i, "");
  const [resource = "", ...query] = withoutLiterals(relative).split("?");
  const names = query
    .join("?")
    .split("&")
    .map(optionName)
    .filter((name) => name !== "");
  return withoutKeyValues(resource) + (names.length === 0 ? "" : `?${names.join("&")}`);
};

/** Hides quoted literals, also percent-encoded quotes; a quote without its partner hides the rest. */
const withoutLiterals = (text: string): string => {
  const hidden = text.replace(/%27/g, "'").replace(/'(?:[^']|'')*'/g, `'${HIDDEN}'`);
  const open = hidden.replaceAll(`'${HIDDEN}'`, " ".repeat(3)).indexOf("'");
  return open === -1 ? hidden : `${hidden.slice(0, open)}${HIDDEN}`;
};

/** No name in Dataverse is that long (Microsoft, "Create and edit columns"), but a token that a flow put there is. */
const TOO_LONG_FOR_A_NAME = /(?<=^|\/)[^/()]{130,}(?=\/|$)/g;

const withoutKeyValues = (resource: string): string =>
  resource
    .replace(TOO_LONG_FOR_A_NAME, HIDDEN)
    .replace(/\(([^()]*)\)/g, (_, inside: string) => `(${keyPredicate(inside)})`)
    .replace(/\([^()]*$/, `(${HIDDEN}`);

const keyPredicate = (inside: string): string => {
  if (inside === "" || GUID.test(inside)) {
    return inside;
  }
  return inside
    .split(",")
    .map((part) => {
      const [name = "", value] = part.split("=");
      if (value === undefined) {
        return HIDDEN;
      }
      return `${name}=${value.startsWith("'") ? `'${HIDDEN}'` : HIDDEN}`;
    })
    .join(",");
};

const optionName = (option: string): string => {
  const name = option.split("=")[0] ?? "";
  return option.includes("=") && /^[$@%\w.-]{1,60}$/.test(name) ? name : "";
};

const SHOWN_HEADERS: ReadonlySet<string> = new Set([
  "accept",
  "callerobjectid",
  "consistency",
  "content-length",
  "content-type",
  "etag",
  "if-match",
  "if-none-match",
  "odata-entityid",
  "odata-maxversion",
  "odata-version",
  "prefer",
  "preference-applied",
  "req_id",
  "retry-after",
  "user-agent",
]);

const SHOWN_PREFIXES: readonly string[] = ["mscrm", "x-ms-"];

/** The headers of the allow list as text; what is not on it is not even named. */
export const describeHeaders = (headers: HeaderMap): string =>
  Object.entries(headers)
    .filter(([name]) => isShown(name.toLowerCase()))
    .map(([name, value]) => `${name}: ${withoutSecrets(value)}`)
    .join("; ");

const isShown = (name: string): boolean =>
  SHOWN_HEADERS.has(name) || SHOWN_PREFIXES.some((prefix) => name.startsWith(prefix));

/**
 * A secret by the name of its header. The names are looser than those of fields: Dataverse's own headers hold no secret,
 * while what people send along to a proxy of theirs often does.
 */
const SECRET_HEADER = /cookie|auth|password|secret|token|key|credential|signature/i;

/** All headers, with the values of those that may be secret hidden; for a trace that was asked for by name. */
export const describeAllHeaders = (headers: HeaderMap): string =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${SECRET_HEADER.test(name) ? "(hidden)" : withoutSecrets(value)}`)
    .join("; ");

/** A URL with the values in its query, except those of parameters that may be secret. */
export const describeUrl = (url: string): string => withoutSecrets(url);

/** A body of up to `longest` bytes as text without its secrets; a longer or a binary one by its size. */
export const describeBody = (
  body: string | Uint8Array | undefined,
  longest = LONGEST_BODY,
): string | undefined => {
  if (body === undefined || body.length === 0) {
    return undefined;
  }
  const size = typeof body === "string" ? Buffer.byteLength(body) : body.byteLength;
  const text = size > longest ? undefined : asText(body);
  return text === undefined ? `(${size} bytes)` : withoutSecrets(text);
};

const asText = (body: string | Uint8Array): string | undefined => {
  const text = typeof body === "string" ? body : bodyText(body);
  return /(?![\t\r\n])\p{Cc}|\ufffd/u.test(text) ? undefined : text;
};

/** Field names that hold a secret, such as the `authvalue` of a service endpoint or the `client_secret` of a token request. */
const SECRET = String.raw`[\w.@-]*(?:authvalue|password|passwd|secret|token|api_?key|credential|authorization)[\w.@-]*`;

/** JSON, also JSON in a JSON text (escaped quotes); a secret that is an object hides all that follows. */
const SECRET_IN_JSON = new RegExp(
  String.raw`((\\*")${SECRET}\2\s*:\s*)(?:(\\*")[\s\S]*?(?:(?<!\\)\3|$)|[[{][\s\S]*|[^\s,}\]"\\]+)`,
  "gi",
);
const SECRET_IN_FORM = new RegExp(String.raw`((?:^|[?&\s])${SECRET}=)[^&\s]+`, "gi");
const BEARER = /\b(Bearer|Basic)\s+[\w.~+/=-]{8,}/gi;

const withoutSecrets = (text: string): string =>
  text
    .replace(SECRET_IN_JSON, `$1"(hidden)"`)
    .replace(SECRET_IN_FORM, "$1(hidden)")
    .replace(BEARER, "$1 (hidden)");
