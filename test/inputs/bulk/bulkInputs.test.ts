import { describe, expect, it } from "vitest";
import { allOrNothing } from "../../../src/inputs/bulk/allOrNothing.ts";
import { dryRun } from "../../../src/inputs/bulk/dryRun.ts";
import { failStep } from "../../../src/inputs/bulk/failStep.ts";
import { groupBy } from "../../../src/inputs/bulk/groupBy.ts";
import { keyColumns } from "../../../src/inputs/bulk/keyColumns.ts";
import { maximumDuration } from "../../../src/inputs/bulk/maximumDuration.ts";
import { mostAtOnce } from "../../../src/inputs/bulk/mostAtOnce.ts";
import { mostPerRequest } from "../../../src/inputs/bulk/mostPerRequest.ts";
import { onlyChanged } from "../../../src/inputs/bulk/onlyChanged.ts";
import { resultsToReturn } from "../../../src/inputs/bulk/resultsToReturn.ts";
import { tellCreated } from "../../../src/inputs/bulk/tellCreated.ts";

/** What the platform sends for an input that was left alone. */
const blanks = [undefined, null, "", "  ", []];

describe("Key Columns", () => {
  it("are none when blank, and names between commas otherwise", () => {
    for (const blank of [...blanks, ",", " , "]) {
      expect(keyColumns.clean(blank)).toEqual([]);
    }
    expect(keyColumns.clean("accountnumber")).toEqual(["accountnumber"]);
    expect(keyColumns.clean(" firstname , _primarycontactid_value,")).toEqual([
      "firstname",
      "_primarycontactid_value",
    ]);
  });

  it.each(["account number", "name;fax", "name eq 1", "a,b c", "x)", "ñ", "1a"])("refuse %j", (text) => {
    expect(() => keyColumns.clean(text)).toThrow(/^Key Columns ".+" is not the name of a column\./);
  });

  it("refuse what is no text", () => {
    expect(() => keyColumns.clean(["accountnumber"])).toThrow(
      "Key Columns must be text, but a list arrived. Reference a single value instead.",
    );
  });
});

describe("Group By", () => {
  it("is nothing when blank, and a column or a lookup otherwise", () => {
    for (const blank of blanks) {
      expect(groupBy.clean(blank)).toBeUndefined();
    }
    for (const name of ["name", "_parentcustomerid_value", "sample_BankAccountId@odata.bind"]) {
      expect(groupBy.clean(` ${name} `)).toBe(name);
    }
  });

  it.each([
    "a b",
    "name,fax",
    "@odata.bind",
    "name@odata.type",
    "name@odata.bind@odata.bind",
    "name\n@odata.bind",
    "1",
  ])("refuses %j", (text) => {
    expect(() => groupBy.clean(text)).toThrow(/^Group By ".+" is not the name of a column\. Enter a column/);
  });
});

describe("the numbers of bulk actions", () => {
  it("are left to the connector when blank", () => {
    for (const blank of blanks) {
      expect([mostAtOnce.clean(blank), mostPerRequest.clean(blank), maximumDuration.clean(blank)]).toEqual([
        undefined,
        undefined,
        780,
      ]);
    }
  });

  it.each([
    [mostAtOnce, 1, 52],
    [mostPerRequest, 1, 1000],
    [maximumDuration, 1, 3600],
  ])("take whole numbers of their range alone (%#)", (input, least, most) => {
    expect([input.clean(String(least)), input.clean(most)]).toEqual([least, most]);
    for (const bad of [least - 1, most + 1, "1.5", "many", true]) {
      expect(() => input.clean(bad)).toThrow(
        `${input.label} must be a whole number from ${least} to ${most}, but it is "${bad}".`,
      );
    }
  });
});

describe("the switches of bulk actions", () => {
  it.each([allOrNothing, dryRun, failStep, onlyChanged, tellCreated])("are off unless set (%#)", (input) => {
    expect(blanks.map((blank) => input.clean(blank))).toEqual(blanks.map(() => false));
    expect(["true", true, "Yes", "false", false, "0"].map((value) => input.clean(value))).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
    expect(() => input.clean("maybe")).toThrow(`${input.label} must be true or false, but it is "maybe".`);
  });
});

describe("Results to Return", () => {
  it("are all, or those that were not written", () => {
    expect(blanks.map((blank) => resultsToReturn.clean(blank))).toEqual(blanks.map(() => "all"));
    expect([resultsToReturn.clean(" Failures "), resultsToReturn.clean("all")]).toEqual(["failures", "all"]);
    expect(() => resultsToReturn.clean("some")).toThrow("Results to Return must be one of all or failures");
  });

  it("offers what it takes", () => {
    expect(resultsToReturn.model.map(({ value }) => value)).toEqual(["all", "failures"]);
  });
});
