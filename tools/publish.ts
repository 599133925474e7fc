import { execFile, spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs, promisify } from "node:util";
import { buildComponent } from "./building/bundle.ts";
import { projectRoot } from "./projectRoot.ts";
import type { Git } from "./publishing/commitFacts.ts";
import { prismIn } from "./publishing/prism.ts";
import { publishComponent } from "./publishing/publishComponent.ts";
import { runCommand } from "./runCommand.ts";

const usage = `npm run publish:component -- [--comment TEXT] [--skip-gate]

Runs the checks, builds dist, uploads it to the Prismatic organization that PRISMATIC_URL and
PRISM_REFRESH_TOKEN (or "prism login") stand for, and waits until the platform has the new package.

  --comment TEXT  What to show beside the version; the commit's subject unless given.
  --skip-gate     Do not run .ci/run first, because it has just run.
`;

const git: Git = async (...args) => {
  const { stdout } = await promisify(execFile)("git", args, { cwd: projectRoot });
  return stdout.trimEnd();
};

const gate = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const child = spawn("bash", [".ci/run"], { cwd: projectRoot, stdio: ["ignore", "inherit", "inherit"] });
    child.on("error", reject);
    child.on("exit", (exitCode) => resolve(exitCode ?? 1));
  });

const options = {
  comment: { type: "string" },
  "skip-gate": { type: "boolean" },
  help: { type: "boolean" },
} as const;

runCommand(async () => {
  const { values } = parseArgs({ options });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  return publishComponent(
    { skipGate: values["skip-gate"] ?? false, comment: values.comment },
    {
      root: projectRoot,
      env: process.env,
      git,
      prism: prismIn(projectRoot, process.env),
      clock: { now: Date.now, sleep },
      gate,
      build: () => buildComponent(),
      say: (line) => console.log(line),
    },
  );
});
