import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { projectRoot } from "../../tools/projectRoot.ts";
import type { Environment } from "../../tools/publishing/commitFacts.ts";
import { prismIn } from "../../tools/publishing/prism.ts";
import { type PublishOptions, publishComponent } from "../../tools/publishing/publishComponent.ts";

type Story = "success" | "match" | "lostUpload" | "refused" | "badFlag";

const token = "refresh-token-that-must-stay-secret";
const signature = "0123456789abcdef0123456789abcdef01234567";
const submitted = "Successfully submitted Microsoft Dynamics 365 (v7)! The package is being processed.";
const asking = "Asking the platform for the signature of its latest package ...";

let root: string;
let notes: string;

const git = (...args: readonly string[]): string =>
  execFileSync("git", ["-c", "user.name=Ada", "-c", "user.email=ada@example.com", ...args], {
    cwd: root,
    encoding: "utf8",
    env: { PATH: process.env["PATH"], GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" },
  }).trimEnd();

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "publish-"));
  notes = mkdtempSync(join(tmpdir(), "prism-"));
  git("init", "--quiet");
  git("remote", "add", "origin", "https://robot:password@git.example.com/team/connector.git");
  writeFileSync(join(root, "package.json"), "{}");
  git("add", ".");
  git("commit", "--quiet", "--message", "Add fetchXml\n\nWith paging.");
});

afterEach(() => {
  rmSync(root, { recursive: true });
  rmSync(notes, { recursive: true });
});

const publish = async (
  story: Story,
  options: Partial<PublishOptions & { gateExitCode: number; env: Environment }> = {},
) => {
  const said: string[] = [];
  const done: string[] = [];
  let time = 0;
  const env = {
    PATH: process.env["PATH"],
    PRISM_BIN: join(projectRoot, "test/build/fakePrism.cjs"),
    PRISM_REFRESH_TOKEN: token,
    FAKE_PRISM_FOLDER: notes,
    FAKE_PRISM_STORY: story,
    ...options.env,
  };
  const exitCode = await publishComponent(
    { skipGate: options.skipGate ?? false, comment: options.comment },
    {
      root,
      env,
      git: async (...args) => git(...args),
      prism: prismIn(root, env),
      clock: {
        now: () => time,
        sleep: async (milliseconds) => {
          time += milliseconds;
        },
      },
      gate: async () => {
        done.push("gate");
        return options.gateExitCode ?? 0;
      },
      build: async () => {
        done.push("build");
      },
      say: (line) => {
        said.push(line);
      },
    },
  );
  return { exitCode, said, done, waitedMs: time };
};

const prismCalls = (): string[][] =>
  readFileSync(join(notes, "calls.jsonl"), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as string[]);

describe("publish:component", () => {
  it("checks, builds, uploads with the commit's facts and waits until the platform has the package", async () => {
    const { exitCode, said, done, waitedMs } = await publish("success");
    const commit = git("rev-parse", "HEAD");

    expect({ exitCode, done, waitedMs }).toEqual({ exitCode: 0, done: ["gate", "build"], waitedMs: 20_000 });
    expect(said).toEqual([
      submitted,
      asking,
      `The platform's latest package is ${signature}, built from commit ${commit}.`,
    ]);
    expect(prismCalls()).toEqual([
      [
        "components:publish",
        "--no-confirm",
        "--skip-on-signature-match",
        "--comment=Add fetchXml",
        `--commitHash=${commit}`,
        `--commitUrl=https://git.example.com/team/connector/commit/${commit}`,
        "--repoUrl=https://git.example.com/team/connector",
      ],
      ["components:signature"],
      ["components:signature"],
      ["components:signature"],
    ]);
  });

  it("passes on what GitHub Actions knows about the repository and the pull request", async () => {
    await publish("match", {
      skipGate: true,
      comment: "Release 1.4",
      env: {
        GITHUB_SERVER_URL: "https://github.com",
        GITHUB_REPOSITORY: "contoso/connector",
        PULL_REQUEST_URL: "https://github.com/contoso/connector/pull/12",
      },
    });
    const commit = git("rev-parse", "HEAD");

    expect(prismCalls()[0]?.slice(3)).toEqual([
      "--comment=Release 1.4",
      `--commitHash=${commit}`,
      `--commitUrl=https://github.com/contoso/connector/commit/${commit}`,
      "--repoUrl=https://github.com/contoso/connector",
      "--pullRequestUrl=https://github.com/contoso/connector/pull/12",
    ]);
  });

  it("leaves the repository out when git knows no remote", async () => {
    git("remote", "remove", "origin");
    await publish("match");

    expect(prismCalls()[0]?.slice(3)).toEqual([
      "--comment=Add fetchXml",
      `--commitHash=${git("rev-parse", "HEAD")}`,
    ]);
  });

  it("succeeds at once when the platform already has the same package", async () => {
    const { exitCode, said, waitedMs } = await publish("match");

    expect({ exitCode, waitedMs, first: said[0] }).toEqual({
      exitCode: 0,
      waitedMs: 0,
      first: "Package signatures match, skipping publish.",
    });
  });

  it("fails when the upload got lost, although prism said it was submitted", async () => {
    const { exitCode, said, waitedMs } = await publish("lostUpload");

    expect({ exitCode, waitedMs }).toEqual({ exitCode: 1, waitedMs: 300_000 });
    expect(said).toEqual([
      submitted,
      asking,
      "The platform does not have this package: five minutes after the upload its latest signature is still not the local one. The upload has probably failed; run the command again.",
    ]);
  });

  it("ends with prism's exit code when prism fails, and keeps the token out of the log", async () => {
    expect(await publish("refused")).toMatchObject({
      exitCode: 1,
      said: [
        "Error: the token [secret] was not accepted.",
        "Nothing was published: prism components:publish ended with exit code 1.",
      ],
    });
    expect(await publish("badFlag")).toMatchObject({ exitCode: 2 });
  });

  it("says which program is missing when prism cannot be run", async () => {
    expect(await publish("success", { env: { PRISM_BIN: "/nowhere/prism" } })).toMatchObject({
      exitCode: 1,
      said: [
        "/nowhere/prism could not be run: ENOENT.",
        "Nothing was published: prism components:publish ended with exit code 1.",
      ],
    });
  });

  it("refuses a work tree with uncommitted changes before anything runs", async () => {
    writeFileSync(join(root, "notes.txt"), "draft");

    expect(await publish("success")).toEqual({
      exitCode: 1,
      said: [
        "Nothing was published: the work tree has uncommitted changes, so the package would belong to no commit. Commit or stash them first:\n?? notes.txt",
      ],
      done: [],
      waitedMs: 0,
    });
  });

  it("refuses a project folder that prism would take for the component itself", async () => {
    writeFileSync(join(root, "index.js"), "");
    git("add", ".");
    git("commit", "--quiet", "--message", "Stray");

    expect(await publish("success")).toMatchObject({
      exitCode: 1,
      said: [
        "Nothing was published: there is an index.js in the project folder, which prism would take for the component. Remove it.",
      ],
      done: [],
    });
  });

  it("publishes nothing when the checks fail, and ends with their exit code", async () => {
    expect(await publish("success", { gateExitCode: 3 })).toMatchObject({
      exitCode: 3,
      said: ["Nothing was published: the checks failed."],
      done: ["gate"],
    });
  });

  it("leaves the checks out when told that they have just run", async () => {
    expect(await publish("match", { skipGate: true })).toMatchObject({ exitCode: 0, done: ["build"] });
  });
});
