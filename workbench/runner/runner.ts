import type { ActionDefinition, Component } from "./component.ts";
import type { Connection } from "./connection.ts";
import {
  type ContextOptions,
  createContext,
  emptyState,
  keepReturned,
  type PersistedState,
  type PlatformContext,
  type StepPlace,
} from "./context.ts";
import { findAction, findDataSource, findInput, findTrigger } from "./findAction.ts";
import { keepState, lifecycleHandler } from "./lifecycle.ts";
import { recordingLogger } from "./logger.ts";
import type { Failure, Success } from "./outcome.ts";
import { createPolls, type Poll } from "./polls.ts";
import { assertSerialisable } from "./serialisable.ts";
import { type TriggerRequest, triggerPayload } from "./triggerPayload.ts";
import { triggerResult } from "./triggerResult.ts";
import { type Inputs, wireParams } from "./wireParams.ts";

export interface RunnerOptions {
  readonly component: Component;
  readonly connection: Connection;
  /** Kept between calls, as the platform keeps it between executions. Default: empty. */
  readonly state?: PersistedState;
  readonly globalDebug?: boolean;
  /** Milliseconds that only grow. Default: `performance.now`. */
  readonly now?: () => number;
}

export interface Runner {
  readonly component: Component;
  readonly state: PersistedState;
  /**
   * Runs an action with raw input values as the platform holds them (text, lists, `{ key, value }` lists, groups as
   * objects), and keeps the states that it returns. Throws what the action throws, and UsageError for an action or input
   * that does not exist.
   */
  readonly action: (key: string, inputs?: Inputs, place?: StepPlace) => Promise<Success>;
  /** As `action`, but a failing action is a value, with the lines it logged. */
  readonly attempt: (key: string, inputs?: Inputs, place?: StepPlace) => Promise<Success | Failure>;
  readonly poll: Poll;
  /** Fills a dropdown, as the designer and the config wizard do; the list is the result's `data`. */
  readonly dataSource: (key: string, inputs?: Inputs) => Promise<Success | Failure>;
  /** Hands an HTTP request to a trigger, as the platform does before a flow's other steps run. */
  readonly trigger: (
    key: string,
    request: TriggerRequest,
    options?: TriggerOptions,
  ) => Promise<Success | Failure>;
  /** Has a trigger register its webhook as a deployment does, or remove it, and keeps the state it gives back. */
  readonly webhook: (
    key: string,
    moment: "create" | "delete",
    options?: WebhookOptions,
  ) => Promise<Success | Failure>;
}

export interface WebhookOptions {
  readonly inputs?: Inputs;
  /** The flow's webhook URL. Default: one that nobody listens at. */
  readonly url?: string;
}

export interface TriggerOptions {
  readonly inputs?: Inputs;
  /** As in the designer, when a builder tests the flow with a payload. Default: false. */
  readonly isSimulatedTest?: boolean;
}

/** To the microsecond, which is more than anybody reads. */
const rounded = (ms: number): number => Math.round(ms * 1000) / 1000;

const asResult = (returned: unknown): Pick<Success, "data" | "result"> => {
  if (returned === undefined) return { data: undefined, result: {} };
  if (typeof returned !== "object" || returned === null || !("data" in returned)) {
    throw new Error("The action returned neither nothing nor an object with data.");
  }
  assertSerialisable(returned, "result");
  return { data: returned.data, result: { ...returned } };
};

const asList = (returned: unknown): Pick<Success, "data" | "result"> => {
  if (typeof returned !== "object" || returned === null || !("result" in returned)) {
    throw new Error("The data source returned no object with a result.");
  }
  assertSerialisable(returned, "result");
  return { data: returned.result, result: { ...returned } };
};

type Read = (returned: unknown) => Pick<Success, "data" | "result">;

/** What every call of the component has in common: its circumstances, the clock and the values that reach it. */
const createCalls = ({ component: _, ...options }: RunnerOptions) => {
  const { connection, globalDebug = false, now = () => performance.now() } = options;
  const state = options.state ?? emptyState();
  const configVars = { [connection.configVarKey]: connection };
  return {
    state,
    run: async (
      perform: (context: PlatformContext) => Promise<unknown>,
      read: Read,
      circumstances: Pick<ContextOptions, "isSimulatedTest" | "webhookUrl" | "place"> = {},
    ): Promise<Success | Failure> => {
      const { logger, lines: logs } = recordingLogger();
      const context = createContext({ logger, state, configVars, globalDebug, ...circumstances });
      const started = now();
      try {
        const outcome = read(await perform(context));
        return { succeeded: true, ...outcome, logs, ms: rounded(now() - started) };
      } catch (error) {
        return { succeeded: false, error, logs, ms: rounded(now() - started) };
      }
    },
    params: ({ key, inputs: known }: Pick<ActionDefinition, "key" | "inputs">, inputs: Inputs): Inputs => {
      for (const input of Object.keys(inputs)) findInput(key, known, input);
      return wireParams(known, inputs, connection);
    },
  };
};

/** A data source has no debug mode, no state and no execution (Prismatic, "Data sources"). */
const dataSourceContext = ({ logger, configVars, customer, instance, user }: PlatformContext) => ({
  logger,
  configVars,
  customer,
  instance,
  user,
});

/** Drives a built component as the platform's runner does: raw values in, wire defaults filled in, plain data out. */
export const createRunner = (options: RunnerOptions): Runner => {
  const { component } = options;
  const { state, run, params } = createCalls(options);

  const keeping: Read = (returned) => {
    const outcome = asResult(returned);
    keepReturned(state, outcome.result);
    return outcome;
  };
  const attempt: Runner["attempt"] = async (key, inputs = {}, place = {}) => {
    const action = findAction(component, key);
    const values = params(action, inputs);
    return run((context) => action.perform(context, values), keeping, { place });
  };

  return {
    component,
    state,
    attempt,
    poll: createPolls(options),
    action: async (...call) => {
      const outcome = await attempt(...call);
      if (!outcome.succeeded) throw outcome.error;
      return outcome;
    },
    dataSource: async (key, inputs = {}) => {
      const source = findDataSource(component, key);
      const values = params(source, inputs);
      return run((context) => source.perform(dataSourceContext(context), values), asList);
    },
    trigger: async (key, request, { inputs = {}, isSimulatedTest = false } = {}) => {
      const trigger = findTrigger(component, key);
      const values = params(trigger, inputs);
      return run(
        (context) => trigger.perform(context, triggerPayload(request, context), values),
        (returned) => triggerResult(trigger, returned),
        { isSimulatedTest },
      );
    },
    webhook: async (key, moment, { inputs = {}, url: webhookUrl } = {}) => {
      const trigger = findTrigger(component, key);
      const values = params(trigger, inputs);
      const handle = lifecycleHandler(trigger, moment);
      return run((context) => handle(context, values), keepState(state), { webhookUrl });
    },
  };
};
