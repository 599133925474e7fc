import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DataverseError, type DataverseErrorDetails } from "../../../../../src/client/errors.ts";
import type { BulkRecord } from "../../../../../src/client/services/bulk/records/bulkRecord.ts";
import { recordError } from "../../../../../src/client/services/bulk/report/recordError.ts";
import type { JsonObject } from "../../../../../src/client/services/jsonObject.ts";
import { accounts } from "../records/bulkTables.ts";

const record = (values: JsonObject): BulkRecord => ({
  index: 0,
  key: undefined,
  name: undefined,
  partition: undefined,
  values,
  hasGivenId: false,
  mayBeDone: false,
  sentSince: undefined,
  onlySingly: false,
});

const errorOf = (details: Partial<DataverseErrorDetails>): DataverseError =>
  new DataverseError("Could not create record 1 in accounts.", {
    kind: "badRequest",
    operation: "Create record 1 in accounts",
    ...details,
  });

const columnOf = (serverMessage: string, values: JsonObject): string | undefined =>
  recordError(errorOf({ serverMessage }), record(values), accounts).column;

const values = {
  name: "Contoso",
  revenue: "abc",
  "primarycontactid@odata.bind": "/contacts(1)",
  telephone1: null,
};

describe("the error of a record", () => {
  it("has the kind, the code and the sentence", () => {
    expect(recordError(errorOf({ code: "0x80040237", kind: "duplicate" }), record(values), accounts)).toEqual(
      {
        kind: "duplicate",
        code: "0x80040237",
        message: "Could not create record 1 in accounts.",
        retryable: false,
      },
    );
    expect(recordError(errorOf({}), undefined, accounts).code).toBeNull();
  });

  it("can be tried again when it passes, unless that could write twice", () => {
    const retryable = (details: Partial<DataverseErrorDetails>) =>
      recordError(errorOf(details), undefined, accounts).retryable;
    for (const kind of ["throttled", "serverError", "timeout", "unreachable"] as const) {
      expect([retryable({ kind }), retryable({ kind, mayHaveWritten: true })]).toEqual([true, false]);
    }
    expect(retryable({ kind: "badRequest" })).toBe(false);
  });

  it.each([
    ["A validation error occurred. The length of the 'name' attribute exceeded 160.", "name"],
    [`The property "telephone1" is read-only.`, "telephone1"],
    ["Lookup 'primarycontactid' does not exist.", "primarycontactid@odata.bind"],
    ["An undeclared property 'fax' was found.", undefined],
    ["The 'account' has a bad 'name'.", "name"],
    ["Cannot convert the literal 'abc' to the expected type 'Edm.Decimal'.", "revenue"],
    ["Cannot convert the literal 'null' to the expected type.", undefined],
    ["'constructor' and '__proto__' are bad.", undefined],
    ["", undefined],
  ])("finds the column in %j", (message, column) => {
    expect(columnOf(message, values)).toBe(column);
  });

  it("names no column when two hold the value that was refused", () => {
    expect(columnOf("Cannot convert the literal '5' to", { a: 5, b: "5" })).toBeUndefined();
    expect(columnOf("Cannot convert the literal '5' to", { a: 5, b: "6" })).toBe("a");
  });

  it("names a member of the record or none, whatever the message and the record hold", () => {
    const texts = fc.oneof(fc.string(), fc.constantFrom("The literal 'x' of 'a'", "'b'", "literal ''"));
    const members = fc.dictionary(fc.constantFrom("a", "b", "toString", "__proto__"), fc.anything());
    fc.assert(
      fc.property(texts, members, (message, given) => {
        const column = columnOf(message, given);
        return column === undefined || Object.keys(given).includes(column);
      }),
    );
    expect(columnOf("The literal 'x'", { deep: { toString: "x" } })).toBeUndefined();
  });
});
