import { SaxesParser } from "saxes";
import { type XmlProblem, xmlProblem } from "./xmlProblem.ts";

export interface XmlElement {
  readonly name: string;
  /** With their escapes resolved. */
  readonly attributes: ReadonlyMap<string, string>;
}

/** The root of a document: what is needed to look at it and to edit its start tag in place. */
export interface XmlRoot extends XmlElement {
  readonly kind: "root";
  readonly children: readonly XmlElement[];
  /** Where its `<` stands in the text. */
  readonly start: number;
  /** Where its start tag is over, behind the `>`. */
  readonly tagEnd: number;
  /** Where it is over. */
  readonly end: number;
  /** Whether the document has a `<!DOCTYPE …>`. */
  readonly hasDocumentType: boolean;
}

/**
 * Reads a document and checks that it is well-formed. Blanks and a byte order mark may stand before it, as they do in
 * texts that people paste; nothing but they may stand before an XML declaration then.
 */
export const readXml = (text: string): XmlRoot | XmlProblem => {
  const offset = /^[\s\ufeff]*/.exec(text)?.[0].length ?? 0;
  const parser = new SaxesParser();
  const outline = watch(parser, text, offset);
  try {
    parser.write(text.slice(offset)).close();
  } catch (error) {
    return xmlProblem(text, offset + parser.position - 1, error);
  }
  return outline();
};

type Parser = SaxesParser<Record<never, never>>;

/** Notes the root and its children while the parser goes by; what comes back gives the notes. */
const watch = (parser: Parser, text: string, offset: number): (() => XmlRoot) => {
  const at = { start: 0, tagEnd: 0, end: 0 };
  const elements: XmlElement[] = [];
  let depth = 0;
  let hasDocumentType = false;
  const here = (): number => offset + parser.position;
  parser.on("doctype", () => {
    hasDocumentType = true;
  });
  parser.on("opentagstart", () => {
    depth += 1;
    if (depth === 1) {
      at.start = text.lastIndexOf("<", here() - 1);
    }
  });
  parser.on("opentag", ({ name, attributes }) => {
    if (depth <= 2) {
      elements.push({ name, attributes: new Map(Object.entries(attributes)) });
    }
    at.tagEnd = depth === 1 ? here() : at.tagEnd;
  });
  parser.on("closetag", () => {
    at.end = depth === 1 ? here() : at.end;
    depth -= 1;
  });
  return () => {
    const [root = { name: "", attributes: new Map() }, ...children] = elements;
    return { kind: "root", ...root, children, ...at, hasDocumentType };
  };
};
