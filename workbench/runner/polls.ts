import type { Component } from "./component.ts";
import type { Connection } from "./connection.ts";
import type { Failure, Success } from "./outcome.ts";
import { createPoller, type Poller } from "./pollTrigger.ts";
import type { Inputs } from "./wireParams.ts";

/** Polls a trigger once, as its schedule does. `data` is what the flow gets: the body of the payload. */
export type Poll = (trigger: string, inputs: Inputs) => Promise<Success | Failure>;

interface PollsOptions {
  readonly component: Component;
  readonly connection: Connection;
  /** Milliseconds that only grow. Default: `performance.now`. */
  readonly now?: () => number;
}

/** Each trigger keeps its state from one poll to the next. */
export const createPolls = (options: PollsOptions): Poll => {
  const { component, connection, now = () => performance.now() } = options;
  const pollers = new Map<string, Poller>();
  return async (trigger, inputs) => {
    const poller = pollers.get(trigger) ?? createPoller({ component, connection, trigger });
    pollers.set(trigger, poller);
    const started = now();
    const ms = () => Math.round((now() - started) * 1000) / 1000;
    let result: Readonly<Record<string, unknown>> = {};
    try {
      const logs = await poller.poll(inputs, (page) => {
        result = { ...page };
      });
      return { succeeded: true, data: bodyOf(result["payload"]), result, logs, ms: ms() };
    } catch (error) {
      return { succeeded: false, error, logs: [], ms: ms() };
    }
  };
};

const bodyOf = (payload: unknown): unknown => {
  const { body } = Object(payload);
  return Object(body).data;
};
