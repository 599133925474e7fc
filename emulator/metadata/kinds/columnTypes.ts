import type { ColumnDefinition, ColumnType } from "../../schema/model.ts";
import { managedProperty } from "../definition.ts";
import type { ColumnSource } from "./columnSource.ts";
import {
  complex,
  decimal,
  double,
  enumeration,
  flag,
  list,
  long,
  type Properties,
  text,
  whole,
} from "./kind.ts";

type Own = Properties<ColumnSource>;

const formula: Own = {
  FormulaDefinition: text(() => ""),
  SourceTypeMask: whole(() => 0),
};

const imeMode: Own = { ImeMode: enumeration("ImeMode", () => "Auto") };

const maxLength: Own = { MaxLength: whole(({ column }) => column.maxLength ?? null) };

const range = (number: typeof whole): Own => ({
  MinValue: number(({ column }) => column.minValue ?? null),
  MaxValue: number(({ column }) => column.maxValue ?? null),
});

const precision: Own = { Precision: whole(({ column }) => column.precision ?? null) };

const choiceDefault: Own = {
  DefaultFormValue: whole(({ column }) =>
    typeof column.defaultValue === "number" ? column.defaultValue : -1,
  ),
};

const isBase = ({ logicalName }: ColumnDefinition): boolean => logicalName.endsWith("_base");

const money: Own = {
  ...imeMode,
  ...range(double),
  ...precision,
  PrecisionSource: whole(() => 2),
  CalculationOf: text(({ column }) => (isBase(column) ? column.logicalName.slice(0, -"_base".length) : null)),
  IsBaseCurrency: flag(({ column }) => isBase(column)),
  ...formula,
};

const dateTime: Own = {
  Format: enumeration("DateTimeFormat", ({ column }) =>
    column.format === "DateOnly" ? "DateOnly" : (column.dateFormat ?? "DateAndTime"),
  ),
  ...imeMode,
  ...formula,
  DateTimeBehavior: complex("DateTimeBehavior", ({ column }) => ({
    Value: column.dateFormat === "DateOnly" ? "DateOnly" : "UserLocal",
  })),
  CanChangeDateTimeBehavior: complex("BooleanManagedProperty", ({ column }) =>
    managedProperty(column.custom, "canchangedatetimebehavior"),
  ),
};

/** What only columns of one type have (Microsoft, the derived types of AttributeMetadata). */
export const columnTypes: Readonly<Record<string, Own>> = {
  StringAttributeMetadata: {
    Format: enumeration("StringFormat", ({ column }) => column.format ?? "Text"),
    FormatName: complex("StringFormatName", ({ column }) => ({ Value: column.format ?? "Text" })),
    ...imeMode,
    ...maxLength,
    YomiOf: text(() => null),
    IsLocalizable: flag(() => false),
    DatabaseLength: whole(({ column }) => (column.maxLength ?? 0) * 2),
    ...formula,
  },
  MemoAttributeMetadata: {
    Format: enumeration("StringFormat", ({ column }) => column.format ?? "TextArea"),
    FormatName: complex("MemoFormatName", ({ column }) => ({ Value: column.format ?? "TextArea" })),
    ...imeMode,
    ...maxLength,
    IsLocalizable: flag(() => false),
  },
  IntegerAttributeMetadata: {
    Format: enumeration("IntegerFormat", ({ column }) => column.format ?? "None"),
    ...range(whole),
    ...formula,
  },
  BigIntAttributeMetadata: {
    MinValue: long(() => Number.MIN_SAFE_INTEGER),
    MaxValue: long(() => Number.MAX_SAFE_INTEGER),
  },
  DecimalAttributeMetadata: { ...range(decimal), ...precision, ...imeMode, ...formula },
  DoubleAttributeMetadata: { ...imeMode, ...range(double), ...precision },
  MoneyAttributeMetadata: money,
  BooleanAttributeMetadata: {
    DefaultValue: flag(({ column }) => column.defaultValue === true),
    ...formula,
  },
  DateTimeAttributeMetadata: dateTime,
  PicklistAttributeMetadata: {
    ...choiceDefault,
    ...formula,
    ParentPicklistLogicalName: text(() => null),
    ChildPicklistLogicalNames: list("Edm.String", () => []),
  },
  MultiSelectPicklistAttributeMetadata: {
    ...choiceDefault,
    ...formula,
    ParentPicklistLogicalName: text(() => null),
    ChildPicklistLogicalNames: list("Edm.String", () => []),
  },
  StateAttributeMetadata: choiceDefault,
  StatusAttributeMetadata: choiceDefault,
  LookupAttributeMetadata: {
    Targets: list("Edm.String", ({ column }) => [
      ...new Set((column.targets ?? []).map(({ table }) => table)),
    ]),
    Format: enumeration("LookupFormat", () => "None"),
  },
  UniqueIdentifierAttributeMetadata: {},
  EntityNameAttributeMetadata: { ...choiceDefault, IsEntityReferenceStored: flag(() => false) },
  FileAttributeMetadata: { MaxSizeInKB: whole(({ column }) => column.maxSizeInKb ?? null) },
  ImageAttributeMetadata: {
    IsPrimaryImage: flag(
      ({ table, column }) =>
        table.definition.columns.find(({ type }) => type === "Image")?.logicalName === column.logicalName,
    ),
    MaxHeight: whole(() => 144),
    MaxWidth: whole(() => 144),
    MaxSizeInKB: whole(({ column }) => column.maxSizeInKb ?? null),
    CanStoreFullImage: flag(({ column }) => column.canStoreFullImage !== false),
  },
};

const typeNames: Partial<Record<ColumnType, string>> = {
  Customer: "Lookup",
  Owner: "Lookup",
  Uniqueidentifier: "UniqueIdentifier",
};

/** "StringAttributeMetadata" */
export const typeOfColumn = ({ type }: ColumnDefinition): string =>
  `${typeNames[type] ?? type}AttributeMetadata`;
