import { describe, expect, it } from "vitest";
import { queryOptions } from "../../src/inputs/options.ts";
import { withAbsentGroups } from "../../src/platform/absentGroups.ts";

const defaults = {
  includeCount: false,
  includeAnnotations: undefined,
  impersonateUserId: undefined,
  impersonateUserIdType: "systemUserId",
};

describe("withAbsentGroups", () => {
  it("fills a group that a flow does not know with the defaults of its inputs", () => {
    for (const absent of [undefined, null, "", []]) {
      expect(
        withAbsentGroups({ options: queryOptions }, { options: absent, entityType: "accounts" }),
      ).toEqual({
        options: defaults,
        entityType: "accounts",
      });
    }
  });

  it("leaves a group that arrived alone", () => {
    const given = { options: { ...defaults, includeCount: true } };
    expect(withAbsentGroups({ options: queryOptions }, given)).toEqual(given);
  });
});
