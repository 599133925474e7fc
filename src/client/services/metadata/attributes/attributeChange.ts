import type { DataverseError } from "../../../errors.ts";
import { type AttributeReference, parseAttributeReference } from "../../../odata/attributeReference.ts";
import { type AttributeType, isOfType, qualifiedType } from "../../../odata/attributeTypes.ts";
import { parseGuid } from "../../../odata/guid.ts";
import { quoted } from "../../../odata/names.ts";
import { isJsonObject, type JsonObject } from "../../jsonObject.ts";
import { labelTexts, refusedBody, textMember, typeInBody, withNumbers } from "./attributeBody.ts";

/** What to change of an attribute, checked as far as it can be without its definition. */
export interface AttributeChange {
  readonly attribute: AttributeReference;
  /** The type that the body says the attribute has. */
  readonly type: AttributeType | undefined;
  readonly body: JsonObject;
}

const identities = ["MetadataId", "LogicalName", "SchemaName"] as const;

/** Reads the body of a change; `key` names the attribute where the body is not to. Throws `invalidInput`. */
export const parseAttributeChange = (
  body: JsonObject,
  key: AttributeReference | undefined,
): AttributeChange => {
  const attribute = key ?? attributeIn(body);
  if (attribute === undefined) {
    throw refusedBody(
      "does not say which attribute to change. Add its LogicalName or SchemaName, such as new_Balance, or its MetadataId, or fill in Attribute Key.",
    );
  }
  for (const name of ["OptionSet", "GlobalOptionSet"]) {
    if (body[name] !== undefined && body[name] !== null) {
      throw refusedBody(
        `holds ${name}, but Dataverse does not change options with their attribute. Leave it out, and use the action [CRM] Raw Request with InsertOptionValue, UpdateOptionValue, OrderOption or DeleteOptionValue.`,
      );
    }
  }
  for (const name of ["DisplayName", "Description"]) {
    if (body[name] !== undefined && body[name] !== null) {
      labelTexts(body, name);
    }
  }
  return { attribute, type: typeInBody(body), body: withNumbers(body) };
};

const attributeIn = (body: JsonObject): AttributeReference | undefined => {
  for (const member of identities) {
    const text = textMember(body, member);
    if (text !== undefined) {
      const attribute = parseAttributeReference(text);
      if (attribute === undefined) {
        throw refusedBody(
          `has the ${member} ${quoted(text)}, which cannot be one. Enter one such as new_Balance.`,
        );
      }
      return attribute;
    }
  }
  return undefined;
};

/** What names an attribute or is decided when it is created. Names are the same in any case, ids in any spelling. */
const fixed = ["MetadataId", "LogicalName", "SchemaName", "EntityLogicalName"] as const;

const normal = (text: string): string => parseGuid(text) ?? text.toLowerCase();

/** Refuses to change what cannot be changed, before anything is sent. */
export const checkFixed = ({ body, type }: AttributeChange, definition: JsonObject): void => {
  for (const member of fixed) {
    const [wanted, is] = [textMember(body, member), String(definition[member] ?? "")];
    if (wanted !== undefined && normal(wanted) !== normal(is)) {
      throw refusedBody(
        `has the ${member} ${quoted(wanted)}, but the attribute has ${quoted(is)}, and that cannot be changed. Leave ${member} out, or name the other attribute.`,
      );
    }
  }
  const typeName = isJsonObject(definition["AttributeTypeName"])
    ? textMember(definition["AttributeTypeName"], "Value")
    : undefined;
  const is = { code: String(definition["AttributeType"]), typeName: typeName ?? "" };
  if (type !== undefined && !isOfType(type, is)) {
    throw refusedType(type, String(definition["LogicalName"]), is.typeName.replace(/Type$/, "") || is.code);
  }
};

/** The refusal of a body whose type is not that of the attribute. */
export const refusedType = (type: AttributeType, attribute: string, is: string): DataverseError =>
  refusedBody(
    `says that ${attribute} is of the type ${type.name}, but it is ${is}, and the type of an attribute cannot be changed. Correct @odata.type, AttributeType and AttributeTypeName, or leave them out.`,
  );

/** They say the same as the definition does, in whatever spelling: the definition's goes. */
const said: ReadonlySet<string> = new Set([...fixed, "@odata.type", "AttributeType", "AttributeTypeName"]);

/**
 * The definition with the members of the body in the place of its own: objects member by member, labels language by
 * language, lists as a whole. This is what a PUT needs: what it leaves out would be reset (Microsoft, "Create and update
 * column definitions using the Web API").
 */
export const changedDefinition = (definition: JsonObject, body: JsonObject): JsonObject => {
  const changes = Object.entries(body).filter(([name]) => !said.has(name) && !name.startsWith("@"));
  return {
    ...sendable(definition),
    ...Object.fromEntries(changes.map(([name, value]) => [name, changed(definition, body, [name, value])])),
  };
};

const changed = (
  definition: JsonObject,
  body: JsonObject,
  [name, value]: readonly [string, unknown],
): unknown => {
  const before = definition[name];
  if (isJsonObject(before) && "LocalizedLabels" in before && value !== null) {
    return mergedLabel(before, body, name);
  }
  return merged(before, value);
};

const merged = (before: unknown, value: unknown): unknown =>
  isJsonObject(before) && isJsonObject(value)
    ? {
        ...before,
        ...Object.fromEntries(
          Object.entries(value).map(([name, inner]) => [name, merged(before[name], inner)]),
        ),
      }
    : value;

/** Without `UserLocalizedLabel`, which repeats one of the texts and would contradict them. */
const mergedLabel = (before: JsonObject, body: JsonObject, name: string): JsonObject => {
  const texts = labelTexts(body, name);
  const replaced = new Set(texts.map(({ languageCode }) => languageCode));
  const kept = labelTexts({ [name]: before }, name).filter(({ languageCode }) => !replaced.has(languageCode));
  return {
    "@odata.type": qualifiedType("Label"),
    LocalizedLabels: [...kept, ...texts].map(({ localized }) => localized),
  };
};

/**
 * The definition as it can be sent back: without annotations about the answer, and without whole numbers that have more
 * digits than a JSON number keeps. Only the bounds of big integers are that large, and those their type sets itself.
 */
const sendable = (definition: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(definition).filter(
      ([name, value]) =>
        (name === "@odata.type" || !name.includes("@")) &&
        !(Number.isInteger(value) && !Number.isSafeInteger(value)),
    ),
  );
