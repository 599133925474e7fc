import { execFile } from "node:child_process";
import type { Environment } from "./commitFacts.ts";

/** Fetched on demand by npx: the publishing tool is several times as big as this project. */
const prismPackage = "@prismatic-io/prism@10.4.0";

export type PrismResult = { exitCode: number; stdout: string; stderr: string };

/** Runs prism with these arguments in the project folder and never rejects. */
export type Prism = (args: readonly string[]) => Promise<PrismResult>;

const secretNames = ["PRISM_REFRESH_TOKEN", "PRISM_ACCESS_TOKEN"] as const;

/** What prism prints ends up in build logs, so the credentials it was given are taken out of it. */
export const withoutSecrets = (text: string, env: Environment): string =>
  secretNames
    .map((name) => env[name] ?? "")
    .filter((secret) => secret !== "")
    .reduce((rest, secret) => rest.replaceAll(secret, "[secret]"), text);

/** PRISM_BIN names another prism to run, for a machine that has one installed. */
const commandLine = (args: readonly string[], env: Environment): [file: string, args: string[]] =>
  env["PRISM_BIN"] ? [env["PRISM_BIN"], [...args]] : ["npx", ["--yes", prismPackage, ...args]];

export const prismIn = (root: string, env: Environment): Prism => {
  return (args) =>
    new Promise((resolve) => {
      const [file, fileArgs] = commandLine(args, env);
      const child = execFile(file, fileArgs, { cwd: root, env }, (error, stdout, stderr) => {
        const failure = typeof error?.code === "number" ? error.code : 1;
        const reason = typeof error?.code === "string" ? `${file} could not be run: ${error.code}.` : "";
        resolve({
          exitCode: error === null ? 0 : failure,
          stdout: withoutSecrets(stdout, env),
          stderr: withoutSecrets(stderr, env) + reason,
        });
      });
      child.stdin?.end();
    });
};
