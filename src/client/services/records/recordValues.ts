import { invalidInput } from "../../errors.ts";
import { quoted } from "../../odata/names.ts";
import type { JsonObject } from "../jsonObject.ts";
import { noJsonIn } from "./noJsonIn.ts";

/** What to write into a record. */
export interface RecordValues {
  /** Values with the JSON types that Dataverse expects. */
  readonly values: JsonObject;
  /** Values that are known as text only, whatever the column's type. They win over `values`. */
  readonly textValues: Readonly<Record<string, string>>;
}

/** A logical name, a navigation property to bind (`primarycontactid@odata.bind`), or an annotation (`@odata.type`). */
const writableName = /^(?:[A-Za-z_]\w*)?(?:@[\w.]+)?$/;

/** Marks in the results of this client that are no columns, so that a result can be written again. */
const ownMarks = new Set(["@created"]);

/** The JSON text of each member; `exact` holds the text to send for a column instead of its value. */
export type ExactText = ReadonlyMap<string, string>;

const members = ({ values, textValues }: RecordValues): readonly (readonly [string, unknown])[] =>
  Object.entries({ ...values, ...textValues }).filter(
    ([name, value]) => value !== undefined && !ownMarks.has(name),
  );

/**
 * Refuses names that no column can have. Whether a column exists is for Dataverse to say. `input` is what sentences call
 * the place where the names were given.
 */
export const checkNames = (record: RecordValues, input = "Field Value or Dynamic Values"): void => {
  const misnamed = members(record).find(([name]) => name === "" || !writableName.test(name));
  if (misnamed !== undefined) {
    throw invalidInput(
      `${input} holds a field named ${quoted(misnamed[0])}, which is not a column's logical name. Use names such as emailaddress1, or primarycontactid@odata.bind for a lookup.`,
    );
  }
};

/** Refuses names that no column can have, and values that cannot be sent. */
export const checkRecord = (record: RecordValues): void => {
  checkNames(record);
  for (const [name, value] of members(record)) {
    const problem = noJsonIn(value);
    if (problem !== undefined) {
      throw invalidInput(`Dynamic Values: ${name} ${problem}, which cannot be written as JSON.`);
    }
  }
};

/** True when there is nothing to write: no values, or annotations alone. */
export const isEmpty = (record: RecordValues): boolean =>
  members(record).every(([name]) => name.startsWith("@"));

/** The record as JSON. */
export const bodyText = (record: RecordValues, exact: ExactText = new Map()): string => {
  const parts = members(record).map(
    ([name, value]) => `${JSON.stringify(name)}:${exact.get(name) ?? JSON.stringify(value)}`,
  );
  return `{${parts.join(",")}}`;
};

/** The record without the given columns. */
export const withoutColumns = (
  { values, textValues }: RecordValues,
  columns: readonly string[],
): RecordValues => ({ values: omit(values, columns), textValues: omit(textValues, columns) });

const omit = <Value>(
  record: Readonly<Record<string, Value>>,
  names: readonly string[],
): Readonly<Record<string, Value>> =>
  Object.fromEntries(Object.entries(record).filter(([name]) => !names.includes(name)));
