import { type DataverseError, invalidInput } from "../../../errors.ts";
import { type AttributeType, findAttributeType, qualifiedType } from "../../../odata/attributeTypes.ts";
import { quoted } from "../../../odata/names.ts";
import { isJsonObject, type JsonObject } from "../../jsonObject.ts";
import { typeAdvice } from "./typeAdvice.ts";

/** `problem` continues the sentence "Attribute Body …". */
export const refusedBody = (problem: string): DataverseError => invalidInput(`Attribute Body ${problem}`);

/** The text of a member; a blank one counts as absent. */
export const textMember = (body: JsonObject, name: string): string | undefined => {
  const value = body[name];
  if (value === undefined || value === null || (typeof value === "string" && value.trim() === "")) {
    return undefined;
  }
  if (typeof value !== "string") {
    throw refusedBody(`has a ${name} that is not text. Write it like "${name}": "new_Balance".`);
  }
  return value.trim();
};

/** The most exact first: `AttributeType` says `Virtual` of several types. */
const typeMembers = ["@odata.type", "AttributeTypeName", "AttributeType"] as const;

/**
 * The type that a body names by `@odata.type`, `AttributeTypeName` or `AttributeType`; undefined when by none. A name of
 * no type is refused, unless another member tells the type: flows carry such leftovers, which Dataverse does not go by.
 * Members that contradict each other are refused.
 */
export const typeInBody = (body: JsonObject): AttributeType | undefined => {
  const named = typeMembers.flatMap((member) => {
    const text = typeText(body, member);
    return text === undefined ? [] : [{ member, text, type: findAttributeType(text) }];
  });
  const [first, ...others] = named.flatMap(({ member, type }) =>
    type === undefined ? [] : [{ member, type }],
  );
  const [unknown] = named;
  if (first === undefined && unknown !== undefined) {
    throw refusedBody(
      `has the ${unknown.member} ${quoted(unknown.text)}, which is no type of attribute. ${typeAdvice(unknown.text)}`,
    );
  }
  const other = others.find(({ type }) => first !== undefined && !agree(first.type, type));
  if (first !== undefined && other !== undefined) {
    throw refusedBody(
      `names two types: ${first.member} is ${first.type.name}, but ${other.member} is ${other.type.name}. Leave one of the two out.`,
    );
  }
  return first?.type;
};

const agree = (first: AttributeType, other: AttributeType): boolean =>
  first.name === other.name || first.codes.includes(other.name);

const typeText = (body: JsonObject, member: (typeof typeMembers)[number]): string | undefined => {
  const given = body[member];
  return isJsonObject(given) ? textMember(given, "Value") : textMember(body, member);
};

/** Properties of definitions that are numbers (Microsoft, the reference of each type of attribute metadata). */
const numbers: ReadonlySet<string> = new Set([
  "MaxHeight",
  "MaxLength",
  "MaxSizeInKB",
  "MaxValue",
  "MaxWidth",
  "MinValue",
  "Precision",
  "PrecisionSource",
  "SourceType",
]);

const plainNumber = /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,10})?$/;

/** Numbers that were written as text, as flows often do, become numbers, which alone Dataverse takes for certain. */
export const withNumbers = (body: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(body).map(([name, value]) => [
      name,
      numbers.has(name) && typeof value === "string" && plainNumber.test(value.trim())
        ? Number(value)
        : value,
    ]),
  );

/**
 * The body with its type in Dataverse's spelling. `@odata.type` is what Dataverse goes by; the two other members repeat
 * it, and are made right where they are given.
 */
export const withType = (body: JsonObject, type: AttributeType, metadataType: string): JsonObject => ({
  ...body,
  "@odata.type": qualifiedType(metadataType),
  ...("AttributeType" in body && { AttributeType: type.codes[0] }),
  ...("AttributeTypeName" in body && { AttributeTypeName: { Value: `${type.name}Type` } }),
});

const labelForm =
  'Write it like {"LocalizedLabels":[{"Label":"Balance","LanguageCode":1033}]}, where 1033 is English.';

/** One text of a label by its language. */
export interface LocalizedText {
  readonly languageCode: number;
  readonly localized: JsonObject;
}

/** The texts of the label that a member of the body holds; the one of the user's own language counts where it stands alone. */
export const labelTexts = (body: JsonObject, name: string): readonly LocalizedText[] => {
  const label = body[name];
  if (!isJsonObject(label)) {
    throw refusedBody(`has a ${name} that is not a label. ${labelForm}`);
  }
  const { LocalizedLabels: all, UserLocalizedLabel: own } = label;
  const texts = all ?? (own === undefined || own === null ? [] : [own]);
  if (!Array.isArray(texts)) {
    throw refusedBody(`has a ${name} whose LocalizedLabels are not a list. ${labelForm}`);
  }
  return texts.map((localized: unknown, index) => {
    const languageCode = isJsonObject(localized) ? localized["LanguageCode"] : undefined;
    if (!isJsonObject(localized) || typeof localized["Label"] !== "string" || !isLanguage(languageCode)) {
      throw refusedBody(
        `has a ${name} whose text ${index + 1} lacks a Label that is text or a LanguageCode that is a number. ${labelForm}`,
      );
    }
    return { languageCode, localized };
  });
};

const isLanguage = (code: unknown): code is number => typeof code === "number" && Number.isInteger(code);
