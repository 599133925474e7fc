import { cpSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type BuildReport, buildComponent } from "../../tools/building/bundle.ts";
import { projectRoot } from "../../tools/projectRoot.ts";

let elsewhere: string;

beforeEach(() => {
  elsewhere = mkdtempSync(join(tmpdir(), "another path "));
  for (const part of ["src", "assets", "package.json", "tsconfig.json"]) {
    cpSync(join(projectRoot, part), join(elsewhere, part), { recursive: true });
  }
  symlinkSync(join(projectRoot, "node_modules"), join(elsewhere, "node_modules"));
});

afterEach(() => {
  rmSync(elsewhere, { recursive: true });
});

const contents = ({ files }: BuildReport): Map<string, string> =>
  new Map(files.map(({ name, bytes }) => [name, Buffer.from(bytes).toString("base64")]));

describe("the build", () => {
  it("gives the same bytes from the same sources at another path", async () => {
    const here = await buildComponent({ outdir: join(elsewhere, "here") });
    const there = await buildComponent({ root: elsewhere });

    expect(there.sha256).toBe(here.sha256);
    expect([...contents(there)]).toEqual([...contents(here)]);
  });
});
