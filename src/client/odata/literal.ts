import { parseGuid } from "./guid.ts";

/** A value with the OData literal that stands for it in a key predicate or a filter, not yet percent-encoded. */
export interface Literal<Value = string | number | boolean> {
  readonly value: Value;
  readonly literal: string;
}

/** Text in single quotes; a quote inside is doubled (Microsoft, "Filter rows using OData"). */
export const textLiteral = (text: string): Literal<string> => ({
  value: text,
  literal: `'${text.replaceAll("'", "''")}'`,
});

const plainNumber = /^-?\d+(?:\.\d+)?$/;
const dateTime = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2}))?$/i;

const guidLiteral = (text: string): Literal<string> | undefined => {
  const guid = parseGuid(text);
  return guid === undefined ? undefined : { value: guid, literal: guid };
};

/** Reads what OData writes without quotes: a number, `true` or `false`, a GUID, an ISO date with or without time. */
export const parseBareLiteral = (text: string): Literal | undefined => {
  if (plainNumber.test(text)) {
    return { value: Number(text), literal: text };
  }
  if (text === "true" || text === "false") {
    return { value: text === "true", literal: text };
  }
  return dateTime.test(text) ? { value: text, literal: text } : guidLiteral(text);
};

const loneSurrogate = /\p{Surrogate}/gu;

/** Percent-encodes text for a URL. Half a character (a lone surrogate) cannot be encoded and becomes U+FFFD. */
export const percentEncode = (text: string): string =>
  encodeURIComponent(text.replace(loneSurrogate, "\uFFFD"));

const quotedText = /('(?:[^']|'')*')/;
const harmlessInExpressions = /%(?:24|2C|2F|3B|3D)/g;

/**
 * Percent-encodes an OData expression for a query option. Outside of quoted text `$ , / ; =` stay readable; inside
 * it everything reserved is encoded, as Microsoft asks for in "Filter rows using OData".
 */
export const encodeExpression = (expression: string): string =>
  expression
    .split(quotedText)
    .map((piece) =>
      piece.startsWith("'")
        ? percentEncode(piece)
        : percentEncode(piece).replace(harmlessInExpressions, decodeURIComponent),
    )
    .join("");
