/** What a request prefers. */
export interface Preferences {
  readonly representation: boolean;
  readonly maxPageSize: number | undefined;
  /** Asks for a link to what will have changed since; honoured for entity sets. */
  readonly trackChanges: boolean;
  /** Whether an annotation is wanted, by its full name without `@`. */
  readonly wantsAnnotation: (name: string) => boolean;
  /** The preferences the server honours, as it echoes them in `Preference-Applied`. */
  readonly applied: readonly string[];
}

/** Microsoft, Page results using OData: larger values are not honoured. */
export const largestPage = 5000;

const preference = /([\w.-]+)\s*(?:=\s*(?:"([^"]*)"|([^,;\s]+)))?/g;

const parseHeader = (header: string): ReadonlyMap<string, string> => {
  const found = new Map<string, string>();
  for (const [, name, quoted, bare] of header.matchAll(preference)) {
    const key = (name ?? "").toLowerCase();
    if (!found.has(key)) {
      found.set(key, quoted ?? bare ?? "");
    }
  }
  return found;
};

const parsePageSize = (text: string | undefined): number | undefined => {
  const size = text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : 0;
  return size >= 1 && size <= largestPage ? size : undefined;
};

/** Names separated by commas; `*` alone or at the end of a name is a wildcard. */
const annotationFilter = (text: string | undefined): ((name: string) => boolean) => {
  const names = (text ?? "").split(",").map((name) => name.trim());
  const exact = new Set(names);
  const prefixes = names.filter((name) => name.endsWith("*")).map((name) => name.slice(0, -1));
  return (name) => exact.has(name) || prefixes.some((prefix) => name.startsWith(prefix));
};

/** Which annotations a request wants, whatever else its `Prefer` lines say. */
export const wantedAnnotations = (header: string): ((name: string) => boolean) =>
  annotationFilter(parseHeader(header).get("odata.include-annotations"));

/** Reads all `Prefer` lines of a request, joined by commas. Unknown preferences are ignored. */
export const parsePrefer = (header: string): Preferences => {
  const preferences = parseHeader(header);
  const representation = preferences.get("return") === "representation";
  const maxPageSize = parsePageSize(preferences.get("odata.maxpagesize"));
  const annotations = preferences.get("odata.include-annotations");
  return {
    representation,
    maxPageSize,
    trackChanges: preferences.has("odata.track-changes"),
    wantsAnnotation: annotationFilter(annotations),
    applied: [
      ...(representation ? ["return=representation"] : []),
      ...(maxPageSize === undefined ? [] : [`odata.maxpagesize=${maxPageSize}`]),
      ...(annotations === undefined ? [] : [`odata.include-annotations="${annotations}"`]),
    ],
  };
};
