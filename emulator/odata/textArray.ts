import { badSyntax } from "../errors/refusals.ts";

/** The message of the service's JSON reader (Microsoft, Filter rows using OData, on single quotes). */
const missingComma = () =>
  badSyntax(
    "Invalid JSON. A comma character ',' was expected in scope 'Array'. Every two elements in an array and properties of an object must be separated by commas.",
  );

const notTexts = (text: string) => badSyntax(`A list of texts was expected, but '${text}' was found.`);

const element = /\s*("(?:[^"\\]|\\.)*"|'[^']*')\s*/y;

const readElement = (quoted: string): string | undefined => {
  if (quoted.startsWith("'")) {
    return quoted.slice(1, -1);
  }
  try {
    return String(JSON.parse(quoted));
  } catch {
    return undefined;
  }
};

/**
 * Reads a list of texts, `["a","b"]` or `['a','b']`. Like the service's reader it takes both quotes, so that a single
 * quote inside single quotes ends the text too early.
 */
export const parseTextArray = (text: string): readonly string[] => {
  const [, inner] = /^\s*\[(.*)\]\s*$/s.exec(text) ?? [];
  if (inner === undefined) {
    throw notTexts(text);
  }
  const found: string[] = [];
  let at = 0;
  while (found.length > 0 || inner.trim() !== "") {
    element.lastIndex = at;
    const value = readElement(element.exec(inner)?.[1] ?? '"');
    if (value === undefined) {
      throw notTexts(text);
    }
    found.push(value);
    at = element.lastIndex;
    if (at === inner.length) {
      break;
    }
    if (inner.charAt(at) !== ",") {
      throw missingComma();
    }
    at += 1;
  }
  return found;
};
