import { isJsonObject } from "../jsonObject.ts";

/**
 * The text of a `Label` of a definition: in the user's language, else in the first language that it is written in.
 * Undefined when nobody ever wrote it: then `UserLocalizedLabel` is null and `LocalizedLabels` empty, as on intersect
 * tables and shadow columns (Microsoft, "Label ComplexType").
 */
export const labelText = (label: unknown): string | undefined => labelTexts(label)[0];

/** The texts of a label in all its languages, the user's first; some may be the same. */
export const labelTexts = (label: unknown): readonly string[] => {
  if (!isJsonObject(label)) {
    return [];
  }
  const { UserLocalizedLabel: ofUser, LocalizedLabels: all } = label;
  return [ofUser, ...(Array.isArray(all) ? all : [])].flatMap((localized) => textOf(localized) ?? []);
};

/** The same, and where there is no label, the name of what is labelled. */
export const labelOrName = (label: unknown, name: string): string => labelText(label) ?? name;

const textOf = (localized: unknown): string | undefined => {
  const text = isJsonObject(localized) ? localized["Label"] : undefined;
  return typeof text === "string" && text.trim() !== "" ? text : undefined;
};
