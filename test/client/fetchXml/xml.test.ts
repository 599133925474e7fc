import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readXml } from "../../../src/client/fetchXml/xml.ts";
import { escapeXml, unescapeXml } from "../../../src/client/fetchXml/xmlText.ts";

const rootOf = (text: string) => {
  const root = readXml(text);
  if (root.kind === "problem") {
    throw new Error(root.reason);
  }
  return root;
};

const problemOf = (text: string) => {
  const root = readXml(text);
  return root.kind === "problem" ? `${root.line}:${root.column} ${root.reason}` : undefined;
};

describe("a document", () => {
  it("is outlined: the root, its attributes and children, and where it stands", () => {
    const text = `\ufeff\r\n <?xml version="1.0" encoding="utf-16"?><!-- <x> -->\n<fetch top='3' a="x>&amp;y" ><b c="1"><d/></b><e/></fetch >\n<!-- e -->`;
    const { name, attributes, children, start, tagEnd, end } = rootOf(text);
    expect(name).toBe("fetch");
    expect([...attributes]).toEqual([
      ["top", "3"],
      ["a", "x>&y"],
    ]);
    expect(children.map((child) => [child.name, [...child.attributes]])).toEqual([
      ["b", [["c", "1"]]],
      ["e", []],
    ]);
    expect(text.slice(start, tagEnd)).toBe(`<fetch top='3' a="x>&amp;y" >`);
    expect(text.slice(start, end)).toBe(`<fetch top='3' a="x>&amp;y" ><b c="1"><d/></b><e/></fetch >`);
  });

  it("may be one empty element", () => {
    const { start, tagEnd, end } = rootOf("<a/>");
    expect([start, tagEnd, end]).toEqual([0, 4, 4]);
  });

  it("shows a document type, whose entities are not resolved", () => {
    expect(rootOf("<!DOCTYPE a><a/>").hasDocumentType).toBe(true);
    expect(rootOf("<a/>").hasDocumentType).toBe(false);
    expect(problemOf('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')).toBe(
      "1:36 &b; is no escape that XML knows",
    );
  });

  it.each([
    ['<a>\n<b c="1">\n  <d e f="x"/>\n</b></a>', "3:8 attribute without value"],
    ["<a>\r\n <b>\r\n</a>", "3:4 the closing tag </a> does not belong to the tag that is open there"],
    ['<a>\n <b c="R & D"/>\n</a>', "2:10 an & that begins no escape must be written as &amp;"],
    [
      "<a><!-- R & D --><![CDATA[&]]><b c='&x'/></a>",
      "1:37 an & that begins no escape must be written as &amp;",
    ],
    ['<a b="&nbsp;"/>', "1:12 &nbsp; is no escape that XML knows"],
    ['<a b="<5"/>', "1:7 a < inside of a value must be written as &lt;"],
    ["<a b=1/>", "1:6 unquoted attribute value"],
    ['<a b="1" b="2"/>', "1:16 duplicate attribute: b"],
    ["<a>", "1:3 unclosed tag: a"],
    ["\n\n<a", "3:2 it ends before its first tag does"],
    ["", "1:1 it ends before its first tag does"],
    ["<a/>\n<b/>", "2:3 documents may contain only one root"],
    ["<a>\u0001</a>", "1:4 disallowed character"],
  ])("that is not well-formed is placed by line and column: %j", (text, problem) => {
    expect(problemOf(text)).toBe(problem);
  });

  it("is read or refused, whatever the text", () => {
    const pieces = fc.constantFrom(
      "<a>",
      "</a>",
      "<b c='",
      "'/>",
      "&",
      ";",
      "<!--",
      "-->",
      "<![CDATA[",
      "]]>",
      "\n",
      "\ufeff",
      "<?xml?>",
      "<!DOCTYPE",
      ">",
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string())), (parts) => {
        const root = readXml(parts.join(""));
        if (root.kind === "problem") {
          expect(root.line).toBeGreaterThan(0);
          expect(root.column).toBeGreaterThan(0);
          expect(root.reason).toMatch(/^\S.*[^.\s]$/s);
        }
      }),
      { numRuns: 500 },
    );
  });
});

/** What XML can hold: no control characters, no half characters, no noncharacters. */
const xmlText = fc
  .string({ unit: "binary" })
  .map((text) => text.replace(/(?![\t\n\r])[\p{Cc}\p{Cs}\ufffe\uffff]/gu, ""));

describe("escaped text", () => {
  it("comes back from an attribute in quotes of either kind, blanks and line breaks included", () => {
    fc.assert(
      fc.property(xmlText, fc.constantFrom('"', "'"), (text, quote) => {
        expect(rootOf(`<a b=${quote}${escapeXml(text)}${quote}/>`).attributes.get("b")).toBe(text);
        expect(unescapeXml(escapeXml(text))).toBe(text);
      }),
    );
  });

  it("is unescaped by one layer, and what is no escape stays", () => {
    expect(unescapeXml("&amp;lt;&#60;&#x3C;&apos;&foo;&#xFFFFFF; & &;")).toBe("&lt;<<'&foo;&#xFFFFFF; & &;");
  });
});
