import { type DataverseError, invalidInput } from "../errors.ts";
import { parseGuid } from "./guid.ts";
import { type Literal, parseBareLiteral, textLiteral } from "./literal.ts";
import { quoted } from "./names.ts";

/** One column of a key with its value, as data and as the OData literal. */
export interface KeyColumn extends Literal {
  readonly column: string;
}

const acceptedForms =
  "Enter the record's GUID, such as 475b158c-541c-e511-80d3-3863bb347ba8, or an alternate key, such as accountnumber='A-1' or firstname='Joe',emailaddress1='joe@example.com'.";

/** `problem` continues the sentence "Entity ID …". */
export const refusedKey = (problem: string): DataverseError =>
  invalidInput(`Entity ID ${problem} ${acceptedForms}`);

/** The read-only column that holds the GUID of a lookup: `_primarycontactid_value`. */
export const isLookupColumn = (column: string): boolean => /^_.+_value$/.test(column);

const asText = (column: string, text: string): Literal => {
  const id = isLookupColumn(column) ? parseGuid(text) : undefined;
  return id === undefined ? textLiteral(text) : { value: id, literal: id };
};

/** A key column whose value is text. A lookup column takes its GUID without quotes, also when it was given with them. */
export const textColumn = (column: string, text: string): KeyColumn => ({ column, ...asText(column, text) });

/** A key column whose value was written without quotes: a number, a GUID, a date. */
export const bareColumn = (column: string, text: string): KeyColumn => {
  if (text === "") {
    throw refusedKey(`has an empty value for ${quoted(column)}.`);
  }
  const literal = parseBareLiteral(text);
  if (literal === undefined) {
    throw refusedKey(
      `has the value ${quoted(text)} for ${quoted(column)}, which is neither a number nor a date nor a GUID; text must stand in single quotes.`,
    );
  }
  return { column, ...literal };
};

/** A name, an equals sign, and text in quotes or anything without quotes, up to a comma or the end. */
const part = /\s*([^\s=,']+)\s*=\s*(?:'((?:[^']|'')*)'\s*|([^,']*))(,|$)/y;

/**
 * Reads `firstname='Joe',emailaddress1='joe@example.com'`. Commas and doubled quotes may stand inside of the quotes.
 * Undefined when the text has another shape.
 */
export const parseKeyPredicate = (text: string): readonly KeyColumn[] | undefined => {
  const columns: KeyColumn[] = [];
  const scan = new RegExp(part);
  for (;;) {
    const match = scan.exec(text);
    if (match === null) {
      return undefined;
    }
    const [, column = "", quotedValue, bareValue = "", separator] = match;
    columns.push(
      quotedValue === undefined
        ? bareColumn(column, bareValue.trim())
        : textColumn(column, quotedValue.replaceAll("''", "'")),
    );
    if (separator === "") {
      return columns;
    }
  }
};
