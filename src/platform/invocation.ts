import { randomUUID } from "node:crypto";
import { createRecordIds, type RecordIds } from "../client/services/records/recordIds.ts";
import { createTurns } from "./turns.ts";

/** The part of an action's context that tells one run of a step from another. Any of it may be missing. */
export interface InvocationContext {
  readonly executionId?: string;
  readonly stepId?: string;
  readonly startedAt?: string;
  readonly executionFrame?: object;
  readonly executionState?: ExecutionState;
}

/** What the platform keeps from one step of an execution to the next. */
export type ExecutionState = Record<string, unknown>;

/** One run of a step that creates records. */
export interface Invocation {
  /**
   * The same when the platform runs a step again because it failed, so that the records of the first run are found
   * instead of created twice; different in the next iteration of a loop.
   */
  readonly recordIds: RecordIds;
}

interface Completed<Result> {
  readonly result: Result;
  /** For the result of the step; the platform keeps nothing of a step that failed. */
  readonly executionState: ExecutionState;
}

/**
 * The platform keeps the count of a step's runs only when the step returns it, and a code-native flow calls actions with
 * one and the same context and keeps nothing (Spectral, `createCNIContext`). Without the count here, the second of two
 * equal records would get the id of the first and be taken for it.
 */
const turns = createTurns();

/** Runs a step that creates records, and counts it when it succeeds. */
export const inInvocation = async <Result>(
  context: InvocationContext,
  run: (invocation: Invocation) => Promise<Result>,
): Promise<Completed<Result>> => {
  const { stepId = "", executionState = {} } = context;
  const counter = `ms-dynamics: runs of step ${stepId}`;
  const completed = wholeNumber(executionState[counter]);
  const place = placeOf(context);
  const turn = turns.begin(place, completed);
  try {
    const seed = JSON.stringify([place, turn.number]);
    const recordIds = createRecordIds({ seed, startedAt: startOf(context) + turn.number });
    const result = await run({ recordIds });
    turn.end(true);
    return { result, executionState: { ...executionState, [counter]: Math.max(completed, turn.number) + 1 } };
  } catch (error) {
    turn.end(false);
    throw error;
  }
};

/** Where in which execution the step is. Without these facts no run can be known again, so each is a place of its own. */
const placeOf = ({ executionId = "", stepId = "", executionFrame }: InvocationContext): string =>
  executionId === "" || stepId === ""
    ? randomUUID()
    : JSON.stringify([executionId, stepId, loopPathIn(executionFrame)]);

/** Of the frame nothing else is used: it also holds a token. */
const loopPathIn = (frame: object | undefined): string => {
  const path: unknown = frame === undefined ? undefined : Reflect.get(frame, "loopPath");
  return typeof path === "string" ? path : "";
};

const startOf = ({ startedAt = "" }: InvocationContext): number => {
  const start = Date.parse(startedAt);
  return Number.isNaN(start) ? Date.now() : start;
};

const wholeNumber = (value: unknown): number =>
  typeof value === "number" && Number.isSafeInteger(value) && value > 0 ? value : 0;
