import { badSyntax } from "../errors/refusals.ts";
import { filterTokens, type Token } from "./filterTokens.ts";
import { type Literal, parseLiteral } from "./literal.ts";

/** A filter as written, before names are looked up. */
export type Expression =
  | { readonly kind: "literal"; readonly literal: Literal }
  | { readonly kind: "path"; readonly names: readonly string[] }
  | { readonly kind: "alias"; readonly name: string }
  | { readonly kind: "array"; readonly text: string }
  /** `Microsoft.Dynamics.CRM.OwnershipTypes'UserOwned'` */
  | { readonly kind: "enum"; readonly type: string; readonly value: string }
  | { readonly kind: "call"; readonly name: string; readonly arguments: readonly Argument[] }
  /** `path/any(x:…)` and `path/all(x:…)`; the inside is not read. */
  | { readonly kind: "lambda"; readonly operator: string }
  | { readonly kind: "not"; readonly operand: Expression }
  | {
      readonly kind: "binary";
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    };

/** An argument of a function, with its name where the call names it. */
export interface Argument {
  readonly name: string | undefined;
  readonly value: Expression;
}

interface Cursor {
  readonly peek: () => Token;
  readonly take: () => Token;
  readonly takeSymbol: (symbol: string) => void;
  readonly isSymbol: (symbol: string) => boolean;
  readonly fail: () => Error;
}

/** Lowest precedence first; `not` binds tighter than all of them. */
const levels: readonly (readonly string[])[] = [
  ["or"],
  ["and"],
  ["eq", "ne"],
  ["gt", "ge", "lt", "le", "has", "in"],
  ["add", "sub"],
  ["mul", "div", "divby", "mod"],
];

/** Deeper nesting would only exhaust the stack; the service has a limit of its own. */
const deepest = 100;

const cursorOver = (text: string): Cursor => {
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
    fail,
    takeSymbol: (symbol) => {
      if (!isSymbol(symbol)) {
        throw fail();
      }
      take();
    },
  };
};

const parseArgument = (cursor: Cursor, depth: number): Argument => {
  const value = parseLevel(cursor, 0, depth + 1);
  if (value.kind === "path" && value.names.length === 1 && cursor.isSymbol("=")) {
    cursor.take();
    return { name: value.names[0], value: parseLevel(cursor, 0, depth + 1) };
  }
  return { name: undefined, value };
};

const parseArguments = (cursor: Cursor, depth: number): Argument[] => {
  const found: Argument[] = [];
  cursor.takeSymbol("(");
  while (!cursor.isSymbol(")")) {
    found.push(parseArgument(cursor, depth));
    if (!cursor.isSymbol(")")) {
      cursor.takeSymbol(",");
    }
  }
  cursor.takeSymbol(")");
  return found;
};

/** Passes over the inside of a lambda, which is refused later by name. */
const skipParentheses = (cursor: Cursor): void => {
  let open = 0;
  do {
    const token = cursor.take();
    open += token.text === "(" ? 1 : token.text === ")" ? -1 : 0;
    if (token.kind === "end") {
      throw cursor.fail();
    }
  } while (open > 0);
};

const parseName = (cursor: Cursor, depth: number): Expression => {
  const first = cursor.take().text;
  if (cursor.isSymbol("(")) {
    return { kind: "call", name: first, arguments: parseArguments(cursor, depth) };
  }
  const literal = parseLiteral(first);
  if (literal !== undefined) {
    return { kind: "literal", literal };
  }
  if (cursor.peek().kind === "string" && first.includes(".")) {
    return { kind: "enum", type: first, value: cursor.take().text.slice(1, -1) };
  }
  const names = [first];
  while (cursor.isSymbol("/")) {
    cursor.take();
    const next = cursor.take();
    if (next.kind !== "name") {
      throw cursor.fail();
    }
    if (cursor.isSymbol("(")) {
      skipParentheses(cursor);
      return { kind: "lambda", operator: next.text };
    }
    names.push(next.text);
  }
  return { kind: "path", names };
};

const parseLiteralToken = (cursor: Cursor): Expression => {
  const literal = parseLiteral(cursor.peek().text);
  if (literal === undefined) {
    throw cursor.fail();
  }
  cursor.take();
  return { kind: "literal", literal };
};

const parsePrimary = (cursor: Cursor, depth: number): Expression => {
  const token = cursor.peek();
  if (cursor.isSymbol("(")) {
    cursor.take();
    const inner = parseLevel(cursor, 0, depth + 1);
    cursor.takeSymbol(")");
    return inner;
  }
  switch (token.kind) {
    case "string":
    case "literal":
      return parseLiteralToken(cursor);
    case "alias":
      return { kind: "alias", name: cursor.take().text };
    case "array":
      return { kind: "array", text: cursor.take().text };
    case "name":
      return parseName(cursor, depth);
    default:
      throw cursor.fail();
  }
};

const parseUnary = (cursor: Cursor, depth: number): Expression => {
  if (depth > deepest) {
    throw badSyntax("The recursion limit has been exceeded.");
  }
  if (cursor.peek().kind === "name" && cursor.peek().text === "not") {
    cursor.take();
    return { kind: "not", operand: parseUnary(cursor, depth + 1) };
  }
  return parsePrimary(cursor, depth);
};

const parseLevel = (cursor: Cursor, level: number, depth: number): Expression => {
  const operators = levels[level];
  if (operators === undefined) {
    return parseUnary(cursor, depth);
  }
  let left = parseLevel(cursor, level + 1, depth);
  while (cursor.peek().kind === "name" && operators.includes(cursor.peek().text)) {
    const operator = cursor.take().text;
    left = { kind: "binary", operator, left, right: parseLevel(cursor, level + 1, depth) };
  }
  return left;
};

/** Parses a `$filter`. Refuses what the grammar does not know, with the position, as the service does. */
export const parseFilter = (text: string): Expression => {
  const cursor = cursorOver(text);
  const expression = parseLevel(cursor, 0, 0);
  if (cursor.peek().kind !== "end") {
    throw cursor.fail();
  }
  return expression;
};
