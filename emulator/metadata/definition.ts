import type { Translations } from "../schema/model.ts";
import { stableGuid } from "../store/guid.ts";

/** The properties of a definition as JSON, in the order they are printed. */
export type Definition = Readonly<Record<string, unknown>>;

/** English (United States): the base language of the organization and the language of every caller. */
export const baseLanguage = 1033;

const localized = (text: string, languageCode: number, { origin, isManaged }: LabelOrigin) => ({
  Label: text,
  LanguageCode: languageCode,
  IsManaged: isManaged,
  MetadataId: stableGuid(`label:${origin}:${languageCode}`),
  HasChanged: null,
});

export interface LabelOrigin {
  /** What the label belongs to: makes its id stable. */
  readonly origin: string;
  readonly isManaged: boolean;
}

/**
 * A label object. Without an English text its `UserLocalizedLabel` is null, whatever other languages it has; a label
 * nobody gave has no text at all.
 */
export const label = (
  text: string | undefined,
  translations: Translations[keyof Translations],
  origin: LabelOrigin,
) => {
  const own = text === undefined || text === "" ? null : localized(text, baseLanguage, origin);
  const others = Object.entries(translations ?? {}).map(([language, translated]) =>
    localized(translated, Number(language), origin),
  );
  return { LocalizedLabels: [...(own === null ? [] : [own]), ...others], UserLocalizedLabel: own };
};

/** A property that a solution may lock. */
export const managedProperty = (value: unknown, name: string, canBeChanged = true) => ({
  Value: value,
  CanBeChanged: canBeChanged,
  ManagedPropertyLogicalName: name,
});
