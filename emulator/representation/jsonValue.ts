import type { EdmType } from "../schema/edmType.ts";
import type { Column } from "../schema/schema.ts";
import type { Value } from "../store/columnStore.ts";
import type { Store } from "../store/store.ts";
import { isoDate, isoDateTime } from "./calendar.ts";

const dateTime = (value: Value): string => `"${isoDateTime(Number(value))}"`;

const date = (value: Value): string => `"${isoDate(Number(value))}"`;

/** Text that JSON writes as it is: most is, and asking is faster than escaping. */
const plain = /^[ !#-[\]-\ud7ff\ue000-\uffff]*$/;

const text = (value: Value): string =>
  typeof value === "string" ? (plain.test(value) ? `"${value}"` : JSON.stringify(value)) : String(value);

const printers: Partial<Record<EdmType, (value: Value) => string>> = {
  "Edm.DateTimeOffset": dateTime,
  "Edm.Date": date,
};

/** How values of a type are written as JSON. Times have a precision of seconds and are UTC. */
export const jsonPrinter = (edmType: EdmType): ((value: Value) => string) => {
  const print = printers[edmType] ?? text;
  return (value) => (value === null ? "null" : print(value));
};

/** How a column's cells are written: an image's cell only points at the picture, which is written as base64. */
export const cellPrinter = ({ files }: Store, column: Column): ((value: Value) => string) => {
  if (column.definition.type !== "Image") {
    return jsonPrinter(column.edmType);
  }
  return (value) => {
    const image = value === null ? undefined : files.contents.get(String(value));
    return image === undefined ? "null" : `"${image.bytes.toString("base64")}"`;
  };
};
