import { parseGuid } from "../../odata/guid.ts";
import type { PrimaryKey } from "../tables/primaryKeys.ts";
import type { RecordValues } from "./recordValues.ts";

/** The id that a record will have once it is created. */
export interface NewRecordId {
  readonly column: string;
  /** Bare and lower case. */
  readonly id: string;
  /** Ids of the caller may belong to a record that was there before. */
  readonly chosenBy: "caller" | "connector";
  /** The partition of an elastic table that the record goes to, where it was given. */
  readonly partition?: string | undefined;
}

/** An id of zeros is none to Dataverse, which makes one instead. */
const NO_ID = "00000000-0000-0000-0000-000000000000";

/** The caller's id for a new record, or else the one that was chosen for it. Undefined when what was given is no GUID. */
export const newRecordId = (
  { column, isElastic }: PrimaryKey,
  { values, textValues }: RecordValues,
  chosen: string,
): NewRecordId | undefined => {
  const given = textValues[column] ?? values[column] ?? NO_ID;
  const id = parseGuid(String(given));
  if (id === undefined) {
    return undefined;
  }
  const partition = isElastic ? partitionIn({ ...values, ...textValues }) : undefined;
  return id === NO_ID
    ? { column, id: chosen, chosenBy: "connector", partition }
    : { column, id, chosenBy: "caller", partition };
};

const partitionIn = ({ partitionid }: RecordValues["values"]): string | undefined =>
  typeof partitionid === "string" && partitionid !== "" ? partitionid : undefined;

/** The values with the id; the caller's may have braces, which Dataverse refuses. */
export const withRecordId = (record: RecordValues, { column, id }: NewRecordId): RecordValues => {
  const { [column]: _, ...textValues } = record.textValues;
  return { values: { ...record.values, [column]: id }, textValues };
};
