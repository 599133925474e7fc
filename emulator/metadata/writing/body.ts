import { DataverseError } from "../../errors/dataverseError.ts";
import { payloadError } from "../../errors/refusals.ts";
import type { Translations } from "../../schema/model.ts";
import { baseLanguage } from "../definition.ts";

/** A JSON object of a request body. */
export type Json = Readonly<Record<string, unknown>>;

export const isJson = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A definition the service cannot take. Its own texts for these are not documented. */
export const invalidDefinition = (message: string): DataverseError =>
  new DataverseError(400, "0x80040203", message);

export const parseBody = (set: string, text: string): Json => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw payloadError(set, `The JSON in the request body cannot be read: ${String(error)}`);
  }
  if (!isJson(json)) {
    throw payloadError(set, "A node of type 'StartObject' was expected in the request body.");
  }
  return json;
};

/** "StringAttributeMetadata" of `#Microsoft.Dynamics.CRM.StringAttributeMetadata`, with its `Complex` twin as well. */
export const bodyType = (json: Json): string | undefined => {
  const type = json["@odata.type"];
  return typeof type === "string"
    ? type.replace(/^#?(?:Microsoft\.Dynamics\.CRM|mscrm)\.(?:Complex)?/, "")
    : undefined;
};

export const textAt = (json: Json, name: string): string | undefined => {
  const value = json[name];
  return typeof value === "string" && value !== "" ? value : undefined;
};

export const requiredText = (json: Json, name: string): string => {
  const value = textAt(json, name);
  if (value === undefined) {
    throw invalidDefinition(`Required field '${name}' is missing.`);
  }
  return value;
};

export const numberAt = (json: Json, name: string): number | undefined => {
  const value = json[name];
  return typeof value === "number" ? value : undefined;
};

export const objectAt = (json: Json, name: string): Json | undefined => {
  const value = json[name];
  return isJson(value) ? value : undefined;
};

export const listAt = (json: Json, name: string): readonly unknown[] => {
  const value = json[name];
  return Array.isArray(value) ? value : [];
};

/** The `Value` of a managed property or another complex property with one. */
export const valueAt = (json: Json, name: string): unknown => objectAt(json, name)?.["Value"];

export interface Texts {
  readonly text: string | undefined;
  readonly translations: Readonly<Record<number, string>>;
}

/** Reads a label object into its English text and those in other languages. */
export const readLabel = (json: Json | undefined): Texts => {
  const labels = json === undefined ? [] : listAt(json, "LocalizedLabels").filter(isJson);
  const texts = labels.flatMap((localized): (readonly [number, string])[] => {
    const [text, language] = [localized["Label"], localized["LanguageCode"]];
    return typeof text === "string" && typeof language === "number" ? [[language, text]] : [];
  });
  return {
    text: texts.find(([language]) => language === baseLanguage)?.[1],
    translations: Object.fromEntries(texts.filter(([language]) => language !== baseLanguage)),
  };
};

type LabelName = keyof Translations;

/**
 * Puts the labels of a body into a definition. Without `MSCRM.MergeLabels: true` the labels in other languages than
 * those sent are lost (Microsoft, Create and update column definitions using the Web API).
 */
export const mergeTranslations = (
  before: Translations | undefined,
  sent: Readonly<Partial<Record<LabelName, Texts>>>,
  keepsOthers: boolean,
): Translations => {
  const names: readonly LabelName[] = ["label", "pluralLabel", "description", "trueLabel", "falseLabel"];
  return Object.fromEntries(
    names.flatMap((name) => {
      const texts = { ...(keepsOthers ? before?.[name] : {}), ...sent[name]?.translations };
      return Object.keys(texts).length === 0 ? [] : [[name, texts]];
    }),
  );
};

const namePattern = /^[a-z][a-z0-9]{1,7}_[a-z][a-z0-9_]*$/i;

/** Names of one's own begin with the prefix of a publisher (Microsoft, Solution concepts: 2 to 8 characters, not "mscrm"). */
export const checkSchemaName = (name: string): void => {
  if (!namePattern.test(name) || /^mscrm/i.test(name)) {
    throw invalidDefinition(
      `The schema name '${name}' is not valid. It must begin with the customization prefix of a publisher, such as 'new_', and have only letters, digits and underscores.`,
    );
  }
};
