import { parseGuid } from "../store/guid.ts";

/** A literal as OData writes it in URLs. Dates are milliseconds since 1970, UTC. */
export type Literal =
  | { readonly kind: "null" }
  | { readonly kind: "boolean"; readonly value: boolean }
  | { readonly kind: "number"; readonly value: number; readonly edmType: string }
  | { readonly kind: "string"; readonly value: string }
  | { readonly kind: "guid"; readonly value: string }
  | { readonly kind: "date"; readonly value: number }
  | { readonly kind: "dateTime"; readonly value: number };

const numberShape = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i;
const dateShape = /^\d{4}-\d{2}-\d{2}$/;
const dateTimeShape = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,12})?)?(Z|[+-]\d{2}:\d{2})$/i;
const stringShape = /^'(?:[^']|'')*'$/;
const words: Readonly<Record<string, Literal>> = {
  null: { kind: "null" },
  true: { kind: "boolean", value: true },
  false: { kind: "boolean", value: false },
};

/** Milliseconds of a calendar date `YYYY-MM-DD`, refusing days such as February 30 that JavaScript rolls over. */
export const parseDate = (text: string): number | undefined => {
  const time = dateShape.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text) ? time : undefined;
};

/** Milliseconds of an ISO date and time that names its time zone. */
export const parseDateTime = (text: string): number | undefined => {
  if (!dateTimeShape.test(text) || parseDate(text.slice(0, 10)) === undefined) {
    return undefined;
  }
  const time = Date.parse(text.toUpperCase());
  return Number.isNaN(time) ? undefined : time;
};

const numberLiteral = (text: string): Literal => {
  const value = Number(text);
  const isInteger = /^-?\d+$/.test(text);
  const isSmall = value >= -2_147_483_648 && value <= 2_147_483_647;
  const edmType = isInteger ? (isSmall ? "Edm.Int32" : "Edm.Int64") : "Edm.Double";
  return { kind: "number", value, edmType };
};

const parseTemporal = (text: string): Literal | undefined => {
  const date = parseDate(text);
  if (date !== undefined) {
    return { kind: "date", value: date };
  }
  const time = parseDateTime(text);
  return time === undefined ? undefined : { kind: "dateTime", value: time };
};

/** Reads one literal, or undefined when the text is none. */
export const parseLiteral = (text: string): Literal | undefined => {
  if (Object.hasOwn(words, text)) {
    return words[text];
  }
  if (stringShape.test(text)) {
    return { kind: "string", value: text.slice(1, -1).replaceAll("''", "'") };
  }
  const guid = parseGuid(text);
  if (guid !== undefined) {
    return { kind: "guid", value: guid };
  }
  return numberShape.test(text) ? numberLiteral(text) : parseTemporal(text);
};

/** The OData type of a literal, as error messages name it. */
export const literalType = (literal: Literal): string => {
  const names: Readonly<Record<Literal["kind"], string>> = {
    null: "Edm.Null",
    boolean: "Edm.Boolean",
    number: literal.kind === "number" ? literal.edmType : "",
    string: "Edm.String",
    guid: "Edm.Guid",
    date: "Edm.Date",
    dateTime: "Edm.DateTimeOffset",
  };
  return names[literal.kind];
};
