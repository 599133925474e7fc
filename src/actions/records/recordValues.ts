import type { RecordValues } from "../../client/services/records/recordValues.ts";
import type { JsonObject } from "../../inputs/parsers/jsonObject.ts";

interface ValueInputs {
  readonly dynamicValues: JsonObject;
  readonly fieldValues: JsonObject;
}

/** Field Value entries win over Dynamic Values; their texts stay marked as text, since the column's type decides what they mean. */
export const recordValues = ({ dynamicValues, fieldValues }: ValueInputs): RecordValues => {
  const entries = Object.entries(fieldValues);
  return {
    values: {
      ...dynamicValues,
      ...Object.fromEntries(entries.filter(([, value]) => typeof value !== "string")),
    },
    textValues: Object.fromEntries(
      entries.flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
    ),
  };
};
