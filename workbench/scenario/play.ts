import type { Failure, Runner, Success } from "../runner/runner.ts";
import type { Inputs } from "../runner/wireParams.ts";
import type { ObserveRequests } from "../target/requestLine.ts";
import type { Expectation } from "./expectation.ts";
import { reportError } from "./reportError.ts";
import { type Earlier, type Step, StepSkipped } from "./step.ts";
import type { StepReport } from "./stepReport.ts";

export interface Stage {
  readonly runner: Runner;
  readonly observeRequests: ObserveRequests;
  /** Called as soon as a step is over; the first has number 1. */
  readonly onStep: (report: StepReport, number: number) => void;
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

const earlierResults =
  (results: ReadonlyMap<string, unknown>): Earlier =>
  (name) => {
    if (!results.has(name)) throw new StepSkipped(`it needs the result of "${name}", and there is none`);
    return results.get(name);
  };

type Verdict = Pick<StepReport, "expectations" | "because">;

const judgeSuccess = (step: Step, { data }: Success, earlier: Earlier): Verdict =>
  step.expect === undefined
    ? { expectations: [], because: "the action succeeded, but this step must fail" }
    : { expectations: step.expect(data, earlier) };

const judgeFailure = (step: Step, { error }: Failure): Verdict =>
  step.expectFailure === undefined
    ? { expectations: [], because: "the action failed" }
    : { expectations: step.expectFailure(asError(error)) };

const outcomeOf = ({ because, expectations }: Verdict): StepReport["outcome"] =>
  because === undefined && expectations.every(({ met }: Expectation) => met) ? "asExpected" : "failed";

const inputsOf = (step: Step, earlier: Earlier): Inputs | StepSkipped => {
  try {
    return step.inputs(earlier);
  } catch (error) {
    if (error instanceof StepSkipped) return error;
    throw error;
  }
};

const playStep = async (
  step: Step,
  earlier: Earlier,
  { runner, observeRequests }: Stage,
): Promise<StepReport> => {
  const { name, title, action } = step;
  const inputs = inputsOf(step, earlier);
  if (inputs instanceof StepSkipped) {
    return {
      name,
      title,
      action,
      outcome: "notRun",
      ms: 0,
      requests: [],
      expectations: [],
      because: inputs.message,
    };
  }
  const call = await runner.attempt(action, inputs);
  const verdict = call.succeeded ? judgeSuccess(step, call, earlier) : judgeFailure(step, call);
  return {
    name,
    title,
    action,
    outcome: outcomeOf(verdict),
    ms: call.ms,
    requests: observeRequests(call.logs),
    ...verdict,
    ...(call.succeeded ? { data: call.data } : { error: reportError(call.error) }),
  };
};

/**
 * Plays the steps one after the other. A failed step does not end the scenario: steps that need its result are not run,
 * the others are, so that what was created is deleted again.
 */
export const play = async (steps: readonly Step[], stage: Stage): Promise<readonly StepReport[]> => {
  const results = new Map<string, unknown>();
  const reports: StepReport[] = [];
  for (const step of steps) {
    const report = await playStep(step, earlierResults(results), stage);
    if (report.error === undefined && report.outcome !== "notRun") results.set(report.name, report.data);
    reports.push(report);
    stage.onStep(report, reports.length);
  }
  return reports;
};
