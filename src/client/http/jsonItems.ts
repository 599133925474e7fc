import { jsonIn } from "./bodyText.ts";
import type { DataverseResponse } from "./message.ts";

/**
 * What `shape` makes of each object in the `value` of an answer. The objects are parsed one by one, so that of a list
 * of many megabytes only one object is in memory at a time, and never the text of all. Undefined when the answer is not
 * laid out as Dataverse does it, or is no valid JSON: then it is to be read as a whole.
 */
export const mapJsonItems = <Item>(
  { body }: DataverseResponse,
  shape: (item: unknown) => Item,
): readonly Item[] | undefined => {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const ranges = itemRanges(bytes);
  const items: Item[] = [];
  for (const { start, end } of ranges ?? []) {
    const item = jsonIn(bytes.toString("utf8", start, end));
    if (item === undefined) {
      return undefined;
    }
    items.push(shape(item));
  }
  return ranges === undefined ? undefined : items;
};

/** Where an object starts, and the first byte behind it. */
interface Range {
  readonly start: number;
  readonly end: number;
}

/** How Dataverse begins an answer that holds a list: annotations whose values are texts, then the list. */
const BEGINNING = /^\s*\{\s*(?:"@[^"]*"\s*:\s*"(?:[^"\\]|\\.)*"\s*,\s*)*"value"\s*:\s*\[/;
const LONGEST_BEGINNING = 65_536;

/**
 * Looks at bytes: in UTF-8, those that JSON's own characters have mean nothing else. With a 0 in the place of each
 * object, the answer must be JSON.
 */
const itemRanges = (bytes: Buffer): readonly Range[] | undefined => {
  const beginning = BEGINNING.exec(bytes.toString("latin1", 0, LONGEST_BEGINNING))?.[0];
  if (beginning === undefined) {
    return undefined;
  }
  const ranges: Range[] = [];
  let at = 0;
  let start = beforeObject(bytes, beginning.length);
  let around = "";
  while (bytes[start] === OBJECT_START) {
    const end = endOfObject(bytes, start);
    around += `${bytes.toString("latin1", at, start)}0`;
    ranges.push({ start, end });
    at = end;
    start = beforeObject(bytes, end);
  }
  const isList = bytes[start] === LIST_END && jsonIn(around + bytes.toString("latin1", at)) !== undefined;
  return isList ? ranges : undefined;
};

const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const LIST_END = 0x5d;
const OBJECT_START = 0x7b;
const OBJECT_END = 0x7d;
const BETWEEN_OBJECTS: ReadonlySet<number | undefined> = new Set([0x09, 0x0a, 0x0d, 0x20, COMMA]);

const beforeObject = (bytes: Buffer, from: number): number => {
  let at = from;
  while (BETWEEN_OBJECTS.has(bytes[at])) {
    at += 1;
  }
  return at;
};

/** Behind the brace that closes the one at `start`; the end of the bytes when there is none. */
const endOfObject = (bytes: Buffer, start: number): number => {
  let depth = 0;
  for (let at = start; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === QUOTE) {
      at = endOfText(bytes, at);
    } else if (byte === OBJECT_START) {
      depth += 1;
    } else if (byte === OBJECT_END) {
      depth -= 1;
      if (depth === 0) {
        return at + 1;
      }
    }
  }
  return bytes.length;
};

/** The quote that ends the text whose first quote is at `start`. */
const endOfText = (bytes: Buffer, start: number): number => {
  let at = start + 1;
  while (at < bytes.length && bytes[at] !== QUOTE) {
    at += bytes[at] === BACKSLASH ? 2 : 1;
  }
  return at;
};
