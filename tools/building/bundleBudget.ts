import { gzipSync } from "node:zlib";
import type { Metafile } from "esbuild";
import type { BuildReport } from "./bundle.ts";

/**
 * Spectral alone takes about 1.7 MB with readable names, and the connector with the XML parser of FetchXML half a megabyte,
 * so this leaves it room to grow, but none for a second copy of a big package. Raise it only with a reason in the change
 * that needs it.
 */
export const bundleBudgetBytes = 2_600_000;

/** Packages both we and Spectral use: two copies would be two `instanceof` worlds and half a megabyte more. */
const sharedPackages = ["axios", "zod"] as const;

export type BundleMeasure = {
  bytes: number;
  gzipBytes: number;
  /** For each shared package, the entry files its name was resolved to. */
  entries: Readonly<Record<string, readonly string[]>>;
};

const entriesOf = (name: string, { inputs }: Metafile): string[] => {
  const imports = Object.values(inputs).flatMap((input) => input.imports);
  return [...new Set(imports.filter(({ original }) => original === name).map(({ path }) => path))].sort();
};

export const measureBundle = ({ files, metafile }: BuildReport): BundleMeasure => {
  const code = files.find(({ name }) => name === "index.js")?.bytes ?? new Uint8Array();
  return {
    bytes: code.length,
    gzipBytes: gzipSync(code, { level: 9 }).length,
    entries: Object.fromEntries(sharedPackages.map((name) => [name, entriesOf(name, metafile)])),
  };
};

/** One sentence for each way in which the bundle is over budget; none when all is well. */
export const budgetProblems = ({ bytes, entries }: BundleMeasure): string[] => {
  const copies = Object.entries(entries)
    .filter(([, files]) => files.length !== 1)
    .map(
      ([name, files]) => `The bundle holds ${files.length} copies of ${name}: ${files.join(", ") || "none"}.`,
    );
  return bytes <= bundleBudgetBytes
    ? copies
    : [`dist/index.js has ${bytes} bytes, ${bytes - bundleBudgetBytes} more than the budget.`, ...copies];
};
