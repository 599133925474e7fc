import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DataverseError } from "../../../emulator/errors/dataverseError.ts";
import { printPagingAnnotation } from "../../../emulator/fetchXml/pagingAnnotation.ts";
import { readFetch } from "../../../emulator/fetchXml/readFetch.ts";
import { escapeXml, parseXml, printXml } from "../../../emulator/fetchXml/xml.ts";
import { readPagingAnnotation } from "../support/fetchXml.ts";

const problem = (xml: string): readonly unknown[] => {
  try {
    readFetch(xml);
  } catch (error) {
    if (error instanceof DataverseError) {
      return [error.status, error.code, error.message];
    }
    throw error;
  }
  return [];
};

const invalidXml = [400, "0x80040201", "Invalid XML."];
const noEntity = [400, "0x80041102", "Entity Name was not specified in FetchXml String."];

describe("reading FetchXML", () => {
  it("refuses what is not well-formed, or has a document type", () => {
    for (const xml of [
      "invalid",
      "<fetch",
      "<fetch><entity name='account'></fetch>",
      "<fetch a='1' a='2'><entity name='account'/></fetch>",
      "<fetch><entity name='a & b'/></fetch>",
      "<fetch paging-cookie='<cookie page=\"1\" />'><entity name='account'/></fetch>",
      "<fetch><entity name=account /></fetch>",
      "<!DOCTYPE fetch [<!ENTITY x 'y'>]><fetch><entity name='account'/></fetch>",
      "<fetch><entity name='account'/></fetch><fetch/>",
      "%3Cfetch%3E%3Centity%20name%3D%22account%22%2F%3E%3C%2Ffetch%3E",
    ]) {
      expect([xml, ...problem(xml)]).toEqual([xml, ...invalidXml]);
    }
    expect(problem("  ")).toEqual([400, "0x80040203", "Expected non-empty string."]);
  });

  it("refuses a query without a table, and children that do not belong", () => {
    for (const xml of [
      "<fetch/>",
      "<entity name='account'/>",
      "<fetch><entity/></fetch>",
      "<fetch><entity name=''/></fetch>",
    ]) {
      expect(problem(xml)).toEqual(noEntity);
    }
    expect(problem("<fetch><entity name='account'><n a='1'/></entity></fetch>")).toEqual([
      400,
      "0x8004111c",
      'Invalid Child Node, valid nodes are filter, order, link-entity, attribute, all-attributes, no-attrs. NodeName = n NodeXml = <n a="1" />',
    ]);
  });

  it("refuses values that are not yes or no, and more than 500 conditions", () => {
    expect(problem("<fetch distinct='yes'><entity name='account'/></fetch>")).toEqual([
      400,
      "0x80041115",
      "The only valid values for distinct attribute are 'true', 'false', '1', and '0'.",
    ]);
    const condition = "<condition attribute='name' operator='null'/>";
    const withConditions = (count: number) =>
      `<fetch><entity name='account'><filter>${condition.repeat(count)}</filter></entity></fetch>`;
    expect(problem(withConditions(500))).toEqual([]);
    expect(problem(withConditions(501))).toEqual([
      400,
      "0x8004430c",
      "Number of conditions in query exceeded maximum limit.",
    ]);
  });

  it("names what it does not support instead of skipping it", () => {
    expect(problem("<fetch pagingcookie='x'><entity name='account'/></fetch>")).toEqual([
      501,
      "0x80040224",
      "The Dataverse emulator does not support the attribute 'pagingcookie' of <fetch> in FetchXML.",
    ]);
  });

  it("reads declarations, comments, namespaces of tools and character data", () => {
    const fetch = readFetch(
      `<?xml version="1.0"?><!-- by a tool --><fetch xmlns:generator="x" no-lock="true" version="1.0"><entity name="account">
         <filter><condition attribute="name" operator="in"><value>a &amp; b</value><value><![CDATA[<c>]]></value></condition></filter>
       </entity></fetch>`,
    );
    expect(fetch.entity.filters[0]?.parts[0]).toMatchObject({ values: ["a & b", "<c>"] });
  });
});

describe("XML", () => {
  it("comes back from its printed form", () => {
    const word = fc.string({ unit: fc.constantFrom("a", "<", ">", "&", '"', "'", "é", "b") });
    fc.assert(
      fc.property(word, word, (value, text) => {
        const element = parseXml(`<x y="${escapeXml(value)}">${escapeXml(text)}</x>`);
        expect(element).toEqual({ name: "x", attributes: new Map([["y", value]]), children: [], text });
        expect(element === undefined ? undefined : parseXml(printXml(element))).toEqual(element);
      }),
    );
  });
});

describe("the paging annotation", () => {
  it("gives the cookie back that was put in, whatever its text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1 }), (cookie) => {
        expect(readPagingAnnotation(printPagingAnnotation(cookie))).toBe(cookie);
      }),
    );
  });

  it("has no cookie for queries without one", () => {
    expect(readPagingAnnotation(printPagingAnnotation(undefined))).toBeUndefined();
  });

  it("uses lower-case digits and leaves nothing that must be escaped in XML or JSON", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1 }), (cookie) => {
        expect(printPagingAnnotation(cookie)).toMatch(
          /^<cookie pagenumber="2" pagingcookie="(?:[\w.~-]|%25[0-9a-f]{2})+" istracking="False" \/>$/,
        );
      }),
    );
  });
});
