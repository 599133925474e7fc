import { payloadError } from "../../errors/refusals.ts";
import { customColumns } from "../../schema/customColumn.ts";
import type { Choice, ColumnDefinition, ColumnType, GlobalChoiceDefinition } from "../../schema/model.ts";
import { columnKind } from "../kinds/columnKind.ts";
import { typeName } from "../kinds/kind.ts";
import {
  bodyType,
  invalidDefinition,
  type Json,
  mergeTranslations,
  objectAt,
  readLabel,
  requiredText,
} from "./body.ts";
import { type Details, details, requiredOf } from "./columnDetails.ts";
import { readOptions } from "./optionBody.ts";
import { checkValues } from "./propertyTypes.ts";

/** Columns that can be made by themselves. Lookups come with their relationship. */
const creatable: Readonly<Record<string, ColumnType>> = {
  StringAttributeMetadata: "String",
  MemoAttributeMetadata: "Memo",
  IntegerAttributeMetadata: "Integer",
  BigIntAttributeMetadata: "BigInt",
  DecimalAttributeMetadata: "Decimal",
  DoubleAttributeMetadata: "Double",
  MoneyAttributeMetadata: "Money",
  BooleanAttributeMetadata: "Boolean",
  DateTimeAttributeMetadata: "DateTime",
  PicklistAttributeMetadata: "Picklist",
  MultiSelectPicklistAttributeMetadata: "MultiSelectPicklist",
  FileAttributeMetadata: "File",
  ImageAttributeMetadata: "Image",
};

/** Properties that mean nothing to records, kept as they were sent. */
const kept = [
  "IsAuditEnabled",
  "IsGlobalFilterEnabled",
  "IsSortableEnabled",
  "IsCustomizable",
  "IsRenameable",
  "IsValidForAdvancedFind",
  "CanModifyAdditionalSettings",
  "IsSecured",
  "AutoNumberFormat",
  "ImeMode",
  "ExternalName",
] as const;

export const settingsOf = (json: Json, names: readonly string[]): Json =>
  Object.fromEntries(names.filter((name) => name in json).map((name) => [name, json[name]]));

/** Refuses what the type does not declare, and values of other types, as the service's reader does. */
export const checkProperties = (json: Json, type: string, also: readonly string[] = []): void => {
  const kind = columnKind.derived?.get(typeName(type)) ?? columnKind;
  const wrong = Object.keys(json).find(
    (name) => !name.includes("@") && !Object.hasOwn(kind.properties, name) && !also.includes(name),
  );
  if (wrong !== undefined) {
    throw payloadError(
      "EntityDefinitions",
      `Invalid property '${wrong}' was found in entity '${kind.type}'. ---> Microsoft.OData.ODataException: Does not support untyped value in non-open type.`,
    );
  }
  checkValues(json, kind);
};

const choicesOf = (
  json: Json,
  global: GlobalChoiceDefinition | undefined,
): Pick<Details, "choices" | "globalChoices"> => {
  if (global !== undefined) {
    return { choices: global.choices, globalChoices: global.name };
  }
  const set = objectAt(json, "OptionSet");
  const choices: readonly Choice[] = set === undefined ? [] : readOptions(set);
  return { choices };
};

const columnTypeOf = (json: Json): { readonly type: ColumnType; readonly name: string } => {
  const name = bodyType(json);
  if (name === undefined) {
    throw payloadError(
      "EntityDefinitions",
      "A type named in the annotation 'odata.type' is needed: 'Microsoft.Dynamics.CRM.AttributeMetadata' alone does not say what the column is.",
    );
  }
  const type = creatable[name];
  if (type === undefined) {
    throw name === "LookupAttributeMetadata"
      ? invalidDefinition(
          "A lookup column is created with its relationship, by POST to RelationshipDefinitions.",
        )
      : payloadError(
          "EntityDefinitions",
          `A type named 'Microsoft.Dynamics.CRM.${name}' could not be resolved by the model. When a model is available, each type name must resolve to a valid type.`,
        );
  }
  return { type, name };
};

const withTexts = (json: Json, before: ColumnDefinition | undefined, keepsOthers: boolean): Details => {
  const [label, description] = ["DisplayName", "Description"].map((name) => readLabel(objectAt(json, name)));
  const set = objectAt(json, "OptionSet") ?? {};
  const [trueLabel, falseLabel] = ["TrueOption", "FalseOption"].map((name) =>
    readLabel(objectAt(objectAt(set, name) ?? {}, "Label")),
  );
  const text = label?.text ?? (keepsOthers ? before?.label : undefined) ?? "";
  const about = description?.text ?? (keepsOthers ? before?.description : undefined);
  return {
    label: text,
    ...(about !== undefined && { description: about }),
    translations: mergeTranslations(
      before?.translations,
      {
        ...(label && { label }),
        ...(description && { description }),
        ...(trueLabel && { trueLabel }),
        ...(falseLabel && { falseLabel }),
      },
      keepsOthers,
    ),
  };
};

/** Reads a new column. `global` is the choice its body binds to. */
export const readColumn = (
  json: Json,
  global: GlobalChoiceDefinition | undefined,
): readonly [ColumnDefinition, ...ColumnDefinition[]] => {
  const { type, name } = columnTypeOf(json);
  checkProperties(json, name, ["OptionSet", "GlobalOptionSet"]);
  const isChoice = type === "Picklist" || type === "MultiSelectPicklist";
  return customColumns({
    schemaName: requiredText(json, "SchemaName"),
    type,
    required: requiredOf(json),
    ...details[type]?.(json),
    ...(isChoice && choicesOf(json, global)),
    ...withTexts(json, undefined, false),
    settings: settingsOf(json, kept),
  });
};

/**
 * The column a whole definition turns an existing one into. What the body leaves out has the value it would have in
 * a new column; options stay, as they have messages of their own.
 */
export const replaceColumn = (
  before: ColumnDefinition,
  json: Json,
  keepsOthers: boolean,
): ColumnDefinition => {
  const { schemaName, logicalName, type, custom, validForCreate, validForUpdate } = before;
  const [fresh] = customColumns({
    schemaName,
    type,
    required: requiredOf(json),
    ...details[type]?.(json),
    ...withTexts(json, before, keepsOthers),
    settings: settingsOf(json, kept),
  });
  return {
    ...fresh,
    logicalName,
    custom,
    validForCreate,
    validForUpdate,
    ...(before.choices !== undefined && { choices: before.choices }),
    ...(before.globalChoices !== undefined && { globalChoices: before.globalChoices }),
    ...(before.targets !== undefined && { targets: before.targets }),
  };
};
