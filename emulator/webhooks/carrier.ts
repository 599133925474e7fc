import { DataverseError } from "../errors/dataverseError.ts";
import type { Carrier, StepRun } from "../events/events.ts";
import type { Dataverse } from "../organization/dataverse.ts";
import { type Background, createBackground } from "./background.ts";
import { emptyId } from "./contract.ts";
import { webhookMessage } from "./message.ts";
import { type Postage, post } from "./post.ts";
import { addSystemJob, endSystemJob } from "./systemJobs.ts";

/** Brings events to webhooks, for as long as the emulator lives. */
export interface Webhooks {
  readonly carrierFor: (dataverse: () => Dataverse) => Carrier;
  readonly idle: Background["idle"];
  readonly close: () => void;
}

/**
 * A synchronous step that fails takes the whole operation with it; model-driven apps show "Endpoint unavailable"
 * (Microsoft, Register a webhook).
 */
const runNow = async (dataverse: Dataverse, run: StepRun, postage: Postage): Promise<void> => {
  const delivery = { operationId: emptyId, createdOn: dataverse.now() };
  const failure = await post(run.step.endpoint, webhookMessage(dataverse, run, delivery), postage);
  if (failure !== undefined) {
    throw new DataverseError(400, failure.code, failure.message);
  }
};

/** The job's end is written in turn, so that no operation that fails takes it back. */
const planned = (dataverse: Dataverse, run: StepRun, postage: Postage): (() => Promise<void>) => {
  const createdOn = dataverse.now();
  const id = addSystemJob(dataverse, run);
  const message = webhookMessage(dataverse, run, { operationId: id, createdOn });
  return async () => {
    const startedAt = dataverse.now();
    const failure = await post(run.step.endpoint, message, postage);
    await dataverse.turnstile.pass(async () => endSystemJob(dataverse, run, { id, startedAt, failure }));
  };
};

export const createWebhooks = ({ timeoutMs }: { readonly timeoutMs: number }): Webhooks => {
  const background = createBackground();
  const closing = new AbortController();
  const postage: Postage = { timeoutMs, closing: closing.signal };
  return {
    carrierFor: (dataverse) => ({
      runNow: async (runs) => {
        for (const run of runs) {
          await runNow(dataverse(), run, postage);
        }
      },
      plan: (runs) => {
        const works = runs.map((run) => ({
          lane: run.step.endpoint.id,
          work: planned(dataverse(), run, postage),
        }));
        return () => {
          for (const { lane, work } of works) {
            background.add(lane, work);
          }
        };
      },
    }),
    idle: background.idle,
    close: () => {
      background.close();
      closing.abort(new Error("The emulator was closed."));
    },
  };
};
