import type { Component, TriggerDefinition } from "./component.ts";
import type { Connection } from "./connection.ts";
import { createContext, emptyState, type PersistedState, type PlatformContext } from "./context.ts";
import { findInput, findTrigger } from "./findAction.ts";
import { type LogLine, recordingLogger } from "./logger.ts";
import { assertSerialisable } from "./serialisable.ts";
import { triggerPayload } from "./triggerPayload.ts";
import { UsageError } from "./usageError.ts";
import { type Inputs, wireParams } from "./wireParams.ts";

type Payload = Readonly<Record<string, unknown>>;
type Resolver<Result> = (context: object, result: { readonly payload: Payload }) => Result;

/** What a polling trigger has beyond others on the wire. */
interface PollingTrigger extends TriggerDefinition {
  readonly isPollingTrigger: true;
  readonly resolveTriggerItems?: Resolver<readonly unknown[]>;
  readonly getNextPaginationState?: Resolver<Payload | null>;
}

export interface PollerOptions {
  readonly component: Component;
  readonly connection: Connection;
  readonly trigger: string;
  /** Items in each execution of the flow; without it, the flow is not batched and gets the whole payload. */
  readonly batchSize?: number;
  readonly isSimulatedTest?: boolean;
  readonly state?: PersistedState;
}

/** One run of the trigger's perform function. */
export interface PolledPage {
  readonly payload: Payload;
  /** What the flow's executions get: the payload, or batches of items. */
  readonly executions: readonly unknown[];
  readonly resultType: unknown;
}

export interface Poller {
  /**
   * Runs the trigger once, and in a batched flow again while it has a next page. A page's state is kept when `use`, which
   * stands for the flow's own steps, has taken the page; when `use` throws, the state stays as it was.
   */
  readonly poll: (inputs: Inputs, use?: (page: PolledPage) => void) => Promise<readonly LogLine[]>;
  readonly state: () => PersistedState;
}

const isPollingTrigger = (trigger: TriggerDefinition): trigger is PollingTrigger =>
  "isPollingTrigger" in trigger && trigger.isPollingTrigger === true;

const findPollingTrigger = (component: Component, key: string): PollingTrigger => {
  const trigger = findTrigger(component, key);
  if (!isPollingTrigger(trigger)) {
    throw new UsageError(`The trigger "${key}" does not poll.`);
  }
  return trigger;
};

/** What the platform hands to a trigger that its schedule starts: a payload without a request. */
const scheduledPayload = (context: PlatformContext, paginationState: Payload | null): Payload => ({
  ...triggerPayload({ headers: {}, queryParameters: {}, body: "" }, context),
  ...(paginationState !== null && { paginationState }),
});

const asPayload = (returned: unknown): { readonly payload: Payload; readonly resultType: unknown } => {
  const { payload, resultType }: { readonly payload?: unknown; readonly resultType?: unknown } =
    Object(returned);
  if (typeof payload !== "object" || payload === null) {
    throw new Error("The trigger returned no object with a payload.");
  }
  assertSerialisable(payload, "payload");
  return { payload: { ...payload }, resultType };
};

const batchesOf = (items: readonly unknown[], size: number): readonly unknown[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) => {
    const batch = items.slice(index * size, (index + 1) * size);
    return size === 1 ? batch[0] : batch;
  });

interface Performed {
  readonly context: object;
  readonly result: { readonly payload: Payload; readonly resultType: unknown };
  readonly batchSize: number | undefined;
}

/** What the flow gets of a result, and where the next page begins. What the platform stores between is plain data. */
const resolve = (trigger: PollingTrigger, { context, result, batchSize }: Performed) => {
  const stored = { ...result, payload: Object(JSON.parse(JSON.stringify(result.payload))) };
  const executions =
    batchSize === undefined
      ? [stored.payload]
      : batchesOf(trigger.resolveTriggerItems?.(context, stored) ?? [], batchSize);
  const next = batchSize === undefined ? null : (trigger.getNextPaginationState?.(context, stored) ?? null);
  const isIdle = result.resultType === "polled_no_changes";
  return { page: { ...stored, executions: isIdle ? [] : executions }, next };
};

/** Drives a polling trigger of a built component as the platform's scheduler does. */
export const createPoller = (options: PollerOptions): Poller => {
  const { component, connection, batchSize, isSimulatedTest = false } = options;
  const trigger = findPollingTrigger(component, options.trigger);
  let state = options.state ?? emptyState();

  const run = async (inputs: Inputs, paginationState: Payload | null, lines: LogLine[]) => {
    const { logger, lines: logged } = recordingLogger();
    // The state is saved when an execution ends well, not while it runs.
    const held = structuredClone(state);
    const configVars = { [connection.configVarKey]: connection };
    const context = {
      ...createContext({ logger, state: held, configVars, globalDebug: false, isSimulatedTest }),
      batch: batchSize === undefined ? { enabled: false } : { enabled: true, batchSize },
    };
    try {
      const params = wireParams(trigger.inputs, inputs, connection);
      const payload = scheduledPayload(context, paginationState);
      const result = asPayload(await trigger.perform(context, payload, params));
      return { ...resolve(trigger, { context, result, batchSize }), held };
    } finally {
      lines.push(...logged);
    }
  };

  return {
    state: () => state,
    poll: async (inputs, use = () => undefined) => {
      for (const key of Object.keys(inputs)) findInput(trigger.key, trigger.inputs, key);
      const lines: LogLine[] = [];
      let paginationState: Payload | null = null;
      do {
        const { page, next, held }: Awaited<ReturnType<typeof run>> = await run(
          inputs,
          paginationState,
          lines,
        );
        use(page);
        state = structuredClone(held);
        paginationState = next;
      } while (paginationState !== null);
      return lines;
    },
  };
};
