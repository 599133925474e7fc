import { parseDate, parseDateTime } from "../odata/literal.ts";
import type { EdmType } from "../schema/edmType.ts";
import type { Column, Table } from "../schema/schema.ts";
import type { Value } from "../store/columnStore.ts";
import { parseGuid } from "../store/guid.ts";
import { invalidArgument } from "./refusals.ts";

interface Reading {
  /** The value, or undefined when the text is none. */
  readonly read: (text: string) => Value | undefined;
  readonly dotnetType: string;
  readonly problem: string;
}

const badFormat = "Input string was not in a correct format.";

const numberOf =
  (shape: RegExp) =>
  (text: string): number | undefined =>
    shape.test(text) ? Number(text) : undefined;

const whole = numberOf(/^[+-]?\d{1,18}$/);
const fractional = numberOf(/^[+-]?(\d+(\.\d*)?|\.\d+)$/);

const booleans: Readonly<Record<string, boolean>> = { true: true, 1: true, false: false, 0: false };

const readBoolean = (text: string): boolean | undefined => {
  const word = text.toLowerCase();
  return Object.hasOwn(booleans, word) ? booleans[word] : undefined;
};

/** Times without a zone are the caller's, whose zone is UTC in this emulator. */
const readMoment = (text: string): number | undefined => {
  const iso = text.replace(" ", "T");
  return parseDate(iso) ?? parseDateTime(iso) ?? parseDateTime(`${iso}Z`);
};

const readGuid = (text: string): string | undefined => parseGuid(/^\{(.*)\}$/.exec(text)?.[1] ?? text);

const number = (dotnetType: string): Reading => ({ read: fractional, dotnetType, problem: badFormat });

const integer = (dotnetType: string): Reading => ({ read: whole, dotnetType, problem: badFormat });

const moment: Reading = {
  read: readMoment,
  dotnetType: "System.DateTime",
  problem: "String was not recognized as a valid DateTime.",
};

const readings: Readonly<Record<EdmType, Reading>> = {
  "Edm.String": { read: (text) => text, dotnetType: "System.String", problem: "" },
  "Edm.Int32": integer("System.Int32"),
  "Edm.Int64": integer("System.Int64"),
  "Edm.Decimal": number("System.Decimal"),
  "Edm.Double": number("System.Double"),
  "Edm.Boolean": {
    read: readBoolean,
    dotnetType: "System.Boolean",
    problem: "String was not recognized as a valid Boolean.",
  },
  "Edm.DateTimeOffset": moment,
  "Edm.Date": moment,
  "Edm.Guid": {
    read: readGuid,
    dotnetType: "System.Guid",
    problem: "Guid should contain 32 digits with 4 dashes (xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx).",
  },
  "Edm.Binary": { read: () => undefined, dotnetType: "System.Byte[]", problem: badFormat },
};

/** Reads the text of a condition's value as the type of its column, or refuses it with the service's words. */
export const conditionValue = (table: Table, { name, edmType }: Column, text: string): Value => {
  const { read, dotnetType, problem } = readings[edmType];
  const value = read(edmType === "Edm.String" ? text : text.trim());
  if (value === undefined) {
    throw invalidArgument(
      `An exception System.FormatException was thrown while trying to convert input value '${text}' to attribute '${table.name}.${name}'. Expected type of attribute value: ${dotnetType}. Exception raised: ${problem}`,
    );
  }
  return value;
};
