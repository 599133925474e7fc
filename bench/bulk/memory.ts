import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { buildComponent } from "../../tools/building/bundle.ts";
import { loadComponent } from "../../workbench/runner/component.ts";
import { connect } from "../../workbench/runner/connect.ts";
import { createRunner } from "../../workbench/runner/runner.ts";
import { ask, credentialsIn, type Message, startChild } from "../processes.ts";

/** Of the connector's process, in MB. */
export interface Footprint {
  /** Before there are any records. */
  readonly idle: number;
  readonly withRecords: number;
  /** At the worst moment from the start to the result. */
  readonly peak: number;
  readonly succeeded: number;
  readonly results: number;
  readonly seconds: number;
}

const file = fileURLToPath(new URL("../../dist/index.js", import.meta.url));

const rssMb = (): number => process.memoryUsage.rss() / 2 ** 20;

/** The connector's process: it is told how many records, which results, and the environment, and tells its memory. */
export const work = async ({ records: count, results: resultsToReturn, ...environment }: Message): Promise<void> => {
  const component = loadComponent(file);
  const connection = await connect(component, credentialsIn(environment));
  const runner = createRunner({ component, connection });
  const idle = rssMb();
  const records = Array.from({ length: Number(count) }, (_, index) => ({
    name: `Account ${index}`,
    accountnumber: `M-${index}`,
    telephone1: `+49 30 ${index}`,
  }));
  const withRecords = rssMb();
  const started = performance.now();
  const { data } = await runner.action("createEntities", {
    entityType: "accounts",
    records,
    options: { resultsToReturn },
  });
  const seconds = (performance.now() - started) / 1000;
  const { summary, results } = Object(data);
  const peak = process.resourceUsage().maxRSS / 1024;
  process.send?.({ idle, withRecords, peak, seconds, succeeded: summary.succeeded, results: results.length });
  process.disconnect();
};

/** Both processes are new for every measurement: the most memory a process ever had cannot be taken back. */
export const measureMemory = async (
  bench: string,
  { heapMb, ...told }: { readonly heapMb: string; readonly records: number; readonly results: string },
): Promise<Footprint> => {
  const server = startChild(bench, "serve");
  const facts = await ask(server, { speed: 1, since: Date.now() });
  await ask(server, { cost: { scale: 0 }, protection: { enabled: false } });
  const child = startWork(bench, heapMb);
  const exited = once(child, "exit");
  const answer = await ask(child, { ...told, ...facts });
  await exited;
  server.disconnect();
  const number = (name: string): number => Number(answer[name]);
  return {
    idle: number("idle"),
    withRecords: number("withRecords"),
    peak: number("peak"),
    succeeded: number("succeeded"),
    results: number("results"),
    seconds: number("seconds"),
  };
};

/** Node lets its heap grow far beyond what is in use, unless it is told how much there is. */
const startWork = (bench: string, heapMb: string): ChildProcess =>
  fork(bench, ["work"], {
    execArgv: [...process.execArgv, ...(heapMb === "" ? [] : [`--max-old-space-size=${heapMb}`])],
  });
