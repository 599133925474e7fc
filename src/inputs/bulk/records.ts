import { input } from "@prismatic-io/spectral";
import { invalidInput } from "../../client/errors.ts";
import { withExactNumbers } from "../parsers/exactNumbers.ts";
import { bytesIn, isFileContents } from "../parsers/fileContents.ts";
import { parseJson } from "../parsers/json.ts";
import { kindOf } from "../parsers/text.ts";

const label = "Records";
const EXAMPLE = '[{"name":"Contoso"},{"name":"Fabrikam"}]';

/** A list of records as steps hand it over; each record is looked at when it is its turn. Blank is an empty list. */
const parse = (value: unknown): readonly unknown[] => {
  if (value === undefined || value === null || (typeof value === "string" && value.trim() === "")) {
    return [];
  }
  if (Array.isArray(value)) {
    return value;
  }
  if (typeof value === "string") {
    return parse(parseJson(label, withExactNumbers(value.trim()), `Write it like ${EXAMPLE}.`));
  }
  const bytes = bytesIn(value);
  if (bytes !== undefined) {
    return parse(Buffer.from(bytes).toString("utf8"));
  }
  if (typeof value === "object") {
    return listIn(value);
  }
  throw invalidInput(
    `${label} must be a list of records, but ${kindOf(value)} arrived. Write it like ${EXAMPLE}.`,
  );
};

/** The contents of a file, the result of a query (`{ value: [...] }`), of another step (`{ data }`), or a single record. */
const listIn = (value: object): readonly unknown[] => {
  if (isFileContents(value)) {
    return parse(value.data);
  }
  const list: unknown = Reflect.get(value, "value");
  if (Array.isArray(list)) {
    return list;
  }
  const data: unknown = Reflect.get(value, "data");
  if (typeof data === "object" && data !== null && Object.keys(value).length === 1) {
    return parse(data);
  }
  refuseWrapped(value);
  return [value];
};

/** Members of step results that hold lists; no column or relationship of Dataverse has such a name. */
const WRAPPERS = ["data", "records", "results", "remaining", "items"];

const refuseWrapped = (value: object): void => {
  const wrapper = WRAPPERS.find((name) => Array.isArray(Reflect.get(value, name)));
  if (wrapper !== undefined) {
    throw invalidInput(
      `${label} is one object with a list in ${wrapper}, not a list of records. Reference its ${wrapper} instead.`,
    );
  }
};

/** An id, also between braces. */
const GUID = /^\{?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?$/i;

/** A single id may come as plain text. */
const parseIds = (value: unknown): readonly unknown[] => {
  const text = typeof value === "string" ? value.trim().replace(/^"([^"[\]{}]*|\{[^"{}]*\})"$/, "$1") : "";
  return GUID.test(text) || /^[^[{"]/.test(text) ? [text] : parse(value);
};

const recordsInput = (comments: string, example: string, clean = parse) =>
  input({
    label,
    type: "data",
    required: true,
    comments,
    placeholder: "Reference to a list of records",
    example,
    clean,
  });

const LISTS = "as a list, JSON text, the contents of a JSON file, or the result of [CRM] Query Entities";
const REMAINING = "To go on after a run that was stopped, hand over its remaining.";

export const newRecords = recordsInput(
  `The records to create, ${LISTS}: each an object of logical column names and values. A lookup is set as "primarycontactid@odata.bind": "/contacts(<id>)". A record may bring its own id in its primary key column. ${REMAINING}`,
  EXAMPLE,
);

export const changedRecords = recordsInput(
  `The records to update, ${LISTS}: each an object with its key and the columns to change. ${REMAINING}`,
  '[{"accountid":"00000000-0000-0000-0000-000000000001","name":"Contoso"}]',
);

export const upsertedRecords = recordsInput(
  `The records to create or update, ${LISTS}: each an object with its key and the columns to write. ${REMAINING}`,
  '[{"accountnumber":"A-1","name":"Contoso"}]',
);

export const deletedRecords = recordsInput(
  `The records to delete, ${LISTS}: each an id, or an object that holds the key. ${REMAINING}`,
  '["00000000-0000-0000-0000-000000000001"]',
  parseIds,
);
