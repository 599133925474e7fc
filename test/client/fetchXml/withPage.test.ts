import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseFetchXml } from "../../../src/client/fetchXml/fetchQuery.ts";
import { withPage } from "../../../src/client/fetchXml/withPage.ts";
import { readXml } from "../../../src/client/fetchXml/xml.ts";
import { escapeXml } from "../../../src/client/fetchXml/xmlText.ts";

const entity = '<entity name="account" page="7"><attribute name="name"/>\r\n</entity>';

describe("a query for a page", () => {
  it("has page, count and cookie in its start tag, and everything else as it was", () => {
    const query = parseFetchXml(
      `<!-- x --><fetch mapping='logical' page='9' count="2"\n top="3" paging-cookie='old'  distinct="true">${entity}</fetch>`,
    );
    const cookie = `<cookie page="1"><name last="R&amp;D $& 'x'" first="" /></cookie>`;
    expect(withPage(query, { page: 2, count: 50, cookie })).toBe(
      `<fetch page="2" count="50" paging-cookie="&lt;cookie page=&quot;1&quot;&gt;&lt;name last=&quot;R&amp;amp;D $&amp; &#39;x&#39;&quot; first=&quot;&quot; /&gt;&lt;/cookie&gt;" mapping='logical'  distinct="true">${entity}</fetch>`,
    );
  });

  it("keeps the page size of the query when none is given, and loses an old cookie", () => {
    const query = parseFetchXml(`<fetch count='2' paging-cookie='old'>${entity}</fetch>`);
    expect(withPage(query, { page: 3 })).toBe(`<fetch page="3" count='2'>${entity}</fetch>`);
  });

  const name = fc.constantFrom(
    "page",
    "count",
    "top",
    "paging-cookie",
    "distinct",
    "version",
    "no-lock",
    "options",
  );
  const value = fc
    .string({ unit: "grapheme" })
    .filter((text) => readXml(`<a b="${escapeXml(text)}"/>`).kind === "root");
  const tagAttribute = fc.record({
    name,
    value: fc.oneof(value, fc.constantFrom("1", "25", "page='1'", 'count="2" >')),
    quote: fc.constantFrom('"', "'"),
    blank: fc.constantFrom(" ", "\n", "\t  "),
    equals: fc.constantFrom("=", " = ", "=\n"),
  });

  it("is as well-formed as the query was, whatever its attributes and their quotes", () => {
    const isNumber = /^(page|count|top)$/;
    fc.assert(
      fc.property(
        fc.uniqueArray(tagAttribute, { selector: (attribute) => attribute.name }),
        fc.record({
          page: fc.integer({ min: 1 }),
          count: fc.option(fc.constant(10), { nil: undefined }),
          cookie: fc.option(value, { nil: undefined }),
        }),
        (attributes, start) => {
          const written = attributes.map((attribute) => ({
            ...attribute,
            value: isNumber.test(attribute.name) ? "5" : attribute.value,
          }));
          const tag = written
            .map(
              ({ name, value, quote, blank, equals }) =>
                `${blank}${name}${equals}${quote}${escapeXml(value)}${quote}`,
            )
            .join("");
          const paged = withPage(parseFetchXml(`<fetch${tag} >${entity}</fetch>`), start);
          const root = readXml(paged);
          const kept = written.filter(
            ({ name }) =>
              !["page", "top", "paging-cookie"].includes(name) &&
              (name !== "count" || start.count === undefined),
          );
          const expected = new Map([
            ...Object.entries({
              page: start.page,
              count: start.count,
              "paging-cookie": start.cookie,
            }).flatMap(([key, given]): [string, string][] =>
              given === undefined ? [] : [[key, String(given)]],
            ),
            ...kept.map(({ name, value }): [string, string] => [name, value]),
          ]);
          expect(root.kind === "root" && new Map(root.attributes)).toEqual(expected);
          expect(paged.endsWith(`>${entity}</fetch>`)).toBe(true);
        },
      ),
    );
  });
});
