import { notImplemented } from "../errors/refusals.ts";
import { flag, optional, required, requireKnown } from "./attributes.ts";
import { invalidFilterType, invalidNode } from "./refusals.ts";
import type { ConditionSyntax, FilterSyntax, LinkSyntax } from "./syntax.ts";
import type { XmlElement } from "./xml.ts";

const childNames = ["condition", "filter", "link-entity"];

const readCondition = (element: XmlElement): ConditionSyntax => {
  requireKnown(element, {
    read: ["attribute", "operator", "entityname", "value", "valueof"],
    // What the view designer notes for itself.
    ignored: ["uiname", "uitype", "uihidden"],
  });
  const stranger = element.children.find(({ name }) => name !== "value");
  if (stranger !== undefined) {
    throw invalidNode(["value"], stranger);
  }
  const value = element.attributes.get("value");
  const listed = element.children.map(({ text }) => text.trim());
  return {
    kind: "condition",
    column: required(element, "attribute"),
    operator: required(element, "operator").toLowerCase(),
    link: optional(element, "entityname"),
    values: value === undefined ? listed : [value, ...listed],
    otherColumn: optional(element, "valueof"),
  };
};

/** Reads `<filter>`; a link-entity inside it asks for related rows without reading them. */
export const readFilter = (
  element: XmlElement,
  readLink: (element: XmlElement) => LinkSyntax,
): FilterSyntax => {
  requireKnown(element, {
    read: ["type", "isquickfindfields"],
    // Hints to the service's optimizer.
    ignored: ["hint", "overridequickfindrecordlimitenabled", "overridequickfindrecordlimitdisabled"],
  });
  if (flag(element, "isquickfindfields")) {
    throw notImplemented("isquickfindfields in FetchXML");
  }
  const type = optional(element, "type")?.toLowerCase() ?? "and";
  if (type !== "and" && type !== "or") {
    throw invalidFilterType();
  }
  const parts = element.children.map((child) => {
    switch (child.name) {
      case "condition":
        return readCondition(child);
      case "filter":
        return readFilter(child, readLink);
      case "link-entity":
        return readLink(child);
      default:
        throw invalidNode(childNames, child);
    }
  });
  return { kind: "filter", type, parts };
};
