import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { isBuiltin } from "node:module";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type BuildReport, buildComponent } from "../../tools/building/bundle.ts";
import { budgetProblems, bundleBudgetBytes, measureBundle } from "../../tools/building/bundleBudget.ts";
import { loadComponent } from "../../tools/describing/loadComponent.ts";
import { publicSurface, type SurfaceInput, surfaceKinds } from "../../tools/describing/publicSurface.ts";
import { readPng } from "../../tools/drawing/png.ts";
import { projectRoot } from "../../tools/projectRoot.ts";

const dist = join(projectRoot, "dist");
const component = loadComponent(dist);
const surface = publicSurface(component);
const actions = Object.values(component.actions);
const icons = component.connections.flatMap(({ iconPath, avatarIconPath }) =>
  [iconPath, avatarIconPath].filter((path) => path !== undefined),
);

const withNested = (inputs: readonly SurfaceInput[]): SurfaceInput[] =>
  inputs.flatMap((input) => [input, ...withNested(input.inputs ?? [])]);

const allInputs = surfaceKinds.flatMap((kind) =>
  surface[kind].flatMap(({ key, inputs }) =>
    withNested(inputs).map((input) => ({ ...input, path: `${kind}.${key}.${input.key}` })),
  ),
);

const textsIn = (value: unknown): string[] => {
  if (typeof value === "string") {
    return [value];
  }
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
};

let elsewhere: string;
let report: BuildReport;

beforeAll(async () => {
  elsewhere = mkdtempSync(join(tmpdir(), "dist-"));
  report = await buildComponent({ outdir: join(elsewhere, "rebuilt") });
});

afterAll(() => {
  rmSync(elsewhere, { recursive: true });
});

describe("the component that is published", () => {
  it("has the key, label and description that the platform knows it by", () => {
    expect({ key: component.key, public: component.public, ...component.display }).toEqual({
      key: "ms-dynamics",
      public: false,
      label: "Microsoft Dynamics 365",
      description: "Query, create, update or delete Microsoft Dynamics 365 API records",
      category: "Application Connectors",
      iconPath: "icon.png",
    });
  });

  it("loads in a plain Node process that has no packages to fall back on", () => {
    const alone = join(elsewhere, "alone");
    cpSync(dist, alone, { recursive: true });
    const program = `process.stdout.write(Object.keys(require(${JSON.stringify(alone)}).default.actions).join())`;
    const keys = execFileSync(process.execPath, ["-e", program], { cwd: alone, encoding: "utf8", env: {} });
    expect(keys.split(",")).toEqual(Object.keys(component.actions));
  });

  it("files every action, trigger and data source under its own key", () => {
    for (const entries of [component.actions, component.triggers, component.dataSources]) {
      expect(Object.values(entries).map(({ key }) => key)).toEqual(Object.keys(entries));
    }
  });

  it.each(surfaceKinds)("labels and describes all of its %s", (kind) => {
    expect(
      surface[kind].filter(({ label, description }) => label.trim() === "" || description.trim() === ""),
    ).toEqual([]);
  });

  it("labels every input and says what it is for", () => {
    const silent = allInputs.filter(({ label, comments }) => label.trim() === "" || !comments?.trim());
    expect(silent.map(({ path }) => path)).toEqual([]);
  });

  it("has no two inputs of the same key in one place", () => {
    const repeated = surfaceKinds.flatMap((kind) =>
      surface[kind].filter(({ inputs }) => new Set(inputs.map(({ key }) => key)).size !== inputs.length),
    );
    expect(repeated.map(({ key }) => key)).toEqual([]);
  });

  it("gives every action an example, an output schema and a word on whether the designer may run it", () => {
    const incomplete = actions.filter(
      ({ examplePayload, outputSchema, performSafety }) =>
        examplePayload === undefined || outputSchema === undefined || performSafety === undefined,
    );
    expect(incomplete.map(({ key }) => key)).toEqual([]);
  });

  it("publishes output schemas that are JSON Schema documents", () => {
    for (const { outputSchema } of actions) {
      const schema: unknown =
        outputSchema?.type === "actionOutput" ? JSON.parse(outputSchema.schema) : outputSchema;
      expect(schema).toEqual(expect.any(Object));
    }
  });

  it("offers examples that survive the trip as JSON", () => {
    for (const { examplePayload } of actions) {
      expect(JSON.parse(JSON.stringify(examplePayload))).toEqual(examplePayload);
    }
  });

  it("gives every trigger an example on one of its branches", () => {
    for (const { examplePayload, staticBranchNames } of Object.values(component.triggers)) {
      expect(JSON.parse(JSON.stringify(examplePayload))).toEqual(examplePayload);
      const branch: unknown = Reflect.get(Object(examplePayload), "branch");
      expect(staticBranchNames ?? [undefined]).toContain(branch);
    }
  });

  it("offers a fixed choice as the default of an input with fixed choices", () => {
    const lost = allInputs.filter(
      ({ choices, default: value }) => choices && value !== "" && !choices.includes(String(value)),
    );
    expect(lost.map(({ path }) => path)).toEqual([]);
  });

  it("shows no slip of a template or of string building to anybody", () => {
    const slips = /\{\{|\$\{|\b(?:undefined|NaN|TODO|FIXME)\b|\[object /;
    expect(textsIn(surface).filter((text) => slips.test(text))).toEqual([]);
  });
});

describe("the files that are published", () => {
  it("are the bundle and the pictures the component names, and nothing else", () => {
    const named = new Set(["index.js", component.display.iconPath, ...icons]);
    expect(new Set(readdirSync(dist))).toEqual(named);
  });

  it("include a picture for every connection", () => {
    expect(
      component.connections.filter(({ avatarIconPath }) => !avatarIconPath).map(({ key }) => key),
    ).toEqual([]);
  });

  it.each(["icon.png", ...new Set(icons)])("hold %s, a real RGBA picture of 500 by 500 pixels", (name) => {
    const { width, height, bitDepth, colorType, scanlines } = readPng(readFileSync(join(dist, name)));
    expect({ width, height, bitDepth, colorType }).toEqual({
      width: 500,
      height: 500,
      bitDepth: 8,
      colorType: 6,
    });
    expect(scanlines).toHaveLength(500 * (1 + 500 * 4));
  });

  it("are what the sources give now", () => {
    for (const { name, bytes } of report.files) {
      expect(readFileSync(join(dist, name)).equals(bytes), name).toBe(true);
    }
  });

  it("lie beside no index.js in the project folder, which the publishing tool would take for the component", () => {
    expect(existsSync(join(projectRoot, "index.js"))).toBe(false);
  });

  it("replace whatever lay in dist before", async () => {
    const outdir = join(elsewhere, "littered");
    cpSync(join(projectRoot, "assets"), join(outdir, "left", "over"), { recursive: true });
    await buildComponent({ outdir });
    expect(readdirSync(outdir).sort()).toEqual(report.files.map(({ name }) => name).sort());
  });
});

describe("the bundle", () => {
  it("stays within its budget, with one copy of each shared package", () => {
    expect(budgetProblems(measureBundle(report))).toEqual([]);
  });

  it("would fail the budget with a byte too many or a package too often", () => {
    const measure = measureBundle(report);
    const entries = {
      ...measure.entries,
      axios: ["node_modules/axios/a.js", "node_modules/axios/b.js"],
      zod: [],
    };
    expect(budgetProblems({ ...measure, bytes: bundleBudgetBytes + 1, entries })).toEqual([
      `dist/index.js has ${bundleBudgetBytes + 1} bytes, 1 more than the budget.`,
      "The bundle holds 2 copies of axios: node_modules/axios/a.js, node_modules/axios/b.js.",
      "The bundle holds 0 copies of zod: none.",
    ]);
  });

  it("holds no path of the machine it was built on", () => {
    const code = readFileSync(join(dist, "index.js"), "utf8");
    expect(code.includes(projectRoot)).toBe(false);
    expect(code.includes(`${homedir()}/`)).toBe(false);
    expect(code.match(/["'`](?:\/|[A-Za-z]:[\\/])[^"'`\s]*node_modules/g)).toBeNull();
  });

  it("needs nothing at run time but what Node has built in", () => {
    const [output] = Object.values(report.metafile.outputs);
    const outside = (output?.imports ?? []).map(({ path }) => path);
    expect(outside.filter((name) => !isBuiltin(name))).toEqual([]);
  });
});
