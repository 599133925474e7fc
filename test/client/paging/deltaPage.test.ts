import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDeltaPage, versionOfEtag } from "../../../src/client/paging/deltaPage.ts";

const row = { "@odata.etag": 'W/"915244"', name: "Monte Orton", accountid: "1" };
const gone = {
  "@odata.context": "https://org.crm.dynamics.com/api/data/v9.2/$metadata#accounts/$deletedEntity",
  id: "2",
  reason: "deleted",
};

describe("a page of changes", () => {
  it("has written and deleted records, and a link to later changes at its end", () => {
    expect(parseDeltaPage("accountid", { value: [row, gone], "@odata.deltaLink": "later" })).toEqual({
      written: [{ id: "1", version: 915_244 }],
      deleted: ["2"],
      link: "later",
      isComplete: true,
    });
  });

  it("has a link to its rest before that", () => {
    const page = { value: [], "@odata.nextLink": "rest" };
    expect(parseDeltaPage("accountid", page)).toMatchObject({ link: "rest", isComplete: false });
  });

  it("knows a deletion by its context or by its reason", () => {
    const { reason: _, ...byContext } = gone;
    const { "@odata.context": __, ...byReason } = gone;
    const page = { value: [byContext, byReason], "@odata.deltaLink": "later" };
    expect(parseDeltaPage("accountid", page)?.deleted).toEqual(["2", "2"]);
  });

  it.each([
    { value: [row] },
    { value: [{ ...row, "@odata.etag": "1" }], "@odata.deltaLink": "later" },
    { value: [{ "@odata.etag": 'W/"1"' }], "@odata.deltaLink": "later" },
    { value: [{ ...gone, id: 7 }], "@odata.deltaLink": "later" },
    { value: [], "@odata.deltaLink": 7 },
  ])("is nothing else: %j", (body) => {
    expect(parseDeltaPage("accountid", body)).toBeUndefined();
  });

  it("reads versions that a number can hold", () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (version) => {
        expect(versionOfEtag(`W/"${version}"`)).toBe(version);
      }),
    );
    expect(versionOfEtag('W/"9007199254740993"')).toBeUndefined();
    expect(versionOfEtag(undefined)).toBeUndefined();
  });
});
