import { createHash, randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { build, type Metafile, type Plugin } from "esbuild";
import { projectRoot } from "../projectRoot.ts";

export type BuildOptions = {
  /** Holds src/index.ts, assets and node_modules. Default: this project. */
  root?: string;
  /** Emptied of everything that is not part of the build. Default: dist in the root. */
  outdir?: string;
};

export type BuiltFile = { name: string; bytes: Uint8Array };

export type BuildReport = {
  outdir: string;
  files: readonly BuiltFile[];
  /** sha256 of dist/index.js, in hex. */
  sha256: string;
  /** What esbuild put into the bundle, for counting copies of a package. */
  metafile: Metafile;
};

/** Spectral requires these as CommonJS, we import them as ES modules: by default both forms would be bundled. */
const singlePackages = /^(axios|zod)(\/|$)/;

const oneCopyEach: Plugin = {
  name: "one-copy-each",
  setup({ onResolve, resolve }) {
    onResolve({ filter: singlePackages }, ({ path, importer, resolveDir, pluginData }) =>
      pluginData === oneCopyEach
        ? undefined
        : resolve(path, { importer, resolveDir, kind: "import-statement", pluginData: oneCopyEach }),
    );
  },
};

/** Names stay readable in stack traces and as `error.name`, which Spectral takes from the class; a line limit keeps Node from printing a megabyte of source under an uncaught error. */
const bundle = async (root: string) => {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: ["src/index.ts"],
    outfile: "dist/index.js",
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    minifyWhitespace: true,
    minifySyntax: true,
    keepNames: true,
    lineLimit: 240,
    legalComments: "eof",
    preserveSymlinks: true,
    plugins: [oneCopyEach],
    logLevel: "silent",
    metafile: true,
    write: false,
  });
  const [output] = outputFiles;
  if (output === undefined) {
    throw new Error("esbuild wrote no bundle.");
  }
  return { code: output.contents, metafile };
};

const flatPngFiles = async (assets: string): Promise<BuiltFile[]> => {
  const names = (await readdir(assets)).filter((name) => name.endsWith(".png")).sort();
  return Promise.all(names.map(async (name) => ({ name, bytes: await readFile(join(assets, name)) })));
};

/** Each file appears whole or not at all, so a reader next to a running build never sees half a bundle. */
const place = async (outdir: string, files: readonly BuiltFile[]) => {
  const drafts = join(dirname(outdir), ".build");
  await Promise.all([outdir, drafts].map((folder) => mkdir(folder, { recursive: true })));
  const wanted = new Set(files.map(({ name }) => name));
  const strays = (await readdir(outdir)).filter((name) => !wanted.has(name));
  await Promise.all(strays.map((name) => rm(join(outdir, name), { recursive: true, force: true })));
  for (const { name, bytes } of files) {
    const draft = join(drafts, `${randomUUID()}.${name}`);
    await writeFile(draft, bytes);
    await rename(draft, join(outdir, name));
  }
};

/**
 * Bundles the component to one CommonJS file with the icons beside it and nothing else, because the publish zip
 * takes every file of the folder. The same sources give the same bytes wherever the project lies.
 */
export const buildComponent = async (options: BuildOptions = {}): Promise<BuildReport> => {
  const root = options.root ?? projectRoot;
  const outdir = options.outdir ?? join(root, "dist");
  const { code, metafile } = await bundle(root);
  const files = [{ name: "index.js", bytes: code }, ...(await flatPngFiles(join(root, "assets")))];
  await place(outdir, files);
  return { outdir, files, sha256: createHash("sha256").update(code).digest("hex"), metafile };
};
