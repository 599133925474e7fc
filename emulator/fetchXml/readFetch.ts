import { notImplemented } from "../errors/refusals.ts";
import { flag, optional, positive, requireKnown } from "./attributes.ts";
import { readEntity } from "./readTable.ts";
import {
  emptyFetch,
  invalidArgument,
  invalidNode,
  invalidXml,
  noEntity,
  tooManyConditions,
  tooManyLinks,
  topWithPaging,
} from "./refusals.ts";
import type { FetchSyntax, TableSyntax } from "./syntax.ts";
import { parseXml, type XmlElement } from "./xml.ts";

/** Microsoft, Join tables using FetchXml. */
const mostLinks = 15;

/** Microsoft, Limit the number of rows: neither a page nor `top` goes further. */
export const largestFetch = 5000;

/** Microsoft, Filter rows using FetchXml: conditions and links together. */
const mostConditions = 500;

/** Microsoft, Aggregate data using FetchXml: the limit of a query cannot exceed that of the service. */
const largestAggregate = 50_000;

const countElements = (element: XmlElement, names: readonly string[]): number =>
  element.children.reduce(
    (sum, child) => sum + countElements(child, names),
    names.includes(element.name) ? 1 : 0,
  );

const checkSize = (root: XmlElement): void => {
  if (countElements(root, ["link-entity"]) > mostLinks) {
    throw tooManyLinks();
  }
  if (countElements(root, ["condition", "link-entity"]) > mostConditions) {
    throw tooManyConditions();
  }
};

/** Unsupported ones that change the answer. */
const refuseUnsupported = (element: XmlElement): void => {
  if (optional(element, "mapping")?.toLowerCase() === "internal") {
    throw notImplemented("mapping='internal' in FetchXML");
  }
  if (element.attributes.has("datasource")) {
    throw notImplemented("datasource='retained' in FetchXML");
  }
};

const checkAttributes = (element: XmlElement): void => {
  refuseUnsupported(element);
  requireKnown(element, {
    read: [
      "aggregate",
      "aggregatelimit",
      "distinct",
      "top",
      "count",
      "page",
      "paging-cookie",
      "returntotalrecordcount",
      "useraworderby",
    ],
    // How to read, not what: nothing of it shows in an answer.
    ignored: [
      "version",
      "mapping",
      "output-format",
      "no-lock",
      "nolock",
      "options",
      "latematerialize",
      "savedqueryid",
    ],
  });
};

/** Microsoft, Page results using FetchXml: `top` and paging exclude each other. */
const checkTop = (element: XmlElement): void => {
  if (optional(element, "top") === undefined) {
    return;
  }
  const paging = ["page", "count", "paging-cookie"].find((name) => optional(element, name) !== undefined);
  if (paging !== undefined) {
    throw topWithPaging(paging);
  }
  if (flag(element, "returntotalrecordcount")) {
    throw topWithPaging("returntotalrecordcount");
  }
};

const entityOf = (root: XmlElement): TableSyntax => {
  const [entity, other] = root.children;
  const name = entity?.name === "entity" ? optional(entity, "name") : undefined;
  if (root.name !== "fetch" || entity === undefined || name === undefined) {
    throw noEntity();
  }
  if (other !== undefined) {
    throw invalidNode(["entity"], other);
  }
  return readEntity(entity, name);
};

/** Reads FetchXML and checks what can be checked without the schema. */
export const readFetch = (text: string): FetchSyntax => {
  if (text.trim() === "") {
    throw emptyFetch();
  }
  const root = parseXml(text);
  if (root === undefined) {
    throw invalidXml();
  }
  const entity = entityOf(root);
  checkAttributes(root);
  checkTop(root);
  checkSize(root);
  const cookie = optional(root, "paging-cookie");
  const page = positive(root, "page");
  if (cookie !== undefined && page === undefined) {
    throw invalidArgument("The paging-cookie attribute can't be specified without the page attribute.");
  }
  return {
    entity,
    aggregate: flag(root, "aggregate"),
    aggregateLimit: positive(root, "aggregatelimit", largestAggregate),
    distinct: flag(root, "distinct"),
    top: positive(root, "top", largestFetch),
    count: positive(root, "count", largestFetch),
    page: page ?? 1,
    cookie,
    returnTotalCount: flag(root, "returntotalrecordcount"),
    rawOrder: flag(root, "useraworderby"),
  };
};
