import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startEmulator } from "../../emulator/emulator.ts";
import { loadComponent } from "../../tools/describing/loadComponent.ts";
import { projectRoot } from "../../tools/projectRoot.ts";

const tsx = createRequire(import.meta.url).resolve("tsx/cli");

interface Run {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

interface ScenarioDocument {
  readonly ok: boolean;
  readonly steps: readonly {
    readonly name: string;
    readonly action: string;
    readonly outcome: string;
    readonly error?: unknown;
    readonly requests: readonly { readonly method: string }[];
  }[];
}

/** `npm start -- …words` without the build, as a program of its own. */
const workbench = (words: readonly string[], settings: Readonly<Record<string, string>> = {}): Promise<Run> =>
  new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [tsx, "workbench/main.ts", "--no-build", ...words],
      { cwd: projectRoot, env: { ...process.env, NO_COLOR: "", ...settings } },
      (_error, stdout, stderr) => {
        resolve({ exitCode: child.exitCode ?? -1, stdout, stderr });
      },
    );
  });

/**
 * The first creation in a table reads the name of its key before. Definitions are listed before their columns, read before
 * a cast or a change, and read back after a change. A trigger that registers itself compares what there is with what it
 * needs. A change feed finds out how to follow a table, and reads what is new about the records that changed. A dry run
 * reads the table, and then what else there is to know of it.
 */
const severalRequests: ReadonlyMap<string, number> = new Map([
  ["createAccount", 2],
  ["createContact", 2],
  ["registerWebhook", 2],
  ["registerStep", 2],
  ["registerImage", 2],
  ["selection", 2],
  ["choices", 2],
  ["columnCreated", 2],
  ["columnUpdated", 5],
  ["flowDeployed", 8],
  ["flowRemoved", 4],
  ["feedBegun", 5],
  ["feedRead", 2],
  ["checkMany", 2],
]);

/** How many requests sixty records take depends on how fast they go, but it is far fewer than one for each. */
const MOST_FOR_MANY = 15;
const manyRecords: ReadonlySet<string> = new Set(["createMany", "updateMany", "upsertMany", "deleteMany"]);

const onEmulator = (...words: readonly string[]) => workbench(["--emulator", ...words]);

describe("npm start", () => {
  it("plays the scenario on the emulator: all as expected, one request per action, nothing left running", async () => {
    const { exitCode, stdout, stderr } = await onEmulator("--json");
    const report: ScenarioDocument = JSON.parse(stdout);
    expect(stderr).toBe("");
    expect(report).toMatchObject({
      ok: true,
      target: { kind: "emulator" },
      leftovers: [],
      summary: { failed: 0, notRun: 0 },
    });
    const done = report.steps.filter(({ error }) => error === undefined);
    const ofMany = done.filter(({ name }) => manyRecords.has(name));
    expect(ofMany.map(({ requests }) => requests.length <= MOST_FOR_MANY)).toEqual([true, true, true, true]);
    const succeeded = done.filter(({ name }) => !manyRecords.has(name));
    expect(succeeded.map(({ name, requests }) => [name, requests.length])).toEqual(
      succeeded.map(({ name }) => [name, severalRequests.get(name) ?? 1]),
    );
    expect(exitCode).toBe(0);
  });

  it("tours every action and trigger of the component", async () => {
    const { stdout } = await onEmulator("--json");
    const report: ScenarioDocument = JSON.parse(stdout);
    const { actions, triggers } = loadComponent(join(projectRoot, "dist"));
    const shown = new Set(report.steps.map(({ action }) => action));
    expect([...Object.keys(actions), ...Object.keys(triggers)].filter((key) => !shown.has(key))).toEqual([]);
  });

  it("tells the same as text", async () => {
    const { exitCode, stdout } = await onEmulator();
    const lines = stdout.trimEnd().split("\n");
    expect(lines[0]).toMatch(/^Component {3}ms-dynamics, dist\/index\.js, \d+ actions, as built before$/);
    expect(lines).toContainEqual(
      expect.stringMatching(/^ 1 {2}Ask who the connection signs in as +getCurrentUser +[\d.]+ m?s$/),
    );
    expect(lines).toContainEqual(expect.stringMatching(/^ {4}GET {4}WhoAmI +200 +[\d.]+ m?s$/));
    expect(lines.filter((line) => line.includes("✗"))).toEqual([]);
    expect(lines.at(-1)).toBe("Nothing is left running.");
    expect(exitCode).toBe(0);
  });
});

describe("npm start -- <action>", () => {
  it("prints the result of the action and the requests it took", async () => {
    const words = [
      "queryEntities",
      "entityType=accounts",
      "fieldNames=name",
      "recordsPerPage=3",
      "--records",
      "50",
    ];
    const { exitCode, stdout } = await onEmulator(...words, "--json");
    const { ok, data, requests } = JSON.parse(stdout);
    expect({ exitCode, ok, records: data.value.length, requests: requests.length }).toEqual({
      exitCode: 0,
      ok: true,
      records: 3,
      requests: 1,
    });
  });

  it("prints the error of a failing action and exits with 1", async () => {
    const { exitCode, stdout, stderr } = await onEmulator("queryEntities", "entityType=acounts");
    expect(exitCode).toBe(1);
    expect(stderr).toBe("");
    expect(stdout).toMatch(/^queryEntities failed\.\n {2}Could not query the records of acounts: /);
  });

  it("answers a wrong command with a sentence and exits with 2", async () => {
    const { exitCode, stdout, stderr } = await onEmulator("queryEntites");
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toMatch(
      /^There is no action "queryEntites"\. Did you mean queryEntities\? The actions are: /,
    );
  });

  it("answers a wrong command as JSON too", async () => {
    const { exitCode, stdout, stderr } = await onEmulator("deleteEntity", "entityType=accounts", "--json");
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: "" });
    expect(JSON.parse(stdout)).toEqual({
      ok: false,
      error: { message: "deleteEntity needs entityId (Entity ID). Add entityId=…" },
    });
  });
});

describe("npm start against a real org", () => {
  const secret = "the-secret-of-this-org";
  let org: Awaited<ReturnType<typeof startEmulator>>;
  let settings: Readonly<Record<string, string>> = {};

  beforeAll(async () => {
    org = await startEmulator();
    settings = {
      DYNAMICS_URL: org.url,
      TOKEN_URL: org.tokenUrl,
      CLIENT_ID: org.clientId,
      CLIENT_SECRET: org.clientSecret,
      SCOPES: org.scope,
    };
  });

  afterAll(() => org.close());

  it("only reads, and counts the requests that the component logs", async () => {
    const { exitCode, stdout } = await workbench(["--json"], settings);
    const report: ScenarioDocument = JSON.parse(stdout);
    expect(report).toMatchObject({ ok: true, readOnly: true, target: { kind: "org", url: org.url } });
    const methods = report.steps.flatMap(({ requests }) => requests.map(({ method }) => method));
    expect(new Set(methods)).toEqual(new Set(["GET"]));
    expect(stdout).not.toContain(org.clientSecret);
    expect(exitCode).toBe(0);
  });

  it("fails when a step fails, does not run what depends on it, and goes on with the rest", async () => {
    org.control.faults.add({
      match: { pathContains: "WhoAmI" },
      fault: {
        kind: "status",
        status: 403,
        body: { error: { code: "0x80040220", message: "No privilege." } },
      },
    });
    const { exitCode, stdout } = await workbench(["--json"], settings);
    const { ok, steps }: ScenarioDocument = JSON.parse(stdout);
    expect({ exitCode, ok, outcomes: steps.map(({ name, outcome }) => `${name} ${outcome}`) }).toEqual({
      exitCode: 1,
      ok: false,
      outcomes: [
        "whoAmI failed",
        "ownUser notRun",
        "firstPage asExpected",
        "secondPage asExpected",
        "everyPage asExpected",
        "fetchFirstPage asExpected",
        "fetchSecondPage asExpected",
        "fetchEveryPage asExpected",
        "entityTypes asExpected",
        "nextEntityTypes asExpected",
        "tables asExpected",
        "accountDefinition asExpected",
        "selection asExpected",
        "columns asExpected",
        "moneyColumns asExpected",
        "choices asExpected",
        "rawFunction asExpected",
        "rawText asExpected",
        "rawElsewhere asExpected",
        "mistake asExpected",
      ],
    });
  });

  it("refuses a writing action without --write and runs it with", async () => {
    const words = ["createEntity", "entityType=accounts", "fieldValues.name=Contoso"];
    const refused = await workbench(words, settings);
    expect(refused).toEqual({
      exitCode: 2,
      stdout: "",
      stderr: `createEntity can write to ${org.url}. Add --write to run it there.\n`,
    });
    const { stdout } = await workbench([...words, "--write", "--json"], settings);
    expect(JSON.parse(stdout)).toMatchObject({ ok: true, data: { name: "Contoso" } });
  });

  it("says what is missing when the settings are not complete", async () => {
    const { exitCode, stderr } = await workbench([], { ...settings, SCOPES: "" });
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr:
        "DYNAMICS_URL, TOKEN_URL, CLIENT_ID, CLIENT_SECRET are set, but SCOPES is missing. " +
        "Set all five to run against a real org, or add --emulator to leave them aside.\n",
    });
  });

  it("never shows a wrong secret either", async () => {
    const { exitCode, stdout, stderr } = await workbench([], { ...settings, CLIENT_SECRET: secret });
    expect(exitCode).toBe(1);
    expect(stderr).toContain("gave no token: HTTP 401");
    expect(stdout + stderr).not.toContain(secret);
  });
});
