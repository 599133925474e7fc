import { describe, expect, it } from "vitest";
import { actionHelp, actionSummary } from "../../../workbench/commandLine/actionHelp.ts";
import { helpText } from "../../../workbench/commandLine/help.ts";
import { styleFor } from "../../../workbench/report/style.ts";
import { findAction } from "../../../workbench/runner/findAction.ts";
import { fakeComponent } from "../fakeComponent.ts";

const plain = styleFor({ isTerminal: false, environment: {} });
const echo = findAction(fakeComponent, "echo");

describe("the help", () => {
  it("names every action of the component with its inputs as they are written on the command line", () => {
    const help = helpText(fakeComponent, plain);
    for (const action of Object.values(fakeComponent.actions)) {
      expect(help).toContain(`\n  ${action.key} `);
    }
    expect(actionSummary(echo, plain)).toEqual([
      "echo                reads   Answers with what it was given.",
      "    entityType* fieldNames fieldValues.<name> recordsPerPage fetchAll record options.(includeCount",
      "    includeAnnotations choice)",
      "",
    ]);
    expect(help.split("\n").filter((line) => line.length > plain.width || line.endsWith(" "))).toEqual([]);
  });

  it("tells for one action what each input means, what it may be and what it is by default", () => {
    expect(actionHelp(echo, plain).split("\n")).toEqual([
      "echo reads",
      "  Answers with what it was given.",
      "",
      "  entityType                  text              Required. The name of the table.",
      "  fieldNames                  list",
      "  fieldValues                 names and values",
      "  recordsPerPage              text              How many. Default: 100.",
      "  fetchAll                    boolean           Default: false.",
      "  record                      data",
      "  options.includeCount        boolean           Default: false.",
      "  options.includeAnnotations  text",
      "  options.choice              text              One of: one; two.",
    ]);
  });

  it("says so when an action has no inputs", () => {
    expect(actionHelp(findAction(fakeComponent, "fail"), plain)).toBe(
      "fail writes\n  Fails.\n\n  No inputs.",
    );
  });
});
