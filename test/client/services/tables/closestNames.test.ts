import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { closestNames } from "../../../../src/client/services/tables/closestNames.ts";

const names = ["accounts", "contacts", "contracts", "activitypointers", "new_projects"];

describe("the closest names", () => {
  it("come in the order of their distance, at most as many as asked for", () => {
    expect(closestNames("Contcts", names, 3)).toEqual(["contacts", "contracts"]);
    expect(closestNames("contcts", names, 1)).toEqual(["contacts"]);
    expect(closestNames("new_project", names, 3)).toEqual(["new_projects"]);
    expect(closestNames("zzz", names, 3)).toEqual([]);
  });

  it("always start with the name itself when it is among them", () => {
    fc.assert(
      fc.property(fc.constantFrom(...names), (name) => {
        expect(closestNames(name, names, 3)[0]).toBe(name);
      }),
    );
  });
});
