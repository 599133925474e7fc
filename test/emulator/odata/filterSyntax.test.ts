import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DataverseError } from "../../../emulator/errors/dataverseError.ts";
import { type Expression, parseFilter } from "../../../emulator/odata/filterSyntax.ts";

const name = fc.constantFrom("name", "revenue", "_primarycontactid_value", "new_x");
const path = fc
  .array(name, { minLength: 1, maxLength: 3 })
  .map((names): Expression => ({ kind: "path", names }));
const literal = fc.oneof(
  fc.string().map((value): Expression => ({ kind: "literal", literal: { kind: "string", value } })),
  fc.boolean().map((value): Expression => ({ kind: "literal", literal: { kind: "boolean", value } })),
  fc.uuid().map((value): Expression => ({ kind: "literal", literal: { kind: "guid", value } })),
  fc
    .integer()
    .map(
      (value): Expression => ({ kind: "literal", literal: { kind: "number", value, edmType: "Edm.Int32" } }),
    ),
  fc.constant<Expression>({ kind: "literal", literal: { kind: "null" } }),
);
const comparison = fc
  .tuple(path, fc.constantFrom("eq", "ne", "gt", "ge", "lt", "le"), fc.oneof(literal, path))
  .map(([left, operator, right]): Expression => ({ kind: "binary", operator, left, right }));
const call = fc.tuple(fc.constantFrom("contains", "startswith", "endswith"), path, literal).map(
  ([called, first, second]): Expression => ({
    kind: "call",
    name: called,
    arguments: [
      { name: undefined, value: first },
      { name: undefined, value: second },
    ],
  }),
);
const { condition } = fc.letrec<{ condition: Expression }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 5 },
    comparison,
    call,
    fc
      .tuple(tie("condition"), fc.constantFrom("and", "or"), tie("condition"))
      .map(([left, operator, right]): Expression => ({ kind: "binary", operator, left, right })),
    tie("condition").map((operand): Expression => ({ kind: "not", operand })),
    fc.tuple(fc.constantFrom("any", "all"), tie("condition")).map(
      ([operator, inner]): Expression => ({
        kind: "lambda",
        operator,
        collection: ["Account_Tasks"],
        each: { variable: "t", condition: inner },
      }),
    ),
  ),
}));

const print = (expression: Expression): string => {
  switch (expression.kind) {
    case "path":
      return expression.names.join("/");
    case "literal":
      return expression.literal.kind === "string"
        ? `'${expression.literal.value.replaceAll("'", "''")}'`
        : String(expression.literal.kind === "null" ? null : expression.literal.value);
    case "call":
      return `${expression.name}(${expression.arguments.map(({ value }) => print(value)).join(",")})`;
    case "not":
      return `not (${print(expression.operand)})`;
    case "lambda":
      return `${expression.collection.join("/")}/${expression.operator}(${expression.each?.variable}:${expression.each === undefined ? "" : print(expression.each.condition)})`;
    case "binary":
      return `(${print(expression.left)} ${expression.operator} ${print(expression.right)})`;
    default:
      throw new Error(`No printer for ${expression.kind}.`);
  }
};

describe("a filter", () => {
  it("reads back whatever is printed", () => {
    fc.assert(
      fc.property(condition, (expression) => {
        expect(parseFilter(print(expression))).toEqual(expression);
      }),
    );
  });

  it("is read or refused as a syntax error, never anything else", () => {
    const noise = fc
      .array(
        fc.oneof(
          fc.constantFrom("name", "eq", "and", "not", "(", ")", "'", "null", "5", ",", "/", "@p", "["),
          fc.string(),
        ),
      )
      .map((parts) => parts.join(" "));
    fc.assert(
      fc.property(noise, (text) => {
        try {
          parseFilter(text);
        } catch (error) {
          expect(error).toBeInstanceOf(DataverseError);
          expect(error).toMatchObject({ status: 400, code: "0x80060888" });
        }
      }),
    );
  });

  it("binds and closer than or, and not closest", () => {
    const short = (expression: Expression): string =>
      expression.kind === "binary" && ["and", "or"].includes(expression.operator)
        ? `[${short(expression.left)} ${expression.operator} ${short(expression.right)}]`
        : expression.kind === "not"
          ? `!${short(expression.operand)}`
          : print(expression).charAt(1);
    expect(short(parseFilter("a eq 1 or b eq 2 and c eq 3"))).toBe("[a or [b and c]]");
    expect(short(parseFilter("(a eq 1 or b eq 2) and c eq 3"))).toBe("[[a or b] and c]");
    expect(short(parseFilter("not (a eq 1) and b eq 2"))).toBe("[!a and b]");
  });

  it("reads functions with named arguments, lists, enumerations, aliases and lambdas", () => {
    expect(parseFilter(`Microsoft.Dynamics.CRM.In(PropertyName='name',PropertyValues=["a","b]"])`)).toEqual({
      kind: "call",
      name: "Microsoft.Dynamics.CRM.In",
      arguments: [
        { name: "PropertyName", value: { kind: "literal", literal: { kind: "string", value: "name" } } },
        { name: "PropertyValues", value: { kind: "array", text: '["a","b]"]' } },
      ],
    });
    expect(parseFilter("a eq Some.Type'x'")).toMatchObject({
      right: { kind: "enum", type: "Some.Type", value: "x" },
    });
    expect(parseFilter("a eq @p1")).toMatchObject({ right: { kind: "alias", name: "@p1" } });
    expect(parseFilter("tasks/any(t:t/subject eq 'x') and tasks/any()")).toMatchObject({
      left: { kind: "lambda", operator: "any", collection: ["tasks"], each: { variable: "t" } },
      right: { kind: "lambda", operator: "any", collection: ["tasks"] },
    });
    expect(parseFilter("a in ('x','y')")).toMatchObject({ operator: "in", right: { kind: "list" } });
    expect(() => parseFilter("tasks/all()")).toThrow("Syntax error at position 10 in 'tasks/all()'.");
  });

  it("does not follow endless nesting", () => {
    expect(() => parseFilter(`${"(".repeat(5000)}a eq 1${")".repeat(5000)}`)).toThrow(
      "The recursion limit has been exceeded.",
    );
  });
});
