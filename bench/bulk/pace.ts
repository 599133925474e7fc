import type { ChildProcess } from "node:child_process";
import { type CostOptions, documentedCost } from "../../emulator/cost/costModel.ts";
import { documentedLimits } from "../../emulator/protection/protectionOptions.ts";
import { createClient } from "../../src/client/client.ts";
import type { Clock } from "../../src/client/http/clock.ts";
import type { BulkAction, BulkSummary } from "../../src/client/services/bulk/bulkCall.ts";
import { requestToken } from "../../workbench/runner/requestToken.ts";
import { ask, credentialsIn, type Message, startChild } from "../processes.ts";
import type { Case } from "./cases.ts";
import type { Circumstances } from "./environment.ts";
import { fastClock } from "./fastTime.ts";
import { shortestTime } from "./optimum.ts";
import type { SentRequest } from "./sentRequests.ts";

export interface Measured {
  readonly summary: BulkSummary;
  /** In milliseconds of the service. */
  readonly took: number;
  readonly best: number;
  readonly realMs: number;
  readonly clientCpuMs: number;
  readonly emulatorCpuMs: number;
  readonly requests: readonly SentRequest[];
}

/** An emulator in another process, and a client in this one whose clocks are as fast. */
export interface Stage {
  readonly measure: (situation: Case, records: number) => Promise<Measured>;
  readonly close: () => void;
}

/** Long enough for all cases. */
const DURATION_MS = 24 * 3_600_000;

const isRequest = (value: unknown): value is SentRequest =>
  typeof value === "object" && value !== null && "records" in value;

const requestsIn = ({ requests }: Message): readonly SentRequest[] =>
  Array.isArray(requests) ? requests.filter(isRequest) : [];

/** Gives a function that writes with a client of its own, as a step has it: one client chooses the same ids again. */
const openWrite = async (facts: Message, clock: Clock) => {
  const credentials = credentialsIn(facts);
  const { access_token: accessToken } = await requestToken(credentials);
  return (action: BulkAction, records: readonly unknown[]) => {
    const { bulk } = createClient({ environmentUrl: credentials.webApiUrl, accessToken, clock });
    return bulk.run({ action, entityType: "accounts", records, options: { durationMs: DURATION_MS } });
  };
};

export const openStage = async (file: string, scale: number): Promise<Stage> => {
  const time = { speed: 1 / scale, since: Date.now() };
  const server = startChild(file, "serve");
  const clock = fastClock(time.speed, time.since);
  const write = await openWrite(await ask(server, time), clock);
  const nothingCosts = { cost: { scale: 0 }, protection: { enabled: false } };

  /** To delete records they have to be there. */
  const recordsOf = async ({ action, record }: Case, count: number): Promise<readonly unknown[]> => {
    const records = Array.from({ length: count }, (_, index) => record(index));
    if (action !== "delete") {
      return records;
    }
    await begin(server, nothingCosts);
    return (await write("create", records)).results.map(({ id }) => id);
  };

  return {
    close: () => server.disconnect(),
    measure: async (situation, count) => {
      const cost: CostOptions = { ...documentedCost, ...situation.cost, scale };
      const records = await recordsOf(situation, count);
      await begin(server, { cost, protection: documentedLimits });
      const [started, real, cpu] = [clock.now(), performance.now(), process.cpuUsage()];
      const { summary } = await write(situation.action, records);
      const [took, realMs, { user, system }] = [clock.now() - started, performance.now() - real, process.cpuUsage(cpu)];
      const told = await ask(server, {});
      return {
        summary,
        took,
        best: shortestTime(situation.work(cost, count), cost, documentedLimits),
        realMs,
        clientCpuMs: (user + system) / 1000,
        emulatorCpuMs: Number(told["cpuMs"]),
        requests: requestsIn(told),
      };
    },
  };
};

const begin = (server: ChildProcess, circumstances: Circumstances): Promise<Message> => ask(server, circumstances);
