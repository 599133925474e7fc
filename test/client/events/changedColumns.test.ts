import { describe, expect, it } from "vitest";
import { changedColumns } from "../../../src/client/events/changedColumns.ts";

const id = "6d81597f-0f9f-e711-8122-000d3aa2331c";
const owner = { id, table: "systemuser", name: "Ada" };

describe("the changed columns of an event", () => {
  it("are those that were set, without the record's own id in any case", () => {
    const record = { contactid: id.toUpperCase(), firstname: "Jim", new_code: id };
    expect(changedColumns(record, { id, before: [] })).toEqual(["firstname", "new_code"]);
  });

  it("include what was cleared, also of a record that has no id yet", () => {
    expect(changedColumns({ parentcustomerid: null }, { id: null, before: [] })).toEqual([
      "parentcustomerid",
    ]);
  });

  it("are without those that an image shows unchanged", () => {
    const record = { constructor: "text", a: 1, b: [1, 2], c: null, ownerid: { ...owner, name: null } };
    const before = { a: 1, b: [1, 2], c: 5, ownerid: owner };
    expect(changedColumns(record, { id, before: [before] })).toEqual(["constructor", "c"]);
    expect(changedColumns(record, { id, before: [{}] })).toEqual(Object.keys(record));
  });
});
