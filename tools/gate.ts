import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runStep } from "./checking/runStep.ts";
import { sum, type Tally, tallyOfStep, tallyOfTests } from "./checking/tally.ts";
import { projectRoot } from "./projectRoot.ts";
import { runCommand } from "./runCommand.ts";

type Step = { command: readonly string[]; tally: (exitCode: number) => Tally };

const stepLimitMs = 8 * 60_000;
const scratch = mkdtempSync(join(tmpdir(), "gate-"));
const testReport = join(scratch, "tests.json");

const npmRun = (script: string, ...args: readonly string[]): Step => ({
  command: ["npm", "run", script, "--", ...args],
  tally: tallyOfStep,
});

/** The tests hold the build to be reproducible, the published files to be complete, and the golden files to be fresh. */
const steps: readonly Step[] = [
  {
    command: [
      "npm",
      "test",
      "--",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${testReport}`,
    ],
    tally: (exitCode) => tallyOfTests(testReport, exitCode),
  },
  npmRun("lint", "--colors=off"),
  npmRun("typecheck"),
  npmRun("docs:check"),
  npmRun("budget"),
  npmRun("start"),
];

const runSteps = async (): Promise<{ exitCode: number; tally: Tally }> => {
  let tally: Tally = { passed: 0, failed: 0 };
  for (const step of steps) {
    const exitCode = await runStep(step.command, { root: projectRoot, limitMs: stepLimitMs });
    tally = sum(tally, step.tally(exitCode));
    if (exitCode !== 0) {
      console.log(`\n${step.command.slice(0, 3).join(" ")} failed with exit code ${exitCode}.`);
      return { exitCode, tally };
    }
  }
  return { exitCode: 0, tally };
};

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.once(signal, () => process.exit(1));
}

runCommand(async () => {
  const { exitCode, tally } = await runSteps().finally(() => rmSync(scratch, { recursive: true }));
  console.log(`${tally.passed} passed, ${tally.failed} failed`);
  return exitCode;
});
