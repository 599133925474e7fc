import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll } from "vitest";
import type { LoggedRequest } from "../../emulator/control/requestLog.ts";
import { type Emulator, type EmulatorOptions, startEmulator } from "../../emulator/emulator.ts";
import { type Component, loadComponent } from "../../workbench/runner/component.ts";
import { connect } from "../../workbench/runner/connect.ts";
import type { Connection } from "../../workbench/runner/connection.ts";
import { createRunner, type Runner } from "../../workbench/runner/runner.ts";

/** Where the build before the tests puts the component. */
export const distPath = fileURLToPath(new URL("../../dist/index.js", import.meta.url));

/** The built component as a new process has it, which remembers nothing. */
export const loadAnew = async (): Promise<Component> => {
  const folder = await mkdtemp(join(tmpdir(), "component-"));
  try {
    await copyFile(distPath, join(folder, "index.js"));
    return loadComponent(join(folder, "index.js"));
  } finally {
    await rm(folder, { recursive: true });
  }
};

/** A local Dataverse with the built component connected to it. */
export interface TestBench {
  readonly emulator: Emulator;
  readonly connection: Connection;
  readonly runner: Runner;
  /** The requests for data since the test began. */
  readonly requests: () => readonly LoggedRequest[];
}

/** Starts a bench for all tests of the file; faults and the request log are cleared after each of them. */
export const useTestBench = (options: EmulatorOptions & { readonly globalDebug?: boolean } = {}) => {
  let bench: TestBench | undefined;
  const use = (): TestBench => {
    if (bench === undefined) throw new Error("The test bench is there only while tests run.");
    return bench;
  };
  beforeAll(async () => {
    const emulator = await startEmulator(options);
    const component = loadComponent(distPath);
    const { url, tokenUrl, scope, clientId, clientSecret } = emulator;
    const connection = await connect(component, {
      webApiUrl: url,
      tokenUrl,
      scopes: scope,
      clientId,
      clientSecret,
    });
    const runner = createRunner({ component, connection, globalDebug: options.globalDebug ?? false });
    emulator.control.requests.clear();
    bench = { emulator, connection, runner, requests: emulator.control.requests.all };
  });
  afterEach(() => {
    use().emulator.control.faults.clear();
    use().emulator.control.requests.clear();
  });
  afterAll(() => bench?.emulator.close());
  return use;
};

/** A step's output as the flow sees it. */
export type Data = Readonly<Record<string, unknown>>;

/** The output of a step that is an object. */
export const dataOf = (data: unknown): Data => {
  if (typeof data !== "object" || data === null) throw new Error("The step's output is no object.");
  return { ...data };
};

/** The records of a query's output. */
export const recordsOf = (data: unknown): readonly Data[] => {
  const { value } = dataOf(data);
  if (!Array.isArray(value)) throw new Error("The step's output has no list of records.");
  return value.map(dataOf);
};

/** What the designer makes of names and values typed into a key/value list. */
export const keyValues = (values: Readonly<Record<string, unknown>>) =>
  Object.entries(values).map(([key, value]) => ({ key, value }));
