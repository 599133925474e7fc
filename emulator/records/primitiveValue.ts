import { parseBase64 } from "../files/base64.ts";
import { parseDate, parseDateTime } from "../odata/literal.ts";
import type { EdmType } from "../schema/edmType.ts";
import type { Column } from "../schema/schema.ts";
import type { Value } from "../store/columnStore.ts";
import { parseGuid } from "../store/guid.ts";

/** Either a value to store, or what the OData reader says is wrong. */
export type Conversion = { readonly value: Value } | { readonly problem: string };

type Scalar = string | number | boolean;

const unreadable = (json: Scalar, type: EdmType): Conversion => ({
  problem: `Cannot convert the literal '${json}' to the expected type '${type}'.`,
});

const missingZone = (text: string): Conversion => ({
  problem: `The time zone information is missing on the DateTimeOffset value '${text}'. A DateTimeOffset value must contain the time zone information.`,
});

const ieee754: Conversion = {
  problem:
    "Cannot convert a value to target type 'Edm.Decimal' because of conflict between input format string/number and parameter 'IEEE754Compatible' false/true.",
};

/** Numbers of these types must be JSON numbers, unless the client says IEEE754Compatible=true. */
const exactNumber =
  (type: EdmType, isValid: (value: number) => boolean) =>
  (json: Scalar): Conversion => {
    if (typeof json === "string") {
      return { problem: ieee754.problem.replace("Edm.Decimal", type) };
    }
    return typeof json === "number" && isValid(json) ? { value: json } : unreadable(json, type);
  };

/** Text is read as a number where the type allows no loss. */
const readableNumber =
  (type: EdmType, isValid: (value: number) => boolean, shape: RegExp) =>
  (json: Scalar): Conversion => {
    const value = typeof json === "string" && shape.test(json) ? Number(json) : json;
    return typeof value === "number" && isValid(value) ? { value } : unreadable(json, type);
  };

const isInt32 = (value: number): boolean =>
  Number.isInteger(value) && value >= -2_147_483_648 && value <= 2_147_483_647;

const booleans: Readonly<Record<string, boolean>> = { true: true, false: false, 1: true, 0: false };

const readBoolean = (json: Scalar): Conversion => {
  if (typeof json === "boolean") {
    return { value: json };
  }
  const value = typeof json === "string" && Object.hasOwn(booleans, json) ? booleans[json] : undefined;
  return value === undefined ? unreadable(json, "Edm.Boolean") : { value };
};

const readDateTime = (json: Scalar): Conversion => {
  if (typeof json !== "string") {
    return unreadable(json, "Edm.DateTimeOffset");
  }
  const time = parseDateTime(json);
  if (time !== undefined) {
    return { value: Math.floor(time / 1000) * 1000 };
  }
  const withoutZone = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?)?$/.test(json);
  return withoutZone ? missingZone(json) : unreadable(json, "Edm.DateTimeOffset");
};

const readDate = (json: Scalar): Conversion => {
  const time = typeof json === "string" ? parseDate(json) : undefined;
  return time === undefined ? unreadable(json, "Edm.Date") : { value: time };
};

const readGuid = (json: Scalar): Conversion => {
  const id = typeof json === "string" ? parseGuid(json) : undefined;
  return id === undefined ? unreadable(json, "Edm.Guid") : { value: id };
};

/** Empty text is stored as no value, as in Dataverse. */
const readText = (json: Scalar): Conversion =>
  typeof json === "string"
    ? { value: json === "" ? null : json.replace(/[\ud800-\udfff]/gu, "\ufffd") }
    : unreadable(json, "Edm.String");

/** Stays text: what it says is read when it is stored. */
const readBinary = (json: Scalar): Conversion =>
  typeof json === "string" && parseBase64(json) !== undefined
    ? { value: json === "" ? null : json }
    : unreadable(json, "Edm.Binary");

const readers: Readonly<Record<EdmType, (json: Scalar) => Conversion>> = {
  "Edm.String": readText,
  "Edm.Int32": readableNumber("Edm.Int32", isInt32, /^-?\d+$/),
  "Edm.Int64": exactNumber("Edm.Int64", Number.isInteger),
  "Edm.Decimal": exactNumber("Edm.Decimal", Number.isFinite),
  "Edm.Double": readableNumber("Edm.Double", Number.isFinite, /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i),
  "Edm.Boolean": readBoolean,
  "Edm.DateTimeOffset": readDateTime,
  "Edm.Date": readDate,
  "Edm.Guid": readGuid,
  "Edm.Binary": readBinary,
};

const nodeName = (json: object): string => (Array.isArray(json) ? "StartArray" : "StartObject");

/**
 * Reads a JSON value for a column the way the service's OData library does: text is converted for whole numbers,
 * doubles, booleans, dates and GUIDs, but not for decimals, money and big integers, and nothing is converted to text.
 */
export const primitiveValue = (column: Column, json: unknown): Conversion => {
  if (json === null) {
    return { value: null };
  }
  if (typeof json === "string" || typeof json === "number" || typeof json === "boolean") {
    return readers[column.edmType](json);
  }
  const node = typeof json === "object" ? nodeName(json) : "undefined";
  return {
    problem: `An unexpected '${node}' node was found for property named '${column.property}' when reading from the JSON reader. A 'PrimitiveValue' node was expected.`,
  };
};
