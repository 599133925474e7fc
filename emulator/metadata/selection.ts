import { unknownProperty } from "../errors/refusals.ts";
import type { Definition } from "./definition.ts";

/** `$select` of definitions: names in the order asked for. Undefined selects all. */
export type Selection = readonly string[] | undefined;

/** What can be selected: the properties of any definition of that kind, and the type that errors name. */
export interface Selectable {
  readonly sample: Definition;
  readonly type: string;
}

export const parseSelection = ({ sample, type }: Selectable, text: string | undefined): Selection => {
  const names = (text ?? "")
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
  const wrong = names.find((name) => !Object.hasOwn(sample, name));
  if (wrong !== undefined) {
    throw unknownProperty(wrong, type);
  }
  return names.length === 0 ? undefined : [...new Set(names)];
};

/** `MetadataId` always comes along (Microsoft, Query table definitions using the Web API). */
export const project = (definition: Definition, selection: Selection): Definition =>
  selection === undefined
    ? definition
    : Object.fromEntries([...new Set([...selection, "MetadataId"])].map((name) => [name, definition[name]]));

/** A selection as the `@odata.context` prints it. */
export const selectionText = (selection: Selection): string =>
  selection === undefined ? "" : `(${selection.join(",")})`;
