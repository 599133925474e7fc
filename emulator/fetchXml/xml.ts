import { DOMParser, type Element, Node } from "@xmldom/xmldom";

/** An element of a document, with nothing that FetchXML does not use: no comments, no namespaces. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** The text directly inside. */
  readonly text: string;
}

const isElement = (node: Node): node is Element => node.nodeType === Node.ELEMENT_NODE;

const isText = ({ nodeType }: Node): boolean =>
  nodeType === Node.TEXT_NODE || nodeType === Node.CDATA_SECTION_NODE;

const toElement = (element: Element): XmlElement => {
  const nodes = [...element.childNodes];
  return {
    name: element.nodeName,
    attributes: new Map([...element.attributes].map(({ name, value }) => [name, value])),
    children: nodes.filter(isElement).map(toElement),
    text: nodes
      .filter(isText)
      .map(({ nodeValue }) => nodeValue ?? "")
      .join(""),
  };
};

/** An ampersand that begins no reference. The parser lets it pass; the service's does not. */
const strayAmpersand = /&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-fA-F]{1,6});)/;

/** Where an ampersand is only a character. */
const literalParts = /<!--.*?-->|<!\[CDATA\[.*?\]\]>/gs;

/** Warnings count: the service reads with a strict parser. */
const refuse = (_level: string, problem: string): never => {
  throw new Error(problem);
};

/**
 * Reads a document; undefined when it is not well-formed. A document type, which could hold entities, is not accepted
 * either.
 */
export const parseXml = (text: string): XmlElement | undefined => {
  if (strayAmpersand.test(text.replace(literalParts, ""))) {
    return undefined;
  }
  try {
    const { doctype, documentElement } = new DOMParser({ onError: refuse }).parseFromString(
      text.trim(),
      "text/xml",
    );
    return doctype === null && documentElement !== null ? toElement(documentElement) : undefined;
  } catch {
    return undefined;
  }
};

const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

export const escapeXml = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => escapes[character] ?? character);

/** The element as the service quotes it in its messages. */
export const printXml = ({ name, attributes, children, text }: XmlElement): string => {
  const head = [name, ...[...attributes].map(([key, value]) => `${key}="${escapeXml(value)}"`)].join(" ");
  const inner = `${escapeXml(text.trim())}${children.map(printXml).join("")}`;
  return inner === "" ? `<${head} />` : `<${head}>${inner}</${name}>`;
};
