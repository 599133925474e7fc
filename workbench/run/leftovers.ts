import { setTimeout as sleep } from "node:timers/promises";

/** The program's own input and output, which do not keep it from ending. */
const own: readonly string[] = ["TTYWrap", "PipeWrap"];

const open = (): readonly string[] => process.getActiveResourcesInfo().filter((name) => !own.includes(name));

const graceMs = 1000;
const pollMs = 10;

/** What keeps the program alive although everything was closed; sockets get a moment to finish closing. */
export const leftovers = async (): Promise<readonly string[]> => {
  const deadline = performance.now() + graceMs;
  while (open().length > 0 && performance.now() < deadline) await sleep(pollMs);
  return open();
};
