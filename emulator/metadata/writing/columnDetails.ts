import type { ColumnDefinition, ColumnType } from "../../schema/model.ts";
import { type Json, numberAt, objectAt, readLabel, textAt, valueAt } from "./body.ts";

const requiredLevels = ["None", "Recommended", "ApplicationRequired", "SystemRequired"] as const;

export const requiredOf = (json: Json): ColumnDefinition["required"] =>
  requiredLevels.find((level) => level === valueAt(json, "RequiredLevel")) ?? "None";

const formatOf = (json: Json): string | undefined => {
  const name = valueAt(json, "FormatName");
  return typeof name === "string" ? name : textAt(json, "Format");
};

const dateFormatOf = (json: Json): "DateOnly" | "DateAndTime" =>
  valueAt(json, "DateTimeBehavior") === "DateOnly" ? "DateOnly" : "DateAndTime";

export type Details = Partial<Omit<ColumnDefinition, "schemaName" | "type">>;

const numbers = (json: Json): Details => {
  const [minValue, maxValue, precision] = ["MinValue", "MaxValue", "Precision"].map((name) =>
    numberAt(json, name),
  );
  return {
    ...(minValue !== undefined && { minValue }),
    ...(maxValue !== undefined && { maxValue }),
    ...(precision !== undefined && { precision }),
  };
};

const lengthOf = (json: Json): Details => {
  const [maxLength, format] = [numberAt(json, "MaxLength"), formatOf(json)];
  return { ...(maxLength !== undefined && { maxLength }), ...(format !== undefined && { format }) };
};

const booleanOf = (json: Json): Details => {
  const set = objectAt(json, "OptionSet") ?? {};
  const [yes, no] = ["TrueOption", "FalseOption"].map((name) =>
    readLabel(objectAt(objectAt(set, name) ?? {}, "Label")),
  );
  return {
    ...(yes?.text !== undefined && { trueLabel: yes.text }),
    ...(no?.text !== undefined && { falseLabel: no.text }),
    defaultValue: json["DefaultValue"] === true,
  };
};

const choiceOf = (json: Json): Details => {
  const value = numberAt(json, "DefaultFormValue");
  return value === undefined || value === -1 ? {} : { defaultValue: value };
};

/** What the body says that only columns of its type have. */
export const details: Partial<Record<ColumnType, (json: Json) => Details>> = {
  String: lengthOf,
  Memo: lengthOf,
  Integer: (json) => ({ ...numbers(json), ...lengthOf(json) }),
  Decimal: numbers,
  Double: numbers,
  Money: numbers,
  Boolean: booleanOf,
  DateTime: (json) => ({ dateFormat: dateFormatOf(json), ...lengthOf(json) }),
  Picklist: choiceOf,
  MultiSelectPicklist: choiceOf,
  File: (json) => {
    const maxSizeInKb = numberAt(json, "MaxSizeInKB");
    return maxSizeInKb === undefined ? {} : { maxSizeInKb };
  },
};
