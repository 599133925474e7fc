import type { FetchQuery } from "./fetchQuery.ts";
import type { PageStart } from "./pageStart.ts";
import { escapeXml } from "./xmlText.ts";

const attribute = /\s+([^\s=/>]+)\s*=\s*(?:"[^"]*"|'[^']*')/g;

/**
 * The query for one of its pages. Only the start tag changes, and there only the attributes of paging: a page size that
 * is not given stays the query's own, and `top`, which excludes paging (Microsoft, "Page results using FetchXml"), goes.
 */
export const withPage = ({ xml, tagLength }: FetchQuery, { page, count, cookie }: PageStart): string => {
  const added = Object.entries({ page, count, "paging-cookie": cookie })
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`)
    .join("");
  const replaced = ["page", "paging-cookie", "top", ...(count === undefined ? [] : ["count"])];
  const tag = xml
    .slice(0, tagLength)
    .replace(attribute, (whole, name: string) => (replaced.includes(name) ? "" : whole))
    .replace(/^<fetch/, `<fetch${added.replaceAll("$", "$$$$")}`);
  return `${tag}${xml.slice(tagLength)}`;
};
