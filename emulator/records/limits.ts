import { DataverseError } from "../errors/dataverseError.ts";
import type { Column, Table } from "../schema/schema.ts";
import type { Value } from "../store/columnStore.ts";

const tooLong = (table: Table, { name }: Column, length: number) =>
  new DataverseError(
    400,
    "0x80044331",
    `A validation error occurred.  The length of the '${name}' attribute of the '${table.name}' entity exceeded the maximum allowed length of '${length}'.`,
  );

const outOfRange = (table: Table, { name }: Column) =>
  new DataverseError(
    400,
    "0x80044330",
    `A validation error occurred.  The value of '${name}' on record of type '${table.name}' is outside the valid range.`,
  );

const notAChoice = (table: Table, { name, definition }: Column, value: Value) =>
  new DataverseError(
    400,
    "0x8004431a",
    `A validation error occurred. The value ${value} of '${name}' on record of type '${table.name}' is outside the valid range. Accepted Values: ${(definition.choices ?? []).map((choice) => choice.value).join(",")}`,
  );

/** SQL Server's first day. */
const earliest = Date.UTC(1753, 0, 1);

const tooEarly = (value: number) =>
  new DataverseError(
    400,
    "0x80040239",
    `CrmDateTime is less than minimum value supported. Specified value: ${new Date(value).toISOString()}, minimum value supported: ${new Date(earliest).toISOString()}`,
  );

const round = (value: number, precision: number): number => {
  const shifted = Math.round(Number(`${Math.abs(value)}e${precision}`));
  return Math.sign(value) * Number(`${shifted}e-${precision}`);
};

const checkNumber = (table: Table, column: Column, value: number): number => {
  const { minValue, maxValue, precision } = column.definition;
  if ((minValue !== undefined && value < minValue) || (maxValue !== undefined && value > maxValue)) {
    throw outOfRange(table, column);
  }
  const isExponential = /e/.test(String(value));
  return precision === undefined || isExponential ? value : round(value, precision);
};

const checkChoices = (table: Table, column: Column, text: string): string => {
  const known = new Set((column.definition.choices ?? []).map((choice) => String(choice.value)));
  const values = text.split(",").map((value) => value.trim());
  const wrong = values.find((value) => !known.has(value));
  if (wrong !== undefined) {
    throw notAChoice(table, column, wrong);
  }
  return [...new Set(values)].join(",");
};

const checkChoice = (table: Table, column: Column, value: number): number => {
  if (!column.definition.choices?.some((choice) => choice.value === value)) {
    throw notAChoice(table, column, value);
  }
  return value;
};

const checkText = (table: Table, column: Column, text: string): string => {
  const { maxLength } = column.definition;
  if (maxLength !== undefined && text.length > maxLength) {
    throw tooLong(table, column, maxLength);
  }
  return text;
};

/** Holds a readable value against the column's limits and gives what is stored: numbers rounded to the precision. */
export const checkLimits = (table: Table, column: Column, value: Value): Value => {
  if (value === null) {
    return null;
  }
  switch (column.definition.type) {
    case "String":
    case "Memo":
      return checkText(table, column, String(value));
    case "Picklist":
    case "State":
    case "Status":
      return checkChoice(table, column, Number(value));
    case "MultiSelectPicklist":
      return checkChoices(table, column, String(value));
    case "Integer":
    case "BigInt":
    case "Decimal":
    case "Double":
    case "Money":
      return checkNumber(table, column, Number(value));
    case "DateTime":
      if (Number(value) < earliest) {
        throw tooEarly(Number(value));
      }
      return value;
    default:
      return value;
  }
};
