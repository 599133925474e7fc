import { createHash, timingSafeEqual } from "node:crypto";

/** What a webhook brings besides its body. Names in any case; values as the platform decoded them. */
export interface WebhookAddress {
  readonly headers: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
}

/** The secret that Dataverse sends along, and the header or query parameter it is in; without a name it may be in any. */
export interface WebhookKey {
  readonly value: string;
  readonly name?: string | undefined;
}

interface Field {
  readonly name: string;
  readonly value: string;
}

const textsOf = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter((item) => typeof item === "string");

const fieldsOf = (group: WebhookAddress["headers"]): readonly Field[] =>
  Object.entries(group).flatMap(([name, value]) =>
    textsOf(value).map((text) => ({ name: name.toLowerCase(), value: text })),
  );

/** Headers that say what is sent, whatever the webhook's registration holds: their values are no secret to match. */
const isDescriptive = ({ name }: Field): boolean => /^(x-ms-|content-|accept|host$|user-agent$)/.test(name);

/**
 * Where Dataverse can put the key: the query parameter `code` (WebhookKey), a query parameter (HttpQueryString) or a
 * header (HttpHeader) of a chosen name (Microsoft, Register a webhook).
 */
const fieldsWithKey = ({ headers, query }: WebhookAddress, { name }: WebhookKey): readonly Field[] => {
  const fields = [...fieldsOf(query), ...fieldsOf(headers).filter((field) => !isDescriptive(field))];
  return name === undefined ? fields : fields.filter((field) => field.name === name.toLowerCase());
};

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/**
 * The key as it may arrive: percent-encoded when nobody decoded it, a `+` of a query that was not encoded as a space, and
 * in a header its UTF-8 bytes read as Latin-1, which is how Node reads headers.
 */
const arrivalForms = (key: string): readonly Buffer[] =>
  [key, encodeURIComponent(key), key.replaceAll("+", " "), Buffer.from(key, "utf8").toString("latin1")].map(
    digest,
  );

/** Takes the same time whatever the values are: digests have one length, and nothing ends the comparison early. */
const isKey = (forms: readonly Buffer[], text: string): boolean => {
  const arrived = digest(text.trim());
  return forms.map((form) => timingSafeEqual(form, arrived)).includes(true);
};

/** Why a request does not hold the key, in a sentence that tells nothing of it; undefined when it does. */
export const missingKey = (address: WebhookAddress, key: WebhookKey): string | undefined => {
  const forms = arrivalForms(key.value);
  const fields = fieldsWithKey(address, key);
  if (fields.map(({ value }) => isKey(forms, value)).includes(true)) return undefined;
  if (key.name === undefined) {
    return "none of its headers and query parameters holds the Webhook Authentication Key";
  }
  return fields.length === 0
    ? `it has no header or query parameter "${key.name}"`
    : `its header or query parameter "${key.name}" is not the Webhook Authentication Key`;
};

const usualNames: readonly string[] = ["code", "auth"];

/**
 * Headers or query parameters without the key, so that a step's stored result does not hold it: the values that are the
 * key are hidden, and those where a key is expected, because a wrong one may be a mistyped or an earlier key.
 */
export const withoutKey = <T>(
  group: Readonly<Record<string, T>>,
  key: WebhookKey,
): Record<string, T | string> => {
  const forms = arrivalForms(key.value);
  const names = key.name === undefined ? usualNames : [key.name.toLowerCase()];
  const isSecret = (name: string, value: T): boolean =>
    names.includes(name.toLowerCase()) || textsOf(value).some((text) => isKey(forms, text));
  return Object.fromEntries(
    Object.entries(group).map(([name, value]) => [name, isSecret(name, value) ? "[hidden]" : value]),
  );
};
