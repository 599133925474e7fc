import type { ColumnDefinition, ColumnType } from "./model.ts";

/** A column as somebody who adds it describes it: what is left out has the value Dataverse starts with. */
export interface ColumnDraft extends Partial<ColumnDefinition> {
  readonly schemaName: string;
  readonly type: ColumnType;
}

type Defaults = Partial<ColumnDefinition>;

const readOnly: Defaults = { validForCreate: false, validForUpdate: false };

/** What the service puts in place of what a new column leaves out (Microsoft, the reference of each metadata type). */
const defaults: Partial<Record<ColumnType, Defaults>> = {
  String: { maxLength: 100 },
  Memo: { maxLength: 2000 },
  Integer: { minValue: -2_147_483_648, maxValue: 2_147_483_647 },
  BigInt: readOnly,
  Decimal: { minValue: -100_000_000_000, maxValue: 100_000_000_000, precision: 2 },
  Double: { minValue: -100_000_000_000, maxValue: 100_000_000_000, precision: 2 },
  Money: { minValue: -922_337_203_685_477, maxValue: 922_337_203_685_477, precision: 2 },
  Boolean: { trueLabel: "Yes", falseLabel: "No", defaultValue: false },
  DateTime: { dateFormat: "DateAndTime" },
  Picklist: { choices: [] },
  MultiSelectPicklist: { choices: [] },
  File: { ...readOnly, maxSizeInKb: 32_768 },
  Image: { maxSizeInKb: 10_240 },
};

const baseCurrency = (column: ColumnDefinition): ColumnDefinition => {
  const { defaultValue, translations, settings, ...amount } = column;
  return {
    ...amount,
    ...readOnly,
    logicalName: `${column.logicalName}_base`,
    schemaName: `${column.schemaName}_Base`,
    label: `${column.label} (Base)`,
    required: "None",
    precision: 4,
    validForCreate: false,
    validForUpdate: false,
  };
};

/** The column a draft describes, and the column in the base currency that comes with one of money. */
export const customColumns = (draft: ColumnDraft): readonly [ColumnDefinition, ...ColumnDefinition[]] => {
  const column: ColumnDefinition = {
    logicalName: draft.schemaName.toLowerCase(),
    label: draft.schemaName,
    required: "None",
    custom: true,
    validForCreate: true,
    validForUpdate: true,
    ...defaults[draft.type],
    ...draft,
  };
  return column.type === "Money" ? [column, baseCurrency(column)] : [column];
};
