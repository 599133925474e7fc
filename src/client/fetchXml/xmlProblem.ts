/** Why a text is no XML, and where, counted from 1. */
export interface XmlProblem {
  readonly kind: "problem";
  /** The end of a sentence, without a full stop. */
  readonly reason: string;
  readonly line: number;
  readonly column: number;
}

/** Says what the parser ran into at `position`, in words for people who write XML by hand. */
export const xmlProblem = (text: string, position: number, error: unknown): XmlProblem => {
  const stray = strayAmpersand(text.slice(0, position + 1));
  const problem = error instanceof Error ? error.message : "it cannot be read";
  const reason =
    stray === undefined
      ? explained(withoutPosition(problem), text.slice(0, position + 1))
      : "an & that begins no escape must be written as &amp;";
  return { kind: "problem", reason, ...placeOf(text, stray ?? position) };
};

const literalParts = /<!--.*?(?:-->|$)|<!\[CDATA\[.*?(?:\]\]>|$)/gs;

/** The parser notices an unescaped ampersand only at the end of the text, or of what it takes for a name. */
const strayAmpersand = (text: string): number | undefined => {
  const blanked = text.replace(literalParts, (part) => " ".repeat(part.length));
  return /&(?!#?\w{1,32};)/.exec(blanked)?.index;
};

/** The parser puts a position before its words, which is not always the one in the whole text. */
const withoutPosition = (message: string): string =>
  message
    .replace(/^\d+:\d+:\s*/, "")
    .replace(/\s+/g, " ")
    .replace(/\.$/, "")
    .slice(0, 200);

/** The parser's words for what happens most, with what people call it; the others are clear enough. */
const explained = (message: string, before: string): string => {
  switch (message) {
    case "unexpected close tag":
      return `the closing tag ${/<\/[^<>]{1,80}>$/.exec(before)?.[0] ?? ""} does not belong to the tag that is open there`;
    case "undefined entity":
      return `${/&[#\w]{1,32};$/.exec(before)?.[0] ?? "this"} is no escape that XML knows`;
    case "text data outside of root node":
      return "text stands outside of the first tag";
    case "document must contain a root element":
      return "it ends before its first tag does";
    case "disallowed character":
      return before.endsWith("<") ? "a < inside of a value must be written as &lt;" : message;
    default:
      return message;
  }
};

const placeOf = (text: string, position: number): { readonly line: number; readonly column: number } => {
  const lines = text.slice(0, Math.max(0, position)).split(/\r\n|\r|\n/);
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
};
