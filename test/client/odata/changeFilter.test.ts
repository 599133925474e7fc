import { describe, expect, it } from "vitest";
import {
  allOf,
  idIn,
  modifiedSince,
  ownCondition,
  versionBetween,
} from "../../../src/client/odata/changeFilter.ts";

describe("conditions of the change feed", () => {
  it("are joined in parentheses, so that an or inside one stays inside", () => {
    expect(allOf("a eq 1 or b eq 2", undefined, " ", "c eq 3")).toBe("(a eq 1 or b eq 2) and (c eq 3)");
    expect(allOf()).toBe("");
  });

  it("name versions, ids and times as Dataverse reads them", () => {
    expect(versionBetween(5)).toBe("versionnumber gt 5");
    expect(versionBetween(5, 9)).toBe("versionnumber gt 5 and versionnumber le 9");
    expect(modifiedSince(Date.parse("2026-03-01T10:00:00.999Z"))).toBe("modifiedon ge 2026-03-01T10:00:00Z");
    expect(idIn("accountid", ["a", "b"])).toBe(
      `Microsoft.Dynamics.CRM.In(PropertyName='accountid',PropertyValues=["a","b"])`,
    );
  });

  it("take the user's filter as it is, but for its name and braces", () => {
    expect(ownCondition("$filter=accountid eq {475B158C-541C-E511-80D3-3863BB347BA8}")).toBe(
      "accountid eq 475B158C-541C-E511-80D3-3863BB347BA8",
    );
    expect(ownCondition("name eq ':-)' and (a eq 1)")).toBe("name eq ':-)' and (a eq 1)");
    expect(ownCondition(undefined)).toBe("");
  });

  it.each(["a eq 1) or (b eq 2", "(a eq 1", "a eq 1)"])("refuse %s", (filter) => {
    expect(() => ownCondition(filter)).toThrow(/a parenthesis without its counterpart/);
  });
});
