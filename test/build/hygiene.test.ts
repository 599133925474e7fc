import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { projectRoot } from "../../tools/projectRoot.ts";

const notOurs = new Set([".git", "node_modules", "dist", "coverage", ".build", ".env"]);
const megabyte = 1_000_000;

const filesUnder = (folder: string): string[] =>
  readdirSync(join(projectRoot, folder), { withFileTypes: true })
    .filter(({ name }) => !notOurs.has(name))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesUnder(path) : entry.isFile() ? [path] : [];
    });

const files = filesUnder(".");
const texts = files
  .filter((file) => !/\.(png|log)$/.test(file))
  .map((file) => ({ file, text: readFileSync(join(projectRoot, file), "utf8") }));

const secrets = {
  "a private key": /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  "a Microsoft Entra client secret": /\b[\w~.-]{3}\dQ~[\w~.-]{31,34}/,
  "a signed token": /\beyJ[\w-]{20,}\.eyJ[\w-]{20,}\.[\w-]{20,}/,
  "a GitHub token": /\b(?:gh[pousr]_\w{36}|github_pat_\w{60,})/,
  "an npm token": /\bnpm_[A-Za-z0-9]{36}\b/,
};

const machinePaths = /(?<![\w.-])(?:\/home\/[a-z]|\/Users\/[A-Za-z]|\/root\/|[A-Z]:\\Users\\)/;

describe("the files of the project", () => {
  it.each(Object.entries(secrets))("hold no %s", (_kind, pattern) => {
    expect(texts.filter(({ text }) => pattern.test(text)).map(({ file }) => file)).toEqual([]);
  });

  it("name no folder of anybody's machine", () => {
    const named = texts.filter(({ text }) => machinePaths.test(text) || text.includes(`${projectRoot}/`));
    expect(named.map(({ file }) => file)).toEqual([]);
  });

  it("are all smaller than a megabyte", () => {
    expect(files.filter((file) => statSync(join(projectRoot, file)).size > megabyte)).toEqual([]);
  });
});
