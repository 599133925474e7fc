import { stableGuid } from "../store/guid.ts";

/** The properties of a definition as JSON, in the order they are printed. */
export type Definition = Readonly<Record<string, unknown>>;

/** English (United States), the only language of this organization. */
const languageCode = 1033;

/** A label object. `origin` makes its id stable. */
export const label = (text: string | undefined, origin: string) => {
  if (text === undefined) {
    return { LocalizedLabels: [], UserLocalizedLabel: null };
  }
  const localized = {
    Label: text,
    LanguageCode: languageCode,
    IsManaged: true,
    MetadataId: stableGuid(`label:${origin}`),
    HasChanged: null,
  };
  return { LocalizedLabels: [localized], UserLocalizedLabel: localized };
};

/** A property that a solution may lock. */
export const managedProperty = (value: unknown, name: string, canBeChanged = true) => ({
  Value: value,
  CanBeChanged: canBeChanged,
  ManagedPropertyLogicalName: name,
});
