import type { LoggedRequest } from "../../emulator/control/requestLog.ts";
import { openReceiver, type Receiver } from "../../workbench/receiver/receiver.ts";
import type { Failure, Success } from "../../workbench/runner/outcome.ts";
import type { Runner } from "../../workbench/runner/runner.ts";
import { type Data, dataOf, recordsOf, type TestBench } from "./dataverse.ts";
import { resultOf } from "./webhooks.ts";

const key = "recordChangeWebhook";

/** An instance with a flow that begins with the trigger: its inputs can change from one deployment to the next. */
export interface Deployed {
  readonly deploy: (inputs?: Data) => Promise<Success | Failure>;
  readonly uninstall: () => Promise<Success | Failure>;
  /** What the flow got next. */
  readonly next: () => Promise<ReturnType<typeof resultOf>>;
  readonly receiver: () => Receiver;
  /** Gives the flow another webhook URL, unknown to Dataverse until the next deployment. */
  readonly move: () => Promise<void>;
  /** Forgets what the platform keeps for the flow. */
  readonly loseState: () => void;
  readonly state: () => Data;
  readonly close: () => Promise<void>;
}

/** Opens the URL of a flow, and deploys nothing yet. */
export const openFlow = async (
  bench: TestBench,
  first: Data,
  runner: Runner = bench.runner,
): Promise<Deployed> => {
  const { crossFlowState } = runner.state;
  let inputs = first;
  const open = (): Promise<Receiver> => openReceiver({ runner, trigger: key, inputs });
  let receiver = await open();
  const move = async (): Promise<void> => {
    const left = receiver;
    receiver = await open();
    await left.close();
  };
  return {
    deploy: (changed = inputs) => {
      inputs = changed;
      return runner.webhook(key, "create", { inputs, url: receiver.url });
    },
    uninstall: () => runner.webhook(key, "delete", { inputs, url: receiver.url }),
    next: async () => resultOf(await receiver.next()),
    receiver: () => receiver,
    move,
    loseState: () => {
      for (const name of Object.keys(crossFlowState)) delete crossFlowState[name];
    },
    state: () => dataOf(Object.values(crossFlowState)[0]),
    close: async () => {
      await bench.emulator.control.webhooks.idle();
      await runner.webhook(key, "delete", { inputs, url: receiver.url });
      await receiver.close();
    },
  };
};

const registrationTables = [
  "serviceendpoints",
  "sdkmessageprocessingsteps",
  "sdkmessageprocessingstepimages",
] as const;

/** The records of all registrations there are, by table. */
export const registered = async ({ runner }: TestBench) => {
  const tables = await Promise.all(
    registrationTables.map(async (entityType) => {
      const { data } = await runner.action("queryEntities", { entityType });
      return [entityType, recordsOf(data)] as const;
    }),
  );
  return Object.fromEntries(tables) as Record<(typeof registrationTables)[number], readonly Data[]>;
};

/** The requests that wrote something. */
export const writesIn = (requests: readonly LoggedRequest[]): readonly string[] =>
  requests.filter(({ method }) => method !== "GET").map(({ method, url }) => `${method} ${url}`);

export const succeeded = (outcome: Success | Failure): Success => {
  if (!outcome.succeeded) throw outcome.error;
  return outcome;
};

export const messageOf = (outcome: Success | Failure): string => {
  if (outcome.succeeded) throw new Error("It succeeded.");
  return outcome.error instanceof Error ? outcome.error.message : String(outcome.error);
};
