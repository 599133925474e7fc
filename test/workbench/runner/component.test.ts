import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { projectRoot } from "../../../tools/projectRoot.ts";
import { loadComponent } from "../../../workbench/runner/component.ts";

const folder = mkdtempSync(join(tmpdir(), "workbench-"));

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe("loading a built component", () => {
  it("gives the component of this project", () => {
    expect(loadComponent(join(projectRoot, "dist", "index.js"))).toMatchObject({ key: "ms-dynamics" });
  });

  it("says that it has not been built", () => {
    const path = join(folder, "dist", "index.js");
    expect(() => loadComponent(path)).toThrow(
      `There is no built component at ${path}. Run "npm run build" first.`,
    );
  });

  it.each([
    "module.exports = { default: {} }",
    "module.exports = null",
    "exports.component = { actions: {}, connections: [] }",
  ])("refuses a bundle that exports something else: %s", (code) => {
    const path = join(folder, `bundle${code.length}.cjs`);
    writeFileSync(path, code);
    expect(() => loadComponent(path)).toThrow(`${path} does not export a component as its default export.`);
  });
});
