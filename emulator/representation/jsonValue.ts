import type { EdmType } from "../schema/schema.ts";
import type { Value } from "../store/columnStore.ts";

const dateTime = (value: Value): string => `"${new Date(Number(value)).toISOString().slice(0, 19)}Z"`;

const date = (value: Value): string => `"${new Date(Number(value)).toISOString().slice(0, 10)}"`;

const text = (value: Value): string => JSON.stringify(value);

const printers: Partial<Record<EdmType, (value: Value) => string>> = {
  "Edm.DateTimeOffset": dateTime,
  "Edm.Date": date,
};

/** How values of a type are written as JSON. Times have a precision of seconds and are UTC. */
export const jsonPrinter = (edmType: EdmType): ((value: Value) => string) => {
  const print = printers[edmType] ?? text;
  return (value) => (value === null ? "null" : print(value));
};
