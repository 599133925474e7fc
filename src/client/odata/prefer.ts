import { invalidInput } from "../errors.ts";
import { quoted } from "./names.ts";

export interface Preferences {
  /** The record as it is after the write. */
  readonly returnRepresentation?: boolean | undefined;
  /** Records per page; Dataverse honours 1 to 5000. */
  readonly maxPageSize?: number | undefined;
  /** A link at the end of the list that leads to what will have changed since. */
  readonly trackChanges?: boolean | undefined;
  /** Annotation names or patterns, comma separated, or `*` for all. */
  readonly annotations?: string | undefined;
}

const annotationName = /^(?:\*|[A-Za-z][\w.]*\*?)$/;

/** Reads "Include Annotations": names or patterns, comma separated; quotes around them and blanks are dropped. */
const annotationNames = (text: string): readonly string[] => {
  const names = text
    .replaceAll('"', "")
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
  const misnamed = names.find((name) => !annotationName.test(name));
  if (misnamed !== undefined) {
    throw invalidInput(
      `Include Annotations holds ${quoted(misnamed)}, which is not the name of an annotation. Enter * for all, or names separated by commas, such as OData.Community.Display.V1.FormattedValue.`,
    );
  }
  return names;
};

const covers = (pattern: string, name: string): boolean =>
  pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : pattern === name;

/** Adds the annotations a call needs for itself to those the user asked for, unless a pattern asks for them already. */
export const withAnnotations = (asked: string | undefined, needed: readonly string[]): string => {
  const names = annotationNames(asked ?? "");
  const missing = needed.filter((name) => !names.some((pattern) => covers(pattern, name)));
  return [...names, ...missing].join(",");
};

/**
 * The `Prefer` header, or no header when nothing is preferred. One header holds all preferences: repeated header lines
 * are legal too, but not every HTTP client can send them.
 */
export const preferHeader = (preferences: Preferences): { readonly Prefer?: string } => {
  const annotations = withAnnotations(preferences.annotations, []);
  const parts = [
    ...(preferences.returnRepresentation === true ? ["return=representation"] : []),
    ...(preferences.trackChanges === true ? ["odata.track-changes"] : []),
    ...(preferences.maxPageSize === undefined ? [] : [`odata.maxpagesize=${preferences.maxPageSize}`]),
    ...(annotations === "" ? [] : [`odata.include-annotations="${annotations}"`]),
  ];
  return parts.length === 0 ? {} : { Prefer: parts.join(", ") };
};
