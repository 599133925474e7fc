import { lookupNameReader } from "../query/columnReader.ts";
import type { Column, Table } from "../schema/schema.ts";
import type { Value } from "../store/columnStore.ts";
import type { Store } from "../store/store.ts";
import { calendarDate, minuteOfDay, twoDigits } from "./calendar.ts";

/** The text a person would see for the value in a row, or undefined when the column has no such text. */
export type Formatter = (slot: number, value: Value) => string | undefined;

/** The caller's time zone and language are UTC and English (United States) in this emulator. */
const locale = "en-US";

const formatDate = (value: Value): string => {
  const { year, month, day } = calendarDate(Number(value));
  return `${month}/${day}/${year}`;
};

const formatDateTime = (value: Value): string => {
  const minutes = minuteOfDay(Number(value));
  const hour = Math.floor(minutes / 60);
  return `${formatDate(value)} ${hour % 12 === 0 ? 12 : hour % 12}:${twoDigits(minutes % 60)} ${hour < 12 ? "AM" : "PM"}`;
};

const numberFormatter = (digits: number): ((value: number) => string) => {
  const format = new Intl.NumberFormat(locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return (value) => format.format(value);
};

const moneyFormatter = (store: Store, table: Table, { definition }: Column): Formatter => {
  const format = numberFormatter(definition.precision ?? 2);
  const currencies = store.schema.tables.has("transactioncurrency")
    ? store.table("transactioncurrency")
    : undefined;
  const currencyOf = store.table(table.name).values("transactioncurrencyid");
  const symbolOf = currencies?.values("currencysymbol");
  return (slot, value) => {
    const currency = currencyOf(slot);
    const at = typeof currency === "string" ? currencies?.slotOf(currency) : undefined;
    const symbol = at === undefined ? null : symbolOf?.(at);
    const amount = Number(value);
    return `${amount < 0 ? "-" : ""}${symbol ?? "$"}${format(Math.abs(amount))}`;
  };
};

const choiceFormatter = ({ definition }: Column): Formatter => {
  const labels = new Map((definition.choices ?? []).map((choice) => [choice.value, choice.label]));
  return (_slot, value) => labels.get(Number(value));
};

const multiChoiceFormatter = ({ definition }: Column): Formatter => {
  const labels = new Map((definition.choices ?? []).map((choice) => [String(choice.value), choice.label]));
  return (_slot, value) =>
    String(value)
      .split(",")
      .map((choice) => labels.get(choice) ?? choice)
      .join("; ");
};

const numeric = (digits: number): Formatter => {
  const format = numberFormatter(digits);
  return (_slot, value) => format(Number(value));
};

/** The formatter of a column, or undefined for types the service does not format: text, GUIDs and files. */
export const formatterOf = (store: Store, table: Table, column: Column): Formatter | undefined => {
  const { definition } = column;
  switch (definition.type) {
    case "Picklist":
    case "State":
    case "Status":
      return choiceFormatter(column);
    case "MultiSelectPicklist":
      return multiChoiceFormatter(column);
    case "Boolean":
      return (_slot, value) =>
        value === true ? (definition.trueLabel ?? "Yes") : (definition.falseLabel ?? "No");
    case "Money":
      return moneyFormatter(store, table, column);
    case "Integer":
    case "BigInt":
      return numeric(0);
    case "Decimal":
    case "Double":
      return numeric(definition.precision ?? 2);
    case "DateTime":
      return (_slot, value) =>
        definition.dateFormat === "DateOnly" ? formatDate(value) : formatDateTime(value);
    case "EntityName":
      return (_slot, value) => store.schema.tables.get(String(value))?.definition.label;
    case "Lookup":
    case "Customer":
    case "Owner": {
      const name = lookupNameReader(store, table.name, column.name);
      return (slot) => name(slot)?.toString();
    }
    default:
      return undefined;
  }
};
