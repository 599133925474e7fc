import { badSyntax } from "../errors/refusals.ts";
import { filterTokens, type Token } from "./filterTokens.ts";

/** The tokens of an expression, read one by one. */
export interface Cursor {
  readonly peek: () => Token;
  readonly take: () => Token;
  readonly takeSymbol: (symbol: string) => void;
  readonly isSymbol: (symbol: string) => boolean;
  /** Whether the next token is one of these words. */
  readonly isWord: (words: readonly string[]) => boolean;
  /** The refusal of the next token, with its place, as the service words it. */
  readonly fail: () => Error;
}

export const cursorOver = (text: string): Cursor => {
  const tokens = filterTokens(text);
  let at = 0;
  const end: Token = { kind: "end", text: "", position: text.length };
  const peek = (): Token => tokens[at] ?? end;
  const fail = (): Error => badSyntax(`Syntax error at position ${peek().position} in '${text}'.`);
  const isSymbol = (symbol: string): boolean => peek().kind === "symbol" && peek().text === symbol;
  const take = (): Token => {
    const token = peek();
    at += 1;
    return token;
  };
  return {
    peek,
    take,
    isSymbol,
    isWord: (words) => peek().kind === "name" && words.includes(peek().text),
    fail,
    takeSymbol: (symbol) => {
      if (!isSymbol(symbol)) {
        throw fail();
      }
      take();
    },
  };
};
