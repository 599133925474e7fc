import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  changedRecords,
  deletedRecords,
  newRecords,
  upsertedRecords,
} from "../../../src/inputs/bulk/records.ts";

const parse = newRecords.clean;
const records = [{ name: "Contoso" }, { name: "Fabrikam", fax: null }];
const json = JSON.stringify(records);

describe("Records", () => {
  it("are a list, JSON text, bytes, the contents of a file, the result of a query or of a step", () => {
    const bytes = Buffer.from(json);
    const serialised: unknown = JSON.parse(JSON.stringify(bytes));
    const forms = [
      records,
      json,
      `\n ${json} `,
      `\ufeff${json}`,
      bytes,
      new Uint8Array(bytes),
      Uint8Array.from(bytes).buffer,
      serialised,
      Buffer.from(`\ufeff${json}`),
      { data: bytes, contentType: "application/json" },
      { data: json, contentType: "application/json" },
      { data: serialised, contentType: "application/json" },
      { data: records, contentType: "application/json" },
      { value: records },
      { "@odata.context": "x", value: records, "@odata.nextLink": "y" },
      JSON.stringify({ value: records }),
      { data: records },
      { data: { value: records } },
      JSON.stringify(json),
    ];
    for (const form of forms) {
      expect(parse(form)).toEqual(records);
    }
  });

  it("are one record when a single object arrives", () => {
    expect(parse({ name: "Contoso" })).toEqual([{ name: "Contoso" }]);
    expect(parse('{"name":"Contoso"}')).toEqual([{ name: "Contoso" }]);
    expect(parse({ value: "x", data: 1 })).toEqual([{ value: "x", data: 1 }]);
    expect(parse({ data: "x" })).toEqual([{ data: "x" }]);
  });

  it("are not what is around them: the member that holds them is named", () => {
    for (const name of ["data", "records", "results", "remaining", "items"]) {
      expect(() => parse({ [name]: records, summary: {} })).toThrow(
        `Records is one object with a list in ${name}, not a list of records. Reference its ${name} instead.`,
      );
    }
  });

  it("to delete may be a single id as text, with or without braces and quotes", () => {
    const id = "475b158c-541c-e511-80d3-3863bb347ba8";
    for (const text of [id, `{${id}}`, ` {${id.toUpperCase()}} `, `"${id}"`, `"{${id}}"`]) {
      expect(deletedRecords.clean(text)).toHaveLength(1);
    }
    expect(deletedRecords.clean(`{${id}}`)).toEqual([`{${id}}`]);
    expect(deletedRecords.clean(`"${id}"`)).toEqual([id]);
    expect(deletedRecords.clean(`{"accountid":"${id}"}`)).toEqual([{ accountid: id }]);
    expect(deletedRecords.clean("accountnumber='A-1'")).toEqual(["accountnumber='A-1'"]);
  });

  it("are none when the input is blank", () => {
    for (const blank of [undefined, null, "", " \n", [], "[]", "null", Buffer.from(""), { value: [] }]) {
      expect(parse(blank)).toEqual([]);
    }
  });

  it("are not looked at one by one before it is their turn", () => {
    expect(parse([1, null, "x", [2]])).toEqual([1, null, "x", [2]]);
    expect(deletedRecords.clean('["a","b"]')).toEqual(["a", "b"]);
  });

  it("may be a single id where they are to be deleted", () => {
    expect(deletedRecords.clean(" 475b158c-541c-e511-80d3-3863bb347ba8 ")).toEqual([
      "475b158c-541c-e511-80d3-3863bb347ba8",
    ]);
    expect(() => deletedRecords.clean(5)).toThrow("Records must be a list of records, but a number arrived.");
  });

  it("say what is wrong with what holds no list", () => {
    for (const input of [newRecords, changedRecords, upsertedRecords]) {
      expect(() => input.clean(5)).toThrow(
        'Records must be a list of records, but a number arrived. Write it like [{"name":"Contoso"},{"name":"Fabrikam"}].',
      );
      expect(() => input.clean("true")).toThrow("but a boolean arrived");
      expect(() => input.clean("name=Contoso")).toThrow(
        /^Records is not valid JSON \(.+\)\. Write it like \[/,
      );
      expect(() => input.clean(Buffer.from("PK\u0003"))).toThrow(/^Records is not valid JSON/);
    }
  });

  it("are any list, as it is and as text", () => {
    fc.assert(
      fc.property(fc.array(fc.dictionary(fc.string(), fc.jsonValue())), (list) => {
        const plain: unknown = JSON.parse(JSON.stringify(list));
        expect(parse(list)).toBe(list);
        expect(parse(JSON.stringify(list))).toEqual(plain);
        expect(parse({ data: Buffer.from(JSON.stringify(list)), contentType: "x" })).toEqual(plain);
      }),
    );
  });
});
