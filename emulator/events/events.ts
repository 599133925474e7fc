import type { Store } from "../store/store.ts";
import type { RaisedEvent } from "./event.ts";
import type { Step } from "./step.ts";

/** A copy of a record as a step gets it: an alias, and the record in the form of the execution context. */
export interface TakenImage {
  readonly key: string;
  readonly value: unknown;
}

/** A step that an event runs. */
export interface StepRun {
  readonly event: RaisedEvent;
  readonly step: Step;
  readonly before: readonly TakenImage[];
  readonly after: readonly TakenImage[];
}

/** Who delivers what was raised. */
export interface Carrier {
  /** Runs the synchronous steps one after the other. @throws when one of them fails */
  readonly runNow: (runs: readonly StepRun[]) => Promise<void>;
  /** Notes the asynchronous ones as system jobs; gives what starts them once they are committed. */
  readonly plan: (runs: readonly StepRun[]) => () => void;
}

/** The events of the operation under way. A rolled back transaction takes back what was raised in it. */
export interface Events {
  readonly raise: (runs: readonly StepRun[]) => void;
  readonly beforeCommit: () => Promise<void>;
  readonly afterCommit: () => void;
}

/** Operations take turns, so what is here belongs to the one under way. */
export const createEvents = (store: Store, carrier: Carrier): Events => {
  let raised: readonly StepRun[] = [];
  let start = (): void => undefined;
  return {
    raise: (runs) => {
      const before = raised;
      raised = [...raised, ...runs];
      store.note(() => {
        raised = before;
      });
    },
    beforeCommit: async () => {
      await carrier.runNow(raised.filter(({ step }) => !step.isAsync));
      start = carrier.plan(raised.filter(({ step }) => step.isAsync));
    },
    afterCommit: () => {
      const begin = start;
      raised = [];
      start = () => undefined;
      begin();
    },
  };
};
