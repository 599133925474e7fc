import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DataverseError } from "../../../../../src/client/errors.ts";
import type { BulkAction } from "../../../../../src/client/services/bulk/bulkCall.ts";
import { readRecord } from "../../../../../src/client/services/bulk/records/readRecord.ts";
import type { RecordReading } from "../../../../../src/client/services/bulk/records/recordReading.ts";
import { outcome, reading } from "./bulkTables.ts";

const id = "475b158c-541c-e511-80d3-3863bb347ba8";
const actions = fc.constantFrom<BulkAction>("create", "update", "upsert", "delete");

const parsed = (json: string): unknown => JSON.parse(json);

const nested = (depth: number): unknown => {
  let value: unknown = "x";
  for (let level = 0; level < depth; level += 1) {
    value = { value };
  }
  return value;
};

/** Reads it, or makes sure that it is refused in the way a report can tell of. */
const isReadOrRefused = (readings: RecordReading, given: unknown): boolean => {
  try {
    const { values, name } = readRecord(readings, given, 0);
    return typeof name === "string" && typeof JSON.stringify(values) === "string";
  } catch (error) {
    return error instanceof DataverseError && error.kind === "invalidInput" && /^Its? /.test(error.message);
  }
};

describe("any value in the place of a record", () => {
  const names = fc.oneof(
    fc.constantFrom(
      "accountid",
      "id",
      "name",
      "accountnumber",
      "creditlimit",
      "partitionid",
      "@mayBeDone",
      "primarycontactid@odata.bind",
      "__proto__",
      "constructor",
      "toString",
      "toJSON",
      "a b",
      "",
    ),
    fc.string(),
  );
  const anything = fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true, withMap: true });
  const values = fc.oneof(anything, fc.constant(id), fc.constant("accountnumber='A-1'"), fc.string());

  it("is read, or refused as a wrong input and never otherwise", () => {
    fc.assert(
      fc.property(actions, fc.oneof(fc.dictionary(names, values), anything), (action, given) =>
        isReadOrRefused(reading(action), given),
      ),
      { numRuns: 1_000 },
    );
  });

  it("is read or refused with key columns as well", () => {
    const keyColumns = fc.constantFrom(["accountnumber"], ["name", "creditlimit"]);
    fc.assert(
      fc.property(actions, keyColumns, fc.dictionary(names, values), (action, columns, given) =>
        isReadOrRefused(reading(action, { keyColumns: columns }), given),
      ),
      { numRuns: 1_000 },
    );
  });

  it("is written as it is given, except for its key and the annotations", () => {
    const columns = fc.dictionary(fc.stringMatching(/^[a-z_]\w{0,9}$/), fc.jsonValue());
    fc.assert(
      fc.property(columns, (given) => {
        const plain: unknown = JSON.parse(JSON.stringify(given));
        const { id: _, accountid: __, ...expected } = given;
        fc.pre(Object.keys(expected).length > 0);
        const { values: written } = readRecord(reading("update"), { ...Object(plain), accountid: id }, 0);
        expect(JSON.parse(JSON.stringify(written))).toMatchObject(JSON.parse(JSON.stringify(expected)));
      }),
    );
  });
});

describe("columns with the names of what every object has", () => {
  it("are columns like others, and change nothing else", () => {
    const given = parsed(`{"accountid":"${id}","__proto__":{"polluted":1},"constructor":"c","toString":"t"}`);
    const { values } = readRecord(reading("update"), given, 0);
    expect(JSON.stringify(values)).toBe('{"__proto__":{"polluted":1},"constructor":"c","toString":"t"}');
    expect(Reflect.get({}, "polluted")).toBeUndefined();
  });

  it("name no record when they stand in an id", () => {
    for (const accountid of [parsed('{"toString":"x"}'), parsed('{"__proto__":"x"}')]) {
      expect(outcome(reading("create"), { accountid })).toMatch(/^Its accountid .* is not a GUID\.$/);
    }
  });
});

describe("a value that JSON cannot hold", () => {
  it.each([
    [Number.NaN, "is NaN"],
    [Number.POSITIVE_INFINITY, "is Infinity"],
    [5n, "is a bigint"],
    [() => 1, "is a function"],
    [Symbol("x"), "is a symbol"],
    [new Date(Number.NaN), "is a date without a time"],
    [{ deep: 5n }, "holds a bigint"],
    [{ deep: [{ value: Number.NaN }] }, "holds NaN"],
    [{ toJSON: () => undefined }, "is an object without content"],
  ])("is refused, not left out or made a null (%#)", (revenue, what) => {
    for (const action of ["create", "update", "upsert"] as const) {
      expect(outcome(reading(action), { accountid: id, revenue })).toBe(
        `Its revenue ${what}, which cannot be written as JSON.`,
      );
    }
  });

  it("is refused also when it holds itself or is deeper than any record", () => {
    const circular: Record<string, unknown> = {};
    circular["self"] = circular;
    for (const value of [circular, nested(200_000)]) {
      expect(outcome(reading("create"), { value })).toBe(
        "Its value holds itself, or more levels than any record, which cannot be written as JSON.",
      );
    }
  });
});

describe("a huge record", () => {
  it("is read like any other", () => {
    const given = Object.fromEntries(
      Array.from({ length: 20_000 }, (_, index) => [`column_${index}`, index]),
    );
    expect(readRecord(reading("create"), given, 0).values).toEqual(given);
    const text = "x".repeat(5_000_000);
    expect(readRecord(reading("create"), { description: text }, 0).values).toEqual({ description: text });
    expect(outcome(reading("delete"), text)).toMatch(/^Its accountid is 5000000 characters long/);
  });
});
