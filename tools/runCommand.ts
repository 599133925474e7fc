/** Runs a command to its exit code; what it throws is told in one line on stderr and ends with exit code 1. */
export const runCommand = (command: () => Promise<number>): void => {
  command().then(
    (exitCode) => {
      process.exitCode = exitCode;
    },
    (error: unknown) => {
      console.error(error instanceof Error ? error.message : String(error));
      process.exitCode = 1;
    },
  );
};
