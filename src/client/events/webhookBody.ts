import { isJsonObject, type JsonObject } from "../services/jsonObject.ts";

/** What a webhook's body is, as far as it matters before its content does. */
export type WebhookBody =
  | { readonly kind: "empty" }
  | { readonly kind: "object"; readonly value: JsonObject }
  /** `reason` continues "its body …" and quotes nothing of it. */
  | { readonly kind: "unreadable"; readonly reason: string };

/** The platform's MessagePack encoder gives up at 100 levels, and the body goes into a result that wraps it. */
const deepest = 90;

/**
 * Reads a body from the places where the platform may put it. They hold text, bytes (a Buffer, perhaps after a trip
 * through JSON) or parsed JSON; text goes first, because it is what was sent.
 */
export const readBody = (places: readonly unknown[]): WebhookBody => {
  const text = places.map(textIn).find((candidate) => candidate !== undefined && candidate.trim() !== "");
  if (text !== undefined) return fromText(text);
  const parsed = places.find((place) => typeof place === "object" && place !== null && !isEmptyObject(place));
  return parsed === undefined || textIn(parsed) !== undefined ? { kind: "empty" } : fromJson(parsed);
};

const isEmptyObject = (value: object): boolean => !Array.isArray(value) && Object.keys(value).length === 0;

const textIn = (place: unknown): string | undefined => {
  if (typeof place === "string") return withoutMark(place);
  if (place instanceof Uint8Array) return withoutMark(Buffer.from(place).toString("utf8"));
  if (isJsonObject(place) && place["type"] === "Buffer" && Array.isArray(place["data"])) {
    return withoutMark(Buffer.from(place["data"].map(Number)).toString("utf8"));
  }
  return undefined;
};

const withoutMark = (text: string): string => text.replace(/^\uFEFF/, "");

const fromText = (text: string): WebhookBody => {
  try {
    return fromJson(JSON.parse(text));
  } catch {
    return { kind: "unreadable", reason: "is not JSON" };
  }
};

const fromJson = (value: unknown): WebhookBody => {
  if (!isJsonObject(value)) return { kind: "unreadable", reason: "is JSON, but no object" };
  const reason = unfit(value);
  return reason === undefined ? { kind: "object", value } : { kind: "unreadable", reason };
};

/** Level by level and without recursion: however deep the body is, this ends. */
const unfit = (body: JsonObject): string | undefined => {
  let level: readonly object[] = [body];
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > deepest) return `is nested more than ${deepest} levels deep`;
    if (level.some((value) => Object.hasOwn(value, "__proto__"))) return 'has a member named "__proto__"';
    level = level.flatMap((value) => Object.values(value).filter(isObject));
  }
  return undefined;
};

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;
