import { isJsonObject, type JsonObject } from "../../../jsonObject.ts";
import { flagIn, textIn } from "../../../metadata/definitionValues.ts";

/** What of a column's definition its values are checked by. */
export interface Column {
  readonly name: string;
  /** `AttributeTypeName` without `Type` at its end: "Money", "MultiSelectPicklist", "Uniqueidentifier". */
  readonly type: string;
  /** False for those that the Web API does not know, such as `primarycontactidname`. */
  readonly isOffered: boolean;
  /** The column that this one shows something of, such as the name of the record it points to. */
  readonly shows: string | null;
  readonly isPrimaryId: boolean;
  readonly validForCreate: boolean;
  readonly validForUpdate: boolean;
  /** `SystemRequired`: the only level that the API enforces (see `missingColumns`). */
  readonly isRequired: boolean;
  /** Stored elsewhere, such as the columns of an address. */
  readonly isLogical: boolean;
  readonly isAutoNumber: boolean;
  /** A new record begins with it. */
  readonly defaultValue: number | undefined;
  readonly maxLength: number | undefined;
  readonly minValue: number | undefined;
  readonly maxValue: number | undefined;
  readonly isDateOnly: boolean;
  /** Logical names of the tables that a lookup can point to. */
  readonly targets: readonly string[];
  readonly maxSizeInKb: number | undefined;
  readonly isPrimaryImage: boolean;
}

/** Reads the definition of a column that came with the properties of its own type. */
export const toColumn = (definition: JsonObject): Column => ({
  name: textIn(definition, "LogicalName") ?? "",
  type: typeIn(definition),
  isOffered: flagIn(definition, "IsValidODataAttribute"),
  shows: textIn(definition, "AttributeOf"),
  isPrimaryId: flagIn(definition, "IsPrimaryId"),
  validForCreate: flagIn(definition, "IsValidForCreate"),
  validForUpdate: flagIn(definition, "IsValidForUpdate"),
  isRequired: valueIn(definition, "RequiredLevel") === "SystemRequired",
  isLogical: flagIn(definition, "IsLogical"),
  isAutoNumber: textIn(definition, "AutoNumberFormat") !== null,
  defaultValue: defaultIn(definition),
  maxLength: numberIn(definition, "MaxLength"),
  minValue: numberIn(definition, "MinValue"),
  maxValue: numberIn(definition, "MaxValue"),
  isDateOnly: valueIn(definition, "DateTimeBehavior") === "DateOnly",
  targets: textsIn(definition, "Targets"),
  maxSizeInKb: numberIn(definition, "MaxSizeInKB"),
  isPrimaryImage: flagIn(definition, "IsPrimaryImage"),
});

/** `AttributeType` calls images, files and multiple choices Virtual (Microsoft, "Column definitions"). */
const typeIn = (definition: JsonObject): string =>
  valueIn(definition, "AttributeTypeName")?.replace(/Type$/, "") ?? textIn(definition, "AttributeType") ?? "";

/** The `Value` of a complex property. */
const valueIn = (definition: JsonObject, property: string): string | null => {
  const value = definition[property];
  return isJsonObject(value) ? textIn(value, "Value") : null;
};

const numberIn = (definition: JsonObject, property: string): number | undefined => {
  const value = definition[property];
  return typeof value === "number" ? value : undefined;
};

const textsIn = (definition: JsonObject, property: string): readonly string[] => {
  const value = definition[property];
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
};

/** A choice without a default says -1. */
const defaultIn = (definition: JsonObject): number | undefined => {
  const value = numberIn(definition, "DefaultFormValue");
  return value === -1 ? undefined : value;
};
