import { type ChildProcess, spawn } from "node:child_process";

export type StepLimits = {
  /** The folder the command runs in. */
  root: string;
  limitMs: number;
};

/** What `timeout` of GNU coreutils ends with, too. */
export const tooLateExitCode = 124;
/** What a shell ends with, too, when it does not find the program. */
export const notFoundExitCode = 127;

/** The child leads a process group of its own, so nothing it started outlives it. */
const endGroup = ({ pid }: ChildProcess): void => {
  try {
    process.kill(-(pid ?? Number.NaN), "SIGKILL");
  } catch {
    // The group has ended by itself, as it should.
  }
};

/** Runs a command with its output passed through and no input, and resolves to its exit code. */
export const runStep = (command: readonly string[], { root, limitMs }: StepLimits): Promise<number> =>
  new Promise((resolve) => {
    const [file = "", ...args] = command;
    const child = spawn(file, args, { cwd: root, detached: true, stdio: ["ignore", "inherit", "inherit"] });
    const end = () => endGroup(child);
    let late = false;
    const limit = setTimeout(() => {
      late = true;
      end();
    }, limitMs);
    const finish = (exitCode: number) => {
      clearTimeout(limit);
      process.removeListener("exit", end);
      end();
      resolve(late ? tooLateExitCode : exitCode);
    };
    process.once("exit", end);
    child.once("error", () => finish(notFoundExitCode));
    child.once("exit", (exitCode) => finish(exitCode ?? 1));
  });
