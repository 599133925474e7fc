import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { breakingChanges } from "../../tools/describing/breakingChanges.ts";
import { loadComponent } from "../../tools/describing/loadComponent.ts";
import { type PublicSurface, publicSurface, surfaceText } from "../../tools/describing/publicSurface.ts";
import { projectRoot } from "../../tools/projectRoot.ts";

const goldenText = readFileSync(join(projectRoot, "test/golden/publicSurface.json"), "utf8");
const golden = JSON.parse(goldenText) as PublicSurface;
const current = JSON.parse(
  surfaceText(publicSurface(loadComponent(join(projectRoot, "dist")))),
) as PublicSurface;

const advice = (): string => {
  const breaking = breakingChanges(golden, current);
  const list = breaking.length === 0 ? ["(nothing)"] : breaking;
  return [
    "The public surface is not the one in test/golden/publicSurface.json.",
    "If the change is meant: run `npm run surface` and commit the file.",
    'These changes break flows of others and need a line under "Breaking" in CHANGELOG.md:',
    ...list.map((line) => `- ${line}`),
  ].join("\n");
};

describe("the public surface", () => {
  it("is the reviewed one in test/golden/publicSurface.json", () => {
    expect(current, advice()).toEqual(golden);
    expect(surfaceText(golden), "The golden file is not as `npm run surface` writes it.").toBe(goldenText);
  });
});

describe("the list of breaking changes", () => {
  const input = { key: "entityType", label: "Entity Type", type: "string", required: false, default: "" };
  const surface = (inputs: PublicSurface["actions"][number]["inputs"]): PublicSurface => ({
    key: "ms-dynamics",
    label: "Microsoft Dynamics 365",
    description: "Records",
    connections: [],
    actions: [{ key: "getEntity", label: "Get", description: "Get", inputs }],
    triggers: [],
    dataSources: [],
  });
  const before = surface([input]);

  it("is empty for new labels, new optional inputs and new actions", () => {
    const [action] = before.actions;
    const more = {
      key: "other",
      label: "Other",
      description: "Other",
      inputs: [{ ...input, required: true }],
    };
    expect(
      breakingChanges(before, {
        ...surface([
          { ...input, label: "Table", comments: "New" },
          { ...input, key: "fieldNames" },
        ]),
        actions: [...(action ? [{ ...action, label: "Fetch" }] : []), more],
      }),
    ).toEqual([]);
  });

  it("is empty for a new required input that brings its own default", () => {
    const filled = { ...input, key: "method", required: true, default: "GET" };
    expect(breakingChanges(before, surface([input, filled]))).toEqual([]);
  });

  it("names keys that are gone", () => {
    expect(breakingChanges(before, { ...before, key: "dynamics", actions: [] })).toEqual([
      "The component's key was ms-dynamics and is dynamics.",
      "actions.getEntity is gone.",
    ]);
    expect(breakingChanges(before, surface([]))).toEqual(["actions.getEntity.entityType is gone."]);
  });

  it("names inputs that must be filled now", () => {
    const required = { ...input, required: true };
    expect(breakingChanges(before, surface([required, { ...required, key: "entityId" }]))).toEqual([
      "actions.getEntity.entityType was optional and is required.",
      "actions.getEntity.entityId is new and required.",
    ]);
  });

  it("names inputs that take something else now", () => {
    const choice = { ...input, choices: ["a", "b"] };
    expect(
      breakingChanges(
        surface([choice]),
        surface([{ ...choice, type: "code", collection: "valuelist", choices: ["a"] }]),
      ),
    ).toEqual([
      "actions.getEntity.entityType was of type string and is of type code.",
      "actions.getEntity.entityType was a single value and is valuelist.",
      'actions.getEntity.entityType does not offer "b" any more.',
    ]);
  });

  it("names branches that are not taken any more", () => {
    const trigger = { key: "webhook", label: "Webhook", description: "Receive", inputs: [] };
    const withBranches = (branches: readonly string[]) => ({
      ...before,
      triggers: [{ ...trigger, branches }],
    });
    expect(breakingChanges(withBranches(["Event"]), withBranches(["Event", "Rejected"]))).toEqual([]);
    expect(breakingChanges(withBranches(["Event", "Check"]), withBranches(["Event"]))).toEqual([
      'triggers.webhook does not take the branch "Check" any more.',
    ]);
  });

  it("looks into groups", () => {
    const group = { ...input, key: "options", type: "structuredObject", inputs: [input] };
    expect(breakingChanges(surface([group]), surface([{ ...group, inputs: [] }]))).toEqual([
      "actions.getEntity.options.entityType is gone.",
    ]);
  });
});
