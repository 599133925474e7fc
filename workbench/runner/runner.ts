import type { Component } from "./component.ts";
import type { Connection } from "./connection.ts";
import { createContext, emptyState, type PersistedState } from "./context.ts";
import { findAction, findInput } from "./findAction.ts";
import { type LogLine, recordingLogger } from "./logger.ts";
import { assertSerialisable } from "./serialisable.ts";
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

export interface Success {
  readonly succeeded: true;
  /** The step's output. */
  readonly data: unknown;
  /** Everything that `perform` returned: `data`, and perhaps `contentType`, states, `branch`. */
  readonly result: Readonly<Record<string, unknown>>;
  readonly logs: readonly LogLine[];
  readonly ms: number;
}

export interface Failure {
  readonly succeeded: false;
  /** What the component threw, unchanged. */
  readonly error: unknown;
  readonly logs: readonly LogLine[];
  readonly ms: number;
}

export interface Runner {
  readonly component: Component;
  readonly state: PersistedState;
  /**
   * Runs an action with raw input values as the platform holds them (text, lists, `{ key, value }` lists, groups as
   * objects). Throws what the action throws, and UsageError for an action or input that does not exist.
   */
  readonly action: (key: string, inputs?: Inputs) => Promise<Success>;
  /** As `action`, but a failing action is a value, with the lines it logged. */
  readonly attempt: (key: string, inputs?: Inputs) => Promise<Success | Failure>;
}

/** To the microsecond, which is more than anybody reads. */
const rounded = (ms: number): number => Math.round(ms * 1000) / 1000;

const asResult = (returned: unknown): Readonly<Record<string, unknown>> => {
  if (returned === undefined) return {};
  if (typeof returned !== "object" || returned === null || !("data" in returned)) {
    throw new Error("The action returned neither nothing nor an object with data.");
  }
  assertSerialisable(returned, "result");
  return { ...returned };
};

/** Drives a built component as the platform's runner does: raw values in, wire defaults filled in, plain data out. */
export const createRunner = (options: RunnerOptions): Runner => {
  const { component, connection, globalDebug = false, now = () => performance.now() } = options;
  const state = options.state ?? emptyState();
  const configVars = { [connection.configVarKey]: connection };

  const attempt = async (key: string, inputs: Inputs = {}): Promise<Success | Failure> => {
    const action = findAction(component, key);
    for (const input of Object.keys(inputs)) findInput(key, action.inputs, input);
    const { logger, lines: logs } = recordingLogger();
    const context = createContext({ logger, state, configVars, globalDebug });
    const started = now();
    try {
      const result = asResult(await action.perform(context, wireParams(action.inputs, inputs, connection)));
      return { succeeded: true, data: result["data"], result, logs, ms: rounded(now() - started) };
    } catch (error) {
      return { succeeded: false, error, logs, ms: rounded(now() - started) };
    }
  };

  return {
    component,
    state,
    attempt,
    action: async (key, inputs) => {
      const outcome = await attempt(key, inputs);
      if (!outcome.succeeded) throw outcome.error;
      return outcome;
    },
  };
};
