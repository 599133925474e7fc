import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { streamRecords } from "../../../emulator/data/recordStream.ts";

const pieces = (text: string, size: number): string[] =>
  Array.from({ length: Math.ceil(text.length / size) }, (_, index) =>
    text.slice(index * size, (index + 1) * size),
  );

const tables = fc.dictionary(
  fc.stringMatching(/^[a-z_]{1,8}$/),
  fc.array(fc.dictionary(fc.string(), fc.jsonValue()), { maxLength: 4 }),
  { maxKeys: 4 },
);

describe("the stream of a data set's records", () => {
  it("has every record with its table, however the text is cut and spaced", () => {
    fc.assert(
      fc.property(tables, fc.integer({ min: 1, max: 30 }), fc.nat(3), (all, size, indent) => {
        const json = JSON.stringify({ tables: all }, undefined, indent);
        const expected = Object.entries(JSON.parse(json).tables).flatMap(([table, records]) =>
          Object.values(Object(records)).map((record) => ({ table, json: record })),
        );
        expect([...streamRecords(pieces(json, size))]).toEqual(expected);
      }),
    );
  });

  it("refuses what is no data set, at the latest at its end", () => {
    const read = (text: string) => () => [...streamRecords([text])];
    const noDataSet = 'A data set is a JSON object with one member, "tables".';
    expect(read("[]")).toThrow(noDataSet);
    expect(read('{"tables":[]}')).toThrow(noDataSet);
    expect(read('{"tables":{},"more":1}')).toThrow(noDataSet);
    expect(read('{"tables":{"account":{}}}')).toThrow(
      "'account' in a data set must be a list of JSON objects.",
    );
    expect(read('{"tables":{"account":[1]}}')).toThrow(
      "'account' in a data set must be a list of JSON objects.",
    );
    for (const damaged of ["", '{"tables":{"account":[{"a":1}', '{"tables":{"account":[{"a":}]}}', "{}}"]) {
      expect(read(damaged)).toThrow(SyntaxError);
    }
  });
});
