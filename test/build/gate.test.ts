import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { notFoundExitCode, runStep, tooLateExitCode } from "../../tools/checking/runStep.ts";
import { sum, tallyOfStep, tallyOfTests } from "../../tools/checking/tally.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "gate-test-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

const node = (program: string, limitMs = 10_000): Promise<number> =>
  runStep([process.execPath, "-e", program], { root: folder, limitMs });

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });

describe("a step of the gate", () => {
  it("runs in the project folder and ends with the exit code of its command", async () => {
    expect(await node(`require("fs").writeFileSync("here", "")`)).toBe(0);
    expect(readFileSync(join(folder, "here"), "utf8")).toBe("");
    expect(await node("process.exit(3)")).toBe(3);
  });

  it("leaves nothing running that its command started", async () => {
    const server = `require("net").createServer().listen(0, "127.0.0.1", function () {
      require("fs").writeFileSync("port", String(this.address().port));
    });`;
    const program = `const { spawn } = require("child_process");
      spawn(process.execPath, ["-e", ${JSON.stringify(server)}], { stdio: "ignore" }).unref();
      const { existsSync } = require("fs");
      const wait = setInterval(() => { if (existsSync("port")) { clearInterval(wait); process.exit(0); } }, 10);`;

    expect(await node(program)).toBe(0);
    const port = Number(readFileSync(join(folder, "port"), "utf8"));
    await expect.poll(() => answers(port)).toBe(false);
  });

  it("is ended when it takes longer than its limit", async () => {
    expect(await node("setInterval(() => undefined, 1000)", 100)).toBe(tooLateExitCode);
  });

  it("fails when its command does not exist", async () => {
    expect(await runStep(["no-such-command"], { root: folder, limitMs: 1000 })).toBe(notFoundExitCode);
  });
});

describe("the count at the end of the gate", () => {
  const report = (content: string): string => {
    const file = join(folder, "report.json");
    writeFileSync(file, content);
    return file;
  };

  it("adds the tests of vitest's report and one for every other step", () => {
    const tests = tallyOfTests(report('{"numPassedTests":40,"numFailedTests":0}'), 0);
    expect([tests, tallyOfStep(0), tallyOfStep(1)].reduce(sum)).toEqual({ passed: 41, failed: 1 });
  });

  it("counts failed tests", () => {
    expect(tallyOfTests(report('{"numPassedTests":40,"numFailedTests":2}'), 1)).toEqual({
      passed: 40,
      failed: 2,
    });
  });

  it("never calls a failed run free of failures", () => {
    expect(tallyOfTests(report('{"numPassedTests":40,"numFailedTests":0}'), 1)).toEqual({
      passed: 40,
      failed: 1,
    });
    expect(tallyOfTests(join(folder, "absent.json"), 1)).toEqual({ passed: 0, failed: 1 });
  });
});
