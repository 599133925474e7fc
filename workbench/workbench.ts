import { join } from "node:path";
import { actionHelp } from "./commandLine/actionHelp.ts";
import { type Arguments, parseArguments } from "./commandLine/arguments.ts";
import { helpText } from "./commandLine/help.ts";
import { assertComplete, inputValues } from "./commandLine/inputValues.ts";
import { type Style, styleFor } from "./report/style.ts";
import type { Setup } from "./run/bench.ts";
import type { Host } from "./run/host.ts";
import { type Call, runAction } from "./run/runAction.ts";
import { runScenario } from "./run/runScenario.ts";
import { type Component, loadComponent } from "./runner/component.ts";
import type { ClientCredentials } from "./runner/credentials.ts";
import { findAction } from "./runner/findAction.ts";
import { UsageError } from "./runner/usageError.ts";
import { orgCredentials, readEnvironment } from "./target/settings.ts";

const exitCodes = { succeeded: 0, failed: 1, misused: 2 } as const;

/** Loads the build tool only when it is needed: the emulator and a built component do without esbuild. */
const buildDist = async (): Promise<number> => {
  const started = performance.now();
  const { buildComponent } = await import("../tools/building/bundle.ts");
  await buildComponent();
  return performance.now() - started;
};

const callOf = (
  component: Component,
  { action: key, assignments }: Arguments,
  folder: string,
): Call | undefined => {
  if (key === undefined) return undefined;
  const action = findAction(component, key);
  const inputs = inputValues(action, assignments, folder);
  assertComplete(action, inputs);
  return { action, inputs };
};

const assertAllowed = (
  { webApiUrl }: ClientCredentials,
  { write, records }: Arguments,
  call: Call | undefined,
): void => {
  if (records !== undefined) {
    throw new UsageError("--records fills the emulator; it has no meaning against a real org.");
  }
  if (call !== undefined && call.action.performSafety !== "SAFE" && !write) {
    throw new UsageError(`${call.action.key} can write to ${webApiUrl}. Add --write to run it there.`);
  }
};

/** The scenario turns two full pages of accounts. */
const fewestRecords = 6;

const assertEnoughRecords = ({ records }: Arguments): void => {
  if (records !== undefined && records < fewestRecords) {
    throw new UsageError(`The scenario needs --records ${fewestRecords} or more.`);
  }
};

const help = (component: Component, { action }: Arguments, style: Style): string =>
  action === undefined ? helpText(component, style) : actionHelp(findAction(component, action), style);

const run = async (parsed: Arguments, host: Host): Promise<boolean> => {
  const started = performance.now();
  const { root, folder, environment, stdout } = host;
  const style = styleFor({ isTerminal: stdout.isTTY === true, columns: stdout.columns, environment });
  const print = (text: string): void => void stdout.write(`${text}\n`);
  const credentials =
    parsed.help || parsed.emulator
      ? undefined
      : orgCredentials(readEnvironment(environment, join(root, ".env")));
  const buildMs = parsed.build ? await buildDist() : undefined;
  const component = loadComponent(join(root, "dist", "index.js"));
  if (parsed.help) {
    print(help(component, parsed, style));
    return true;
  }
  const call = callOf(component, parsed, folder);
  if (call === undefined) assertEnoughRecords(parsed);
  if (credentials !== undefined) assertAllowed(credentials, parsed, call);
  const setup: Setup = { component, credentials, records: parsed.records, style, json: parsed.json, print };
  return call === undefined
    ? runScenario(setup, { write: parsed.write, buildMs, started })
    : runAction(setup, call);
};

const reportProblem = (error: unknown, json: boolean, { stdout, stderr }: Host): void => {
  const message = error instanceof Error ? error.message : String(error);
  if (json) stdout.write(`${JSON.stringify({ ok: false, error: { message } }, null, 2)}\n`);
  else stderr.write(`${message}\n`);
};

/**
 * Runs the workbench with the words after `npm start --`. Answers the exit code: 0 when all went well, 1 when something
 * failed, 2 for a command that cannot be run as it was given.
 */
export const runWorkbench = async (words: readonly string[], host: Host): Promise<number> => {
  try {
    return (await run(parseArguments(words), host)) ? exitCodes.succeeded : exitCodes.failed;
  } catch (error) {
    reportProblem(error, words.includes("--json"), host);
    return error instanceof UsageError ? exitCodes.misused : exitCodes.failed;
  }
};
