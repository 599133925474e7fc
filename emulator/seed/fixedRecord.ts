import { guidSeries } from "./random.ts";
import type { Reference, SeedRecord } from "./seedRecord.ts";

/** Rows that are the same in every seed: the id of the row with this number. */
export const fixedReference = (table: string, number: number): Reference => ({
  table,
  id: guidSeries(0, table)(number),
});

export const fixedRecord = (table: string, number: number, values: SeedRecord["values"]): SeedRecord => ({
  ...fixedReference(table, number),
  values,
});

/** Rows of one table, numbered in this order. */
export const fixedRecords = (table: string, rows: readonly SeedRecord["values"][]): readonly SeedRecord[] =>
  rows.map((values, number) => fixedRecord(table, number, values));
