import { badSyntax } from "../errors/refusals.ts";
import { type Cursor, cursorOver } from "./filterCursor.ts";
import { type Literal, parseLiteral } from "./literal.ts";

/** A filter as written, before names are looked up. */
export type Expression =
  | { readonly kind: "literal"; readonly literal: Literal }
  | { readonly kind: "path"; readonly names: readonly string[] }
  | { readonly kind: "alias"; readonly name: string }
  | { readonly kind: "array"; readonly text: string }
  /** `Microsoft.Dynamics.CRM.OwnershipTypes'UserOwned'` */
  | { readonly kind: "enum"; readonly type: string; readonly value: string }
  /** A list of literals in parentheses, as the right side of `in`. */
  | { readonly kind: "list"; readonly items: readonly Expression[] }
  | { readonly kind: "call"; readonly name: string; readonly arguments: readonly Argument[] }
  | Lambda
  | { readonly kind: "not"; readonly operand: Expression }
  | {
      readonly kind: "binary";
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    };

/** `collection/any(x:…)`, `collection/all(x:…)` or `collection/any()`. */
export interface Lambda {
  readonly kind: "lambda";
  readonly operator: "any" | "all";
  readonly collection: readonly string[];
  /** What each record of the collection is called inside, and what is asked of it. */
  readonly each?: { readonly variable: string; readonly condition: Expression } | undefined;
}

/** An argument of a function, with its name where the call names it. */
export interface Argument {
  readonly name: string | undefined;
  readonly value: Expression;
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

const parseLambda = (cursor: Cursor, collection: readonly string[], depth: number): Lambda => {
  const operator = cursor.take().text === "all" ? "all" : "any";
  cursor.takeSymbol("(");
  if (cursor.isSymbol(")") && operator === "any") {
    cursor.take();
    return { kind: "lambda", operator, collection };
  }
  if (cursor.peek().kind !== "name") {
    throw cursor.fail();
  }
  const variable = cursor.take().text;
  cursor.takeSymbol(":");
  const condition = parseLevel(cursor, 0, depth + 1);
  cursor.takeSymbol(")");
  return { kind: "lambda", operator, collection, each: { variable, condition } };
};

const parsePath = (cursor: Cursor, first: string, depth: number): Expression => {
  const names = [first];
  while (cursor.isSymbol("/")) {
    cursor.take();
    if (cursor.isWord(["any", "all"])) {
      return parseLambda(cursor, names, depth);
    }
    if (cursor.peek().kind !== "name") {
      throw cursor.fail();
    }
    names.push(cursor.take().text);
  }
  return { kind: "path", names };
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
  return parsePath(cursor, first, depth);
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

const parseRightOfIn = (cursor: Cursor, depth: number): Expression => {
  if (!cursor.isSymbol("(")) {
    return parseUnary(cursor, depth);
  }
  const items = parseArguments(cursor, depth).map(({ value }) => value);
  return { kind: "list", items };
};

const parseUnary = (cursor: Cursor, depth: number): Expression => {
  if (depth > deepest) {
    throw badSyntax("The recursion limit has been exceeded.");
  }
  if (cursor.isWord(["not"])) {
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
  while (cursor.isWord(operators)) {
    const operator = cursor.take().text;
    const right = operator === "in" ? parseRightOfIn(cursor, depth) : parseLevel(cursor, level + 1, depth);
    left = { kind: "binary", operator, left, right };
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
