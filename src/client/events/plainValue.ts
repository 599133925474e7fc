import { isJsonObject, type JsonObject } from "../services/jsonObject.ts";
import { isoDate } from "./contractDate.ts";
import { entriesIn, idOrNull, objectOf, textOrNull } from "./contractMembers.ts";

/** A lookup's value. */
export interface RecordReference {
  readonly id: string | null;
  readonly table: string | null;
  /** The text of the record's primary column, when Dataverse sends it. */
  readonly name: string | null;
  /** The alternate key that stands for the record when the message has no id for it. */
  readonly key?: JsonObject;
}

/**
 * The value of a column or a parameter as plain data. Choices and amounts become numbers, several choices a list of
 * numbers, lookups `{ id, table, name }`, records within a value `{ id, table, record }`, lists of records (such as the
 * parties of an activity) lists of those, dates ISO 8601 in UTC, bytes base64 as in the Web API.
 *
 * The kind is told by `__type`, which .NET's serializer writes only where the place does not tell the type (Microsoft,
 * Use webhooks to create external handlers for server events: images and list items go without); else by the members.
 */
export const plainValue = (value: unknown): unknown => {
  if (typeof value === "string") return isoDate(value) ?? value;
  if (Array.isArray(value)) return plainList(value);
  return isJsonObject(value) ? plainObject(value) : value;
};

/** Named values as an object of plain values. */
export const plainMembers = (entries: readonly (readonly [string, unknown])[]): JsonObject =>
  objectOf(entries.map(([name, value]) => [name, plainValue(value)]));

/** The columns of an entity, by logical name. */
export const plainColumns = (entity: JsonObject): JsonObject => plainMembers(entriesIn(entity["Attributes"]));

export const plainReference = (reference: JsonObject): RecordReference => {
  const key = entriesIn(reference["KeyAttributes"]);
  return {
    id: idOrNull(reference["Id"]),
    table: textOrNull(reference["LogicalName"]),
    name: textOrNull(reference["Name"]),
    ...(key.length > 0 && { key: plainMembers(key) }),
  };
};

const innerValue = ({ Value }: JsonObject): unknown => plainValue(Value);

const readers: ReadonlyMap<string, (value: JsonObject) => unknown> = new Map([
  [
    "Entity",
    (entity) => ({
      id: idOrNull(entity["Id"]),
      table: textOrNull(entity["LogicalName"]),
      record: plainColumns(entity),
    }),
  ],
  ["EntityCollection", ({ Entities }) => (Array.isArray(Entities) ? Entities.map(plainValue) : [])],
  ["EntityReference", plainReference],
  ["Relationship", ({ SchemaName }) => textOrNull(SchemaName)],
  ["OptionSetValue", innerValue],
  ["Money", innerValue],
  ["AliasedValue", innerValue],
  ["BooleanManagedProperty", innerValue],
]);

/** "EntityReference" of "EntityReference:http://schemas.microsoft.com/xrm/2011/Contracts". */
const declaredKind = ({ __type }: JsonObject): string | undefined =>
  typeof __type === "string" ? __type.split(":", 1)[0] : undefined;

const valueMembers: ReadonlySet<string> = new Set([
  "__type",
  "ExtensionData",
  "Value",
  "AttributeLogicalName",
  "EntityLogicalName",
  "NeedFormatting",
  "ReturnType",
  "CanBeChanged",
  "ManagedPropertyLogicalName",
]);

const kindByMembers = (value: JsonObject): string | undefined => {
  if (Array.isArray(value["Entities"])) return "EntityCollection";
  if (typeof value["LogicalName"] === "string" && "Id" in value) {
    return Array.isArray(value["Attributes"]) ? "Entity" : "EntityReference";
  }
  const isWrapped = "Value" in value && Object.keys(value).every((name) => valueMembers.has(name));
  return isWrapped ? "OptionSetValue" : undefined;
};

/** An object of an unknown type keeps its members. */
const plainObject = (value: JsonObject): unknown => {
  const read = readers.get(declaredKind(value) ?? "") ?? readers.get(kindByMembers(value) ?? "");
  if (read !== undefined) return read(value);
  return plainMembers(Object.entries(value).filter(([name]) => name !== "__type"));
};

const isByte = (value: unknown): boolean =>
  typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 255;

/**
 * No column and no parameter is a list of whole numbers (choices arrive as `{ Value }`), so a list of bytes is a byte
 * array, as in image columns.
 */
const plainList = (list: readonly unknown[]): unknown => {
  if (list.length > 0 && list.every(isByte)) return Buffer.from(list.map(Number)).toString("base64");
  const entries = entriesIn(list);
  const isDictionary =
    list.length > 0 &&
    entries.length === list.length &&
    new Set(entries.map(([name]) => name)).size === list.length;
  return isDictionary ? plainMembers(entries) : list.map(plainValue);
};
