import { badSyntax } from "../errors/refusals.ts";

export type TokenKind = "string" | "literal" | "name" | "alias" | "array" | "symbol" | "end";

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly position: number;
}

/** In the order they are tried: a GUID or date would otherwise be read as a number and a name. */
const shapes: readonly (readonly [TokenKind, RegExp])[] = [
  ["string", /'(?:[^']|'')*'/y],
  ["literal", /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![\w-])/iy],
  ["literal", /\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2}))?(?![\w:-])/iy],
  ["literal", /-?\d+(?:\.\d+)?(?:e[+-]?\d+)?(?![\w.])/iy],
  ["alias", /@[A-Za-z_]\w*/y],
  ["array", /\[(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\]"'])*\]/y],
  // A damaged list, refused with a better message than a token could give.
  ["array", /\[[^\]]*\]/y],
  ["name", /[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*/y],
  ["symbol", /[(),/=:]/y],
];

const nextToken = (text: string, position: number): Token => {
  for (const [kind, shape] of shapes) {
    shape.lastIndex = position;
    const match = shape.exec(text);
    if (match !== null) {
      return { kind, text: match[0], position };
    }
  }
  if (text.charAt(position) === "'") {
    throw badSyntax(`There is an unterminated literal at position ${text.length} in '${text}'.`);
  }
  throw badSyntax(`Syntax error at position ${position} in '${text}'.`);
};

/** Cuts a filter into tokens; the last one is always `end`. */
export const filterTokens = (text: string): readonly Token[] => {
  const tokens: Token[] = [];
  let position = 0;
  while (position < text.length) {
    if (/\s/.test(text.charAt(position))) {
      position += 1;
    } else {
      const token = nextToken(text, position);
      tokens.push(token);
      position += token.text.length;
    }
  }
  return [...tokens, { kind: "end", text: "", position: text.length }];
};
