import { existsSync } from "node:fs";
import { join } from "node:path";
import {
  type CommitFacts,
  type Environment,
  type Git,
  readCommitFacts,
  uncommittedChanges,
} from "./commitFacts.ts";
import type { Prism } from "./prism.ts";

export type Clock = { now: () => number; sleep: (milliseconds: number) => Promise<void> };

export type Surroundings = {
  /** The project folder; prism reads its dist. */
  root: string;
  env: Environment;
  git: Git;
  prism: Prism;
  clock: Clock;
  /** Resolves to the exit code of the project's checks. */
  gate: () => Promise<number>;
  build: () => Promise<unknown>;
  say: (line: string) => void;
};

export type PublishOptions = {
  skipGate: boolean;
  /** Shown beside the version on the platform; the commit's subject unless given. */
  comment?: string | undefined;
};

const signatureWaitMs = 5 * 60_000;
const signatureIntervalMs = 10_000;

const publishArguments = (facts: CommitFacts, comment: string): string[] => [
  "components:publish",
  "--no-confirm",
  "--skip-on-signature-match",
  `--comment=${comment}`,
  `--commitHash=${facts.commitHash}`,
  ...(facts.commitUrl ? [`--commitUrl=${facts.commitUrl}`] : []),
  ...(facts.repoUrl ? [`--repoUrl=${facts.repoUrl}`] : []),
  ...(facts.pullRequestUrl ? [`--pullRequestUrl=${facts.pullRequestUrl}`] : []),
];

/** Why nothing must be published from this folder, in a sentence, or undefined. */
const refusal = async ({ root, git }: Surroundings): Promise<string | undefined> => {
  const changes = await uncommittedChanges(git);
  if (changes.length > 0) {
    return `Nothing was published: the work tree has uncommitted changes, so the package would belong to no commit. Commit or stash them first:\n${changes.join("\n")}`;
  }
  // prism takes a folder with an index.js for the package itself and would upload the whole project.
  return existsSync(join(root, "index.js"))
    ? "Nothing was published: there is an index.js in the project folder, which prism would take for the component. Remove it."
    : undefined;
};

/**
 * The signature of the platform's latest package once it equals the local one; undefined when that does not happen in time.
 * `prism components:signature` prints an empty line until then, and a failed call may be a broken connection: both are asked again.
 */
const awaitSignature = async ({ prism, clock }: Surroundings): Promise<string | undefined> => {
  const deadline = clock.now() + signatureWaitMs;
  for (;;) {
    const { exitCode, stdout } = await prism(["components:signature"]);
    const [signature] = /\b[0-9a-f]{40}\b/.exec(stdout) ?? [];
    if (exitCode === 0 && signature !== undefined) {
      return signature;
    }
    if (clock.now() + signatureIntervalMs > deadline) {
      return undefined;
    }
    await clock.sleep(signatureIntervalMs);
  }
};

/** Uploads what lies in dist; resolves to prism's exit code, which is 0 even when the upload itself failed. */
const upload = async ({ prism, say }: Surroundings, args: readonly string[]): Promise<number> => {
  const { exitCode, stdout, stderr } = await prism(args);
  for (const output of [stdout, stderr].map((text) => text.trim()).filter((text) => text !== "")) {
    say(output);
  }
  if (exitCode !== 0) {
    say(`Nothing was published: prism components:publish ended with exit code ${exitCode}.`);
  }
  return exitCode;
};

const confirm = async (surroundings: Surroundings, { commitHash }: CommitFacts): Promise<number> => {
  surroundings.say("Asking the platform for the signature of its latest package ...");
  const signature = await awaitSignature(surroundings);
  surroundings.say(
    signature === undefined
      ? "The platform does not have this package: five minutes after the upload its latest signature is still not the local one. The upload has probably failed; run the command again."
      : `The platform's latest package is ${signature}, built from commit ${commitHash}.`,
  );
  return signature === undefined ? 1 : 0;
};

/** Checks, builds, uploads, and then makes sure that the platform really has the package. Resolves to the exit code. */
export const publishComponent = async (
  { skipGate, comment }: PublishOptions,
  surroundings: Surroundings,
): Promise<number> => {
  const { say, gate, build, git, env } = surroundings;
  const reason = await refusal(surroundings);
  if (reason !== undefined) {
    say(reason);
    return 1;
  }
  const gateExitCode = skipGate ? 0 : await gate();
  if (gateExitCode !== 0) {
    say("Nothing was published: the checks failed.");
    return gateExitCode;
  }
  await build();
  const facts = await readCommitFacts(git, env);
  const exitCode = await upload(surroundings, publishArguments(facts, comment ?? facts.subject));
  return exitCode === 0 ? confirm(surroundings, facts) : exitCode;
};
