import { notImplemented } from "../errors/refusals.ts";
import { flag, optional, required, requireKnown } from "./attributes.ts";
import { readFilter } from "./readFilter.ts";
import { invalidLinkType, invalidNode } from "./refusals.ts";
import type { ColumnSyntax, LinkSyntax, OrderSyntax, TableSyntax } from "./syntax.ts";
import type { XmlElement } from "./xml.ts";

const childNames = ["filter", "order", "link-entity", "attribute", "all-attributes", "no-attrs"];

const linkTypes = [
  "inner",
  "outer",
  "natural",
  "in",
  "exists",
  "matchfirstrowusingcrossapply",
  "any",
  "not any",
  "all",
  "not all",
];

const readColumn = (xml: XmlElement): ColumnSyntax => {
  requireKnown(xml, {
    read: ["name", "alias", "aggregate", "groupby", "dategrouping", "distinct"],
    // The caller's time zone is UTC in this emulator.
    ignored: ["usertimezone", "generator:addedby"],
  });
  return {
    name: required(xml, "name"),
    alias: optional(xml, "alias"),
    aggregate: optional(xml, "aggregate"),
    groupBy: flag(xml, "groupby"),
    dateGrouping: optional(xml, "dategrouping"),
    distinct: flag(xml, "distinct"),
    xml,
  };
};

const readOrder = (xml: XmlElement): OrderSyntax => {
  requireKnown(xml, { read: ["attribute", "alias", "entityname", "descending"] });
  return {
    column: optional(xml, "attribute"),
    alias: optional(xml, "alias"),
    link: optional(xml, "entityname"),
    descending: flag(xml, "descending"),
    xml,
  };
};

const readBody = (element: XmlElement): Omit<TableSyntax, "table"> => {
  const stranger = element.children.find(({ name }) => !childNames.includes(name));
  if (stranger !== undefined) {
    throw invalidNode(childNames, stranger);
  }
  const named = (name: string) => element.children.filter((child) => child.name === name);
  return {
    columns: named("attribute").map(readColumn),
    allColumns: named("all-attributes").length > 0,
    noColumns: named("no-attrs").length > 0,
    orders: named("order").map(readOrder),
    filters: named("filter").map((filter) => readFilter(filter, readLink)),
    links: named("link-entity").map(readLink),
  };
};

/** Reads `<link-entity>` with everything inside it. */
export const readLink = (element: XmlElement): LinkSyntax => {
  requireKnown(element, {
    read: ["name", "from", "to", "alias", "link-type"],
    // An intersect table is joined like any other.
    ignored: ["intersect", "visible", "hidden", "enableprefiltering", "prefilterparametername"],
  });
  const type = optional(element, "link-type")?.toLowerCase() ?? "inner";
  if (!linkTypes.includes(type)) {
    throw invalidLinkType();
  }
  const [from, to] = [optional(element, "from"), optional(element, "to")];
  if (from === undefined || to === undefined) {
    throw notImplemented("<link-entity> without from or to in FetchXML");
  }
  return {
    kind: "link",
    table: required(element, "name"),
    type: type === "natural" ? "inner" : type,
    from,
    to,
    alias: optional(element, "alias"),
    ...readBody(element),
  };
};

/** Reads `<entity>`. */
export const readEntity = (element: XmlElement, table: string): TableSyntax => {
  requireKnown(element, { read: ["name"], ignored: ["enableprefiltering", "prefilterparametername"] });
  return { table, ...readBody(element) };
};
