import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseArguments, parseAssignment } from "../../../workbench/commandLine/arguments.ts";
import { UsageError } from "../../../workbench/runner/usageError.ts";

const word = fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9_]{0,12}$/);
const text = fc.string({ maxLength: 30 });

describe("the words after npm start --", () => {
  it("ask for the scenario on a fresh build when there are none", () => {
    expect(parseArguments([])).toEqual({
      assignments: [],
      json: false,
      write: false,
      emulator: false,
      build: true,
      help: false,
    });
  });

  it("name an action, its inputs and the options in any order", () => {
    expect(
      parseArguments([
        "--json",
        "queryEntities",
        "entityType=accounts",
        "--no-build",
        "fieldNames=name",
        "--records",
        "500",
      ]),
    ).toEqual({
      action: "queryEntities",
      assignments: [
        { input: "entityType", member: undefined, text: "accounts" },
        { input: "fieldNames", member: undefined, text: "name" },
      ],
      json: true,
      write: false,
      emulator: false,
      build: false,
      help: false,
      records: 500,
    });
  });

  it("give an input everything after the first equals sign, whatever it is", () => {
    fc.assert(
      fc.property(word, text, (input, value) => {
        expect(parseAssignment(`${input}=${value}`)).toEqual({ input, member: undefined, text: value });
      }),
    );
  });

  it("name a member by everything between the first dot and the first equals sign", () => {
    const member = fc.string({ minLength: 1, maxLength: 20 }).filter((name) => !name.includes("="));
    fc.assert(
      fc.property(word, member, text, (input, name, value) => {
        expect(parseAssignment(`${input}.${name}=${value}`)).toEqual({ input, member: name, text: value });
      }),
    );
  });

  it("keep every assignment in its order, with options strewn among them", () => {
    const assignment = fc.record({ input: word, text });
    fc.assert(
      fc.property(fc.array(assignment, { maxLength: 8 }), fc.nat(8), (assignments, place) => {
        const words = assignments.map(({ input, text: value }) => `${input}=${value}`);
        const { assignments: parsed, write } = parseArguments([
          "act",
          ...words.toSpliced(place, 0, "--write"),
        ]);
        expect(parsed.map(({ input, text: value }) => ({ input, text: value }))).toEqual(assignments);
        expect(write).toBe(true);
      }),
    );
  });

  it.each([
    [
      ["--jsn"],
      "There is no option --jsn. Did you mean --json? The options are: --json, --write, --emulator, --records, --no-build, --help, -h.",
    ],
    [["--records"], "--records needs a number, for example --records 500."],
    [["--records", "many"], '--records takes a whole number of at most seven digits, not "many".'],
    [["--records=-1"], '--records takes a whole number of at most seven digits, not "-1".'],
    [
      ["entityType=accounts"],
      "Name an action before its inputs, for example: queryEntities entityType=accounts",
    ],
    [
      ["getEntity", "accounts"],
      '"accounts" is neither an option nor an input of the form input=value. Only one action runs at a time (getEntity).',
    ],
    [["getEntity", "=x"], '"=x" names no input. Write it as input=value or input.name=value.'],
    [
      ["getEntity", "options.=x"],
      '"options.=x" names no input. Write it as input=value or input.name=value.',
    ],
  ])("that make no sense are answered with a sentence: %j", (words, message) => {
    expect(() => parseArguments(words)).toThrow(new UsageError(message));
  });
});
