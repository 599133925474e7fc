import { parseGuid } from "./guid.ts";
import {
  bareColumn,
  isLookupColumn,
  type KeyColumn,
  parseKeyPredicate,
  refusedKey,
  textColumn,
} from "./keyPredicate.ts";
import { isIdentifier, quoted } from "./names.ts";

/** What names one record: its GUID, or the columns of an alternate key. */
export type RecordKey = RecordId | AlternateKey;

export interface RecordId {
  readonly kind: "id";
  /** Bare and lower case. */
  readonly id: string;
  /** The entity set, when the key was given as a reference: `accounts(…)`. */
  readonly entitySet?: string;
}

export interface AlternateKey {
  readonly kind: "alternate";
  readonly columns: readonly KeyColumn[];
  readonly entitySet?: string;
}

/** Microsoft, "Define alternate keys for a table": at most 16 columns, which share 900 bytes. */
const MAXIMUM_COLUMNS = 16;
const MAXIMUM_LENGTH = 4000;

/**
 * Reads the value of the input "Entity ID": a GUID, a key predicate (`accountnumber='A-1'`), an object or JSON text
 * (`{"accountnumber":"A-1"}`), or a reference to a record (`accounts(…)`, also as the absolute URL of `OData-EntityId`).
 * In an object every text is quoted, except for the GUID of a lookup column (`_primarycontactid_value`); a key over a
 * date column is written as a predicate.
 */
export const parseRecordKey = (value: unknown): RecordKey => {
  if (typeof value === "string") {
    return fromText(value.trim());
  }
  if (value === undefined || value === null) {
    throw refusedKey("is empty.");
  }
  return fromObject(value);
};

const fromText = (text: string): RecordKey => {
  if (text === "") {
    throw refusedKey("is empty.");
  }
  if (text.length > MAXIMUM_LENGTH) {
    throw refusedKey(`is ${text.length} characters long, which no key can be.`);
  }
  const id = parseGuid(text) ?? parseGuid(withoutQuotes(text));
  if (id !== undefined) {
    return { kind: "id", id };
  }
  return text.startsWith("{") ? fromObject(parseJson(text)) : fromReference(text);
};

const withoutQuotes = (text: string): string => /^(["'])(.*)\1$/.exec(text)?.[2] ?? text;

const parseJson = (text: string): unknown => {
  const value = attempt(() => JSON.parse(text));
  if (value === undefined) {
    throw refusedKey(`${quoted(text)} looks like JSON but cannot be read as JSON.`);
  }
  return value;
};

/** What `read` gives, or undefined when it throws: its message is for programmers, the caller's is for the user. */
const attempt = <T>(read: () => T): T | undefined => {
  try {
    return read();
  } catch {
    return undefined;
  }
};

const fromObject = (value: unknown): RecordKey => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw refusedKey(`is ${describe(value)}.`);
  }
  return fromColumns(Object.entries(value).map(([column, content]) => objectColumn(column, content)));
};

const describe = (value: unknown): string => (Array.isArray(value) ? "a list" : `a ${typeof value}`);

const objectColumn = (column: string, content: unknown): KeyColumn => {
  if (typeof content === "string") {
    return textColumn(column, content);
  }
  if (typeof content === "number" || typeof content === "boolean") {
    return bareColumn(column, String(content));
  }
  throw refusedKey(`has no usable value for ${quoted(column)}: a key column takes text, a number or a date.`);
};

const reference = /^(?:https?:\/\/[^?#('\s]*\/|\/)?([A-Za-z_]\w*)?\((.*)\)$/is;

const fromReference = (text: string): RecordKey => {
  const parts = reference.exec(text);
  if (parts === null) {
    return fromPredicate(text);
  }
  const [, entitySet, key = ""] = parts;
  const inner = /^https?:/i.test(text) ? decoded(key) : key;
  const id = parseGuid(inner);
  const parsed: RecordKey = id === undefined ? fromPredicate(inner) : { kind: "id", id };
  return entitySet === undefined ? parsed : { ...parsed, entitySet };
};

const decoded = (text: string): string => {
  const plain = attempt(() => decodeURIComponent(text));
  if (plain === undefined) {
    throw refusedKey(`holds ${quoted(text)}, which is not a well-formed part of a URL.`);
  }
  return plain;
};

const fromPredicate = (text: string): RecordKey => {
  const columns = parseKeyPredicate(text);
  if (columns === undefined) {
    throw refusedKey(`${quoted(text)} is neither a GUID nor an alternate key.`);
  }
  return fromColumns(columns);
};

/**
 * A GUID without quotes under a plain name is the primary key: alternate keys have no columns of that type, and a
 * lookup's column is called `_x_value`. By its value alone it also works for systemuser and team, whose key has
 * another name in OData (Microsoft, "Use an alternate key to reference a record").
 */
const namedPrimaryKey = ({ column, literal }: KeyColumn): string | undefined =>
  isLookupColumn(column) ? undefined : parseGuid(literal);

const fromColumns = (columns: readonly KeyColumn[]): RecordKey => {
  const [first, ...others] = columns;
  if (first === undefined) {
    throw refusedKey("is an object without columns.");
  }
  const id = others.length === 0 ? namedPrimaryKey(first) : undefined;
  if (id !== undefined) {
    return { kind: "id", id };
  }
  refuseUnusable(columns);
  return { kind: "alternate", columns };
};

const refuseUnusable = (columns: readonly KeyColumn[]): void => {
  const names = columns.map(({ column }) => column);
  const misnamed = names.find((name) => !isIdentifier(name));
  if (misnamed !== undefined) {
    throw refusedKey(`names a column ${quoted(misnamed)}, which cannot be a column's logical name.`);
  }
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined) {
    throw refusedKey(`names the column ${repeated} twice.`);
  }
  if (columns.length > MAXIMUM_COLUMNS) {
    throw refusedKey(`names ${columns.length} columns, but an alternate key has at most ${MAXIMUM_COLUMNS}.`);
  }
  const empty = columns.find(({ value }) => value === "");
  if (empty !== undefined) {
    throw refusedKey(`has an empty value for ${empty.column}.`);
  }
};

/** The key as a person writes it, and as `parseRecordKey` reads it again. */
export const formatRecordKey = (key: RecordKey): string =>
  key.kind === "id" ? key.id : key.columns.map(({ column, literal }) => `${column}=${literal}`).join(",");
