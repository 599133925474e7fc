import { attributeTypes } from "../../../odata/attributeTypes.ts";
import { closestNames } from "../../tables/closestNames.ts";

/** What to do about a name that is no type of attribute: the names close to it, or all of them. */
export const typeAdvice = (text: string): string => {
  const names = attributeTypes.map(({ name }) => name);
  const close = closestNames(text.replace(/(?:Type|AttributeMetadata)$/i, ""), names, 3);
  return close.length === 0
    ? `Use one of ${names.join(", ")}.`
    : `Did you mean ${close.map((name) => `'${name}'`).join(" or ")}?`;
};
