import { input } from "@prismatic-io/spectral";
import { type DataverseError, invalidInput } from "../../client/errors.ts";
import { jsonIn } from "../../client/http/bodyText.ts";
import type { BatchItem } from "../../client/services/batch/batchItem.ts";
import { parseJson } from "../parsers/json.ts";
import { kindOf } from "../parsers/text.ts";
import { type GivenItem, readItem } from "./batchItem.ts";
import { referenceProblems, resolvedItems } from "./itemReferences.ts";

const label = "Batch Actions";
const EXAMPLE = '[{"collection":"accounts","action":"create","data":{"name":"Contoso"}}]';

/** Reads the list and all that is in it; one error names every item that is wrong. */
const parse = (value: unknown): readonly BatchItem[] => {
  const entries = listOf(value).flatMap((entry, index) =>
    isNothing(entry) ? [] : [readEntry(asObject(entry), index + 1)],
  );
  const items = entries.flatMap(({ item }): readonly GivenItem[] => (item === undefined ? [] : [item]));
  const references = items.length === entries.length ? referenceProblems(items) : NO_PROBLEMS;
  const problems = entries.flatMap(({ name, position, problems }) =>
    [...problems, ...(references.get(position) ?? [])].map((problem) => `${name}: ${problem}`),
  );
  if (problems.length > 0) {
    throw refused(problems);
  }
  return resolvedItems(items);
};

const NO_PROBLEMS: ReadonlyMap<number, readonly string[]> = new Map();

/** An item counts by its place in the list as it was given, blank entries included. */
const readEntry = (entry: unknown, position: number) => ({
  position,
  name: nameOf(entry, position),
  ...(isObject(entry)
    ? readItem(entry, position)
    : {
        item: undefined,
        problems: [`it must be an object such as ${EXAMPLE.slice(1, -1)}, but it is ${kindOf(entry)}.`],
      }),
});

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isNothing = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === "string" && value.trim() === "");

/** Steps that build an item as text hand it over as JSON. */
const asObject = (entry: unknown): unknown => {
  const parsed = typeof entry === "string" ? jsonIn(entry) : undefined;
  return isObject(parsed) ? parsed : entry;
};

/** A flow that has nothing to write hands over nothing: no items. */
const listOf = (value: unknown): readonly unknown[] => {
  if (isNothing(value)) {
    return [];
  }
  if (typeof value === "string") {
    return listOf(parseJson(label, value, `Write it like ${EXAMPLE}.`));
  }
  if (value instanceof Uint8Array) {
    return listOf(Buffer.from(value).toString("utf8"));
  }
  if (Array.isArray(value)) {
    return value;
  }
  if (isObject(value)) {
    return isWrapped(value) ? listOf(value["data"]) : [value];
  }
  throw invalidInput(
    `${label} must be a list of actions, but ${kindOf(value)} arrived. Write it like ${EXAMPLE}.`,
  );
};

/** The result of another step as a whole, `{ data }`, or the contents of a file, `{ data, contentType }`. */
const isWrapped = (value: Readonly<Record<string, unknown>>): boolean =>
  "data" in value && !("action" in value) && !("collection" in value);

/** "item 2 (update in accounts)", as far as it can be told. */
const nameOf = (entry: unknown, position: number): string => {
  const texts = isObject(entry) ? [entry["action"], entry["collection"]] : [];
  const known = texts.filter((text) => typeof text === "string" && /^\w{1,60}$/.test(text));
  return known.length === 2 ? `item ${position} (${known.join(" in ")})` : `item ${position}`;
};

const SHOWN_PROBLEMS = 20;

const refused = (problems: readonly string[]): DataverseError => {
  const shown = problems.slice(0, SHOWN_PROBLEMS);
  const [only] = shown;
  if (problems.length === 1) {
    return invalidInput(`${label}, ${only} Nothing was sent.`);
  }
  const more = problems.length > shown.length ? ` … and ${problems.length - shown.length} more.` : "";
  const list = shown.map((problem, index) => `(${index + 1}) ${problem}`).join(" ");
  return invalidInput(`${label} has ${problems.length} problems, and nothing was sent: ${list}${more}`);
};

const example = [
  {
    collection: "msevtmgt_events",
    action: "create",
    returnRepresentation: true,
    data: { msevtmgt_name: "Test Event 1", msevtmgt_eventtype: "100000002" },
  },
  {
    collection: "msevtmgt_events",
    action: "update",
    key: "00000000-0000-0000-0000-000000000002",
    returnRepresentation: true,
    data: { msevtmgt_name: "Test Event 2", msevtmgt_eventtype: "100000002" },
  },
  { collection: "msevtmgt_events", action: "delete", key: "00000000-0000-0000-0000-000000000002" },
];

export const batchActions = input({
  label,
  type: "code",
  language: "json",
  required: true,
  default: JSON.stringify(example, null, 2),
  comments:
    "The list of what to do, in order: each item has a collection (entity set name) and an action (create, update, upsert, delete, associate or disassociate). Create, update and upsert take data, and returnRepresentation for the whole record as the result. All but create take a key: a GUID, an alternate key, or $1 for the record of the item whose contentId is 1. Associate and disassociate take relationship, relatedCollection and relatedKey. Update and delete can take ifMatch, the version (@odata.etag) that the record must still have.",
  clean: parse,
});
