import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { loadComponent } from "../../workbench/runner/component.ts";
import { connect } from "../../workbench/runner/connect.ts";
import { createRunner } from "../../workbench/runner/runner.ts";
import { ask, credentialsIn, type Message, startChild } from "../processes.ts";
import { unhindered } from "./environment.ts";

/** What the connector's process used, in MB. */
export interface Footprint {
  /** Before there are any records. */
  readonly idle: number;
  readonly withRecords: number;
  /** The most from the start of the process until the result was there. */
  readonly peak: number;
  readonly succeeded: number;
  /** How many results the step returned. */
  readonly results: number;
  readonly seconds: number;
}

export interface Amount {
  readonly records: number;
  /** Results to Return. */
  readonly results: "all" | "failures";
  /** Maximum Duration, in seconds. */
  readonly maximumDuration: number;
  /** What Node may use for its heap, in MB; its own default when empty. */
  readonly heap: string;
}

const component = fileURLToPath(new URL("../../dist/index.js", import.meta.url));

const residentMb = (): number => process.memoryUsage.rss() / 2 ** 20;

const record = (index: number) => ({
  name: `Account ${index}`,
  accountnumber: `M-${index}`,
  telephone1: `+49 30 ${index}`,
});

/** The connector's process: it is told how many records, which results and the environment, and tells what it used. */
export const work = async ({
  records: count,
  results: wanted,
  maximumDuration,
  ...facts
}: Message): Promise<void> => {
  const built = loadComponent(component);
  const runner = createRunner({ component: built, connection: await connect(built, credentialsIn(facts)) });
  const idle = residentMb();
  const records = Array.from({ length: Number(count) }, (_, index) => record(index));
  const withRecords = residentMb();
  const options = { resultsToReturn: wanted, maximumDuration: String(maximumDuration) };
  const inputs = { entityType: "accounts", records, options };
  const { data, ms } = await runner.action("createEntities", inputs);
  const { summary, results }: { summary?: object; results?: unknown } = Object(data);
  const { succeeded }: { succeeded?: unknown } = Object(summary);
  process.send?.({
    idle,
    withRecords,
    peak: process.resourceUsage().maxRSS / 1024,
    seconds: ms / 1000,
    succeeded,
    results: Array.isArray(results) ? results.length : Number.NaN,
  });
  process.disconnect();
};

/** Node lets a heap grow far beyond what is in use, unless it is told how much there is. */
const startWork = (bench: string, heap: string): ChildProcess =>
  fork(bench, ["work"], {
    execArgv: [...process.execArgv, ...(heap === "" ? [] : [`--max-old-space-size=${heap}`])],
  });

/** Both processes are new for every measurement: the most that a process ever used stays its peak. */
export const measureMemory = async (bench: string, { heap, ...told }: Amount): Promise<Footprint> => {
  const server = startChild(bench, "serve");
  const facts = await ask(server, { speed: 1, since: Date.now() });
  await ask(server, unhindered);
  const connector = startWork(bench, heap);
  const exited = once(connector, "exit");
  const answer = await ask(connector, { ...told, ...facts });
  await exited;
  server.disconnect();
  const number = (name: keyof Footprint): number => Number(answer[name]);
  return {
    idle: number("idle"),
    withRecords: number("withRecords"),
    peak: number("peak"),
    succeeded: number("succeeded"),
    results: number("results"),
    seconds: number("seconds"),
  };
};
