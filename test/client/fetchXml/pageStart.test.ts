import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  decodePagingAnnotation,
  parsePageStart,
  printPageStart,
} from "../../../src/client/fetchXml/pageStart.ts";
import { readXml } from "../../../src/client/fetchXml/xml.ts";
import { escapeXml } from "../../../src/client/fetchXml/xmlText.ts";

/** As the service writes it: lower-case digits, and more characters encoded than JavaScript does. */
const encoded = (text: string): string =>
  encodeURIComponent(text)
    .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16)}`)
    .replace(/%[0-9A-F]{2}/g, (octet) => octet.toLowerCase());

const annotation = (cookie: string): string =>
  `<cookie pagenumber="2" pagingcookie="${encoded(encoded(cookie))}" istracking="False" />`;

const value = fc
  .string({ unit: "grapheme" })
  .filter((text) => readXml(`<a b="${escapeXml(text)}"/>`).kind === "root");

/** A cookie as Dataverse means it. */
const cookies = fc
  .record({ page: fc.integer({ min: 1, max: 99_999 }), last: value, id: fc.uuid() })
  .map(({ page, last, id }) => ({
    page,
    cookie: `<cookie page="${page}"><name last="${escapeXml(last)}" firstnull="1" /><accountid last="{${id}}" first="{${id}}" /></cookie>`,
  }));

describe("the paging annotation", () => {
  it("holds the cookie of Microsoft's sample, encoded twice", () => {
    expect(
      decodePagingAnnotation(
        '<cookie pagenumber="2" pagingcookie="%253ccookie%2520page%253d%25221%2522%253e%253cfullname%2520last%253d%2522Susanna%2520Stubberod%2520%2528sample%2529%2522%2520first%253d%2522Yvonne%2520McKay%2520%2528sample%2529%2522%2520%252f%253e%253ccontactid%2520last%253d%2522%257b70BF4D48-34CB-ED11-B596-0022481D68CD%257d%2522%2520first%253d%2522%257b49B0BE2E-D01C-ED11-B83E-000D3A572421%257d%2522%2520%252f%253e%253c%252fcookie%253e" istracking="False" />',
      ),
    ).toBe(
      '<cookie page="1"><fullname last="Susanna Stubberod (sample)" first="Yvonne McKay (sample)" /><contactid last="{70BF4D48-34CB-ED11-B596-0022481D68CD}" first="{49B0BE2E-D01C-ED11-B83E-000D3A572421}" /></cookie>',
    );
  });

  it("gives back any cookie; a plus sign and a percent sign stay what they are", () => {
    fc.assert(
      fc.property(cookies, ({ cookie }) => {
        expect(decodePagingAnnotation(annotation(cookie))).toBe(cookie);
      }),
    );
    const plus = '<cookie page="1"><name last="C++ 100%" first="a+b" /></cookie>';
    expect(decodePagingAnnotation(annotation(plus))).toBe(plus);
    expect(decodePagingAnnotation('<cookie pagingcookie="a+b" />')).toBe("a+b");
  });

  it.each([
    undefined,
    null,
    7,
    "",
    "<cookie",
    '<cookie pagenumber="2" istracking="False" />',
    '<cookie pagingcookie="" />',
    '<cookie pagingcookie="%zz" />',
    '<other pagingcookie="x" />',
  ])("without a cookie is none: %j", (text) => {
    expect(decodePagingAnnotation(text)).toBeUndefined();
  });
});

describe("a Next Page Id", () => {
  const forms: readonly (readonly [string, (cookie: string) => string])[] = [
    ["decoded", (cookie) => cookie],
    ["as the annotation", annotation],
    ["encoded twice", (cookie) => encoded(encoded(cookie))],
    ["encoded once", encoded],
    ["encoded by JavaScript", encodeURIComponent],
  ];
  const escapings: readonly (readonly [string, (text: string) => string])[] = [
    ["", (text) => text],
    [", XML-escaped", escapeXml],
    [", XML-escaped twice", (text) => escapeXml(escapeXml(text))],
    [", with blanks around it", (text) => ` ${text}\n`],
  ];

  it.each(
    forms.flatMap(([form, write]) => escapings.map(([also, wrap]) => [form + also, write, wrap] as const)),
  )("is understood %s", (_, write, wrap) => {
    fc.assert(
      fc.property(cookies, ({ page, cookie }) => {
        expect(parsePageStart(wrap(write(cookie)))).toMatchObject({ page: page + 1, cookie });
      }),
      { numRuns: 30 },
    );
  });

  it("is Dataverse's own cookie, XML-escaped, where that tells the page", () => {
    fc.assert(
      fc.property(cookies, ({ page, cookie }) => {
        expect(printPageStart({ page: page + 1, cookie, count: 3 })).toBe(escapeXml(cookie));
      }),
    );
  });

  it("leads by itself to the page it was made for, with a cookie of any kind or none", () => {
    const anyCookie = fc.oneof(
      cookies.map(({ cookie }) => cookie),
      fc.string({ unit: "grapheme", minLength: 1 }),
      fc.constantFrom('{"token":"+RID:~"}', "<cookie />", "100%"),
    );
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 99_999 }),
        fc.option(anyCookie, { nil: undefined }),
        fc.option(fc.integer({ min: 1, max: 5000 }), { nil: undefined }),
        (page, cookie, count) => {
          const start = parsePageStart(printPageStart({ page, cookie, count }));
          expect([start?.page, start?.cookie]).toEqual([page, cookie]);
          expect(cookie === undefined ? start?.count : undefined).toBe(
            cookie === undefined ? count : undefined,
          );
        },
      ),
    );
  });

  it("may leave the page open when it is an annotation without a cookie", () => {
    expect(parsePageStart('<cookie pagenumber="2" istracking="False" />')).toEqual({});
  });

  it.each([
    "",
    "2",
    "abc",
    "%3c",
    "%zz",
    "&lt;",
    "<cookie>",
    "<cookie />",
    "<other page='1'/>",
    "<cookie page='x'/>",
    "<!DOCTYPE cookie><cookie page='1'/>",
    "https://org.crm.dynamics.com/api/data/v9.2/accounts?$skiptoken=1",
  ])("is not %j", (text) => {
    expect(parsePageStart(text)).toBeUndefined();
  });

  it("is read or refused, whatever the text", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => parsePageStart(text)?.page !== 0));
  });
});
