import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseAssignment } from "../../../workbench/commandLine/arguments.ts";
import { assertComplete, inputValues } from "../../../workbench/commandLine/inputValues.ts";
import { findAction } from "../../../workbench/runner/findAction.ts";
import { UsageError } from "../../../workbench/runner/usageError.ts";
import { fakeComponent } from "../fakeComponent.ts";

const echo = findAction(fakeComponent, "echo");
let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "workbench-"));
  writeFileSync(join(folder, "record.json"), '\uFEFF{"name":"Contoso"}');
  writeFileSync(join(folder, "photo.png"), Uint8Array.of(0x89, 0x50, 0xff));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

const values = (...words: readonly string[]) => inputValues(echo, words.map(parseAssignment), folder);

describe("an input given on the command line", () => {
  it("arrives as the text that was typed, JSON included", () => {
    expect(values('record={"a":1}', "fetchAll=true", "recordsPerPage=3", "entityType=")).toEqual({
      record: '{"a":1}',
      fetchAll: "true",
      recordsPerPage: "3",
      entityType: "",
    });
  });

  it("becomes a list by repeating it, by one JSON array, or by a single value", () => {
    expect(values("fieldNames=name", "fieldNames=[x]")).toEqual({ fieldNames: ["name", "[x]"] });
    expect(values('fieldNames=["name","revenue"]')).toEqual({ fieldNames: ["name", "revenue"] });
    expect(values("fieldNames=name")).toEqual({ fieldNames: ["name"] });
  });

  it("becomes a list of names and values, whose names may hold dots and annotations", () => {
    const wanted = {
      fieldValues: [
        { key: "name", value: "A=B" },
        { key: "primarycontactid@odata.bind", value: "/contacts(1)" },
      ],
    };
    expect(values("fieldValues.name=A=B", "fieldValues.primarycontactid@odata.bind=/contacts(1)")).toEqual(
      wanted,
    );
    expect(values('fieldValues={"name":"A=B","primarycontactid@odata.bind":"/contacts(1)"}')).toEqual(wanted);
    expect(values(`fieldValues=${JSON.stringify(wanted.fieldValues)}`)).toEqual(wanted);
  });

  it("fills one input of a group by its name, or the whole group by JSON", () => {
    expect(values("options.includeCount=true")).toEqual({ options: { includeCount: "true" } });
    expect(values('options={"includeCount":true}')).toEqual({ options: { includeCount: true } });
  });

  it("is read from a file after an @: its text, or its bytes when they are no text", () => {
    expect(values("record=@record.json")).toEqual({ record: '{"name":"Contoso"}' });
    expect(values("fieldValues=@record.json")).toEqual({ fieldValues: [{ key: "name", value: "Contoso" }] });
    expect(values("record=@photo.png")).toEqual({
      record: { data: Buffer.from([0x89, 0x50, 0xff]), contentType: "application/octet-stream" },
    });
    expect(values("record=@@handle")).toEqual({ record: "@handle" });
  });

  it("reaches the action unchanged whatever text it is", () => {
    const plain = fc.string().filter((text) => !text.startsWith("@"));
    fc.assert(
      fc.property(plain, fc.array(plain, { minLength: 2 }), (text, list) => {
        expect(values(`entityType=${text}`, ...list.map((item) => `fieldNames=${item}`))).toEqual({
          entityType: text,
          fieldNames: list,
        });
      }),
    );
  });

  it.each([
    [
      ["recordPerPage=3"],
      'echo has no input "recordPerPage". Did you mean recordsPerPage? Its inputs are: entityType, fieldNames, fieldValues, recordsPerPage, fetchAll, record, options.',
    ],
    [
      ["options.includeCont=1"],
      'options has no input "includeCont". Did you mean includeCount? Its inputs are: includeCount, includeAnnotations, choice.',
    ],
    [
      ['options={"nothing":1}'],
      'options has no input "nothing". Its inputs are: includeCount, includeAnnotations, choice.',
    ],
    [["options=yes"], "options is a group of inputs: write options.includeCount=value, or a JSON object."],
    [["entityType=a", "entityType=b"], "entityType was given more than once."],
    [
      ["entityType.name=a"],
      "entityType has no parts: write entityType=value instead of entityType.name=value.",
    ],
    [
      ["fieldValues=Contoso"],
      'fieldValues is a list of names and values: write fieldValues.name=Contoso for each entry, or fieldValues=\'{"name":"Contoso"}\'.',
    ],
    [
      ["connection=x"],
      "connection is not an input here: the connection is the emulator's, or that of DYNAMICS_URL and its companions.",
    ],
  ])("is refused with a sentence when it cannot be meant: %j", (words, message) => {
    expect(() => values(...words)).toThrow(new UsageError(message));
  });

  it("is refused when its file cannot be read", () => {
    expect(() => values("record=@nothing.json")).toThrow(
      `record: the file ${join(folder, "nothing.json")} cannot be read.`,
    );
  });
});

describe("a required input", () => {
  it("must be given", () => {
    expect(() => assertComplete(echo, {})).toThrow("echo needs entityType (Entity Type). Add entityType=…");
    expect(() => assertComplete(echo, { entityType: "" })).toThrow("echo needs entityType (Entity Type).");
    expect(() => assertComplete(echo, { entityType: "accounts" })).not.toThrow();
  });
});
