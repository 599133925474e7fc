import { type CostOptions, documentedCost } from "../../emulator/cost/costModel.ts";
import { documentedLimits } from "../../emulator/protection/protectionOptions.ts";
import { createClient } from "../../src/client/client.ts";
import type { Clock } from "../../src/client/http/clock.ts";
import type { BulkAction, BulkReport } from "../../src/client/services/bulk/bulkCall.ts";
import { requestToken } from "../../workbench/runner/requestToken.ts";
import { ask, credentialsIn, type Message, startChild } from "../processes.ts";
import type { Case } from "./cases.ts";
import { unhindered } from "./environment.ts";
import { fastClock } from "./fastTime.ts";
import { shortestTime } from "./optimum.ts";
import type { SentRequest } from "./sentRequests.ts";

export interface Measured {
  readonly report: BulkReport;
  /** In milliseconds of the service, as is `best`. */
  readonly took: number;
  readonly best: number;
  readonly realMs: number;
  readonly clientCpuMs: number;
  readonly emulatorCpuMs: number;
  readonly requests: readonly SentRequest[];
}

export interface Trial {
  readonly situation: Case;
  readonly records: number;
  /** How much of the service's time passes in real time. */
  readonly scale: number;
}

type Write = (action: BulkAction, records: readonly unknown[]) => Promise<BulkReport>;

/** Long enough for all cases. */
const DURATION_MS = 24 * 3_600_000;

/** Every call has a client of its own, as every step has: one client chooses the same ids for the same records again. */
const openWrite = async (facts: Message, clock: Clock): Promise<Write> => {
  const credentials = credentialsIn(facts);
  const { access_token: accessToken } = await requestToken(credentials);
  return (action, records) => {
    const { bulk } = createClient({ environmentUrl: credentials.webApiUrl, accessToken, clock });
    return bulk.run({ action, entityType: "accounts", records, options: { durationMs: DURATION_MS } });
  };
};

const isRequest = (value: unknown): value is SentRequest =>
  typeof value === "object" && value !== null && "records" in value;

const requestsIn = ({ requests }: Message): readonly SentRequest[] =>
  Array.isArray(requests) ? requests.filter(isRequest) : [];

/** What is deleted is created first. */
const handedOver = async (
  write: Write,
  { situation: { action, record }, records: count }: Trial,
): Promise<readonly unknown[]> => {
  const records = Array.from({ length: count }, (_, index) => record(index));
  return action === "delete" ? (await write("create", records)).results.map(({ id }) => id) : records;
};

const timed = async (clock: Clock, work: () => Promise<BulkReport>) => {
  const [started, real, cpu] = [clock.now(), performance.now(), process.cpuUsage()];
  const report = await work();
  const { user, system } = process.cpuUsage(cpu);
  return {
    report,
    took: clock.now() - started,
    realMs: performance.now() - real,
    clientCpuMs: (user + system) / 1000,
  };
};

/** Measures one case with a new emulator in another process, and the client in this one; their clocks are as fast. */
export const perform = async (bench: string, trial: Trial): Promise<Measured> => {
  const { situation, records: count, scale } = trial;
  const time = { speed: 1 / scale, since: Date.now() };
  const server = startChild(bench, "serve");
  const clock = fastClock(time.speed, time.since);
  const write = await openWrite(await ask(server, time), clock);
  await ask(server, unhindered);
  const records = await handedOver(write, trial);
  const cost: CostOptions = { ...documentedCost, ...situation.cost, scale };
  const protection = { ...documentedLimits, ...situation.limits };
  await ask(server, { cost, protection });
  const measured = await timed(clock, () => write(situation.action, records));
  const told = await ask(server, {});
  server.disconnect();
  return {
    ...measured,
    best: shortestTime(situation.work(cost, count), cost, protection),
    emulatorCpuMs: Number(told["cpuMs"]),
    requests: requestsIn(told),
  };
};
