import type { Arrival } from "../receiver/arrivals.ts";
import type { Failure, Success } from "../runner/outcome.ts";
import type { Runner } from "../runner/runner.ts";
import type { Inputs } from "../runner/wireParams.ts";
import type { ObserveRequests } from "../target/requestLine.ts";
import type { Expectation } from "./expectation.ts";
import { reportError } from "./reportError.ts";
import {
  type DeploymentStep,
  type Earlier,
  type PollStep,
  type ScenarioStep,
  type Step,
  StepSkipped,
  type TriggerStep,
} from "./step.ts";
import type { StepReport } from "./stepReport.ts";

export interface Stage {
  readonly runner: Runner;
  readonly observeRequests: ObserveRequests;
  /** The next request to a trigger that no step has taken yet; only where Dataverse can reach this program. */
  readonly nextArrival?: ((trigger: string) => Promise<Arrival>) | undefined;
  /** Deploys a flow that begins with the trigger, or ends it; only there, too. */
  readonly deployment?:
    | ((trigger: string, moment: DeploymentStep["moment"]) => Promise<Success | Failure>)
    | undefined;
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

const unreachable = "Dataverse cannot reach this program";
const nothingDone = { ms: 0, requests: [], expectations: [] } as const;

/** A poll is judged like an action that must succeed. */
const playPoll = ({ poll, ...step }: PollStep, earlier: Earlier, stage: Stage): Promise<StepReport> =>
  playCall({ ...step, action: poll }, earlier, {
    ...stage,
    call: (inputs) => stage.runner.poll(poll, inputs),
  });

const playAction = (step: Step, earlier: Earlier, stage: Stage): Promise<StepReport> =>
  playCall(step, earlier, { ...stage, call: (inputs) => stage.runner.attempt(step.action, inputs) });

interface Call extends Stage {
  readonly call: (inputs: Inputs) => Promise<Success | Failure>;
}

const playCall = async (
  step: Step,
  earlier: Earlier,
  { call: start, observeRequests }: Call,
): Promise<StepReport> => {
  const { name, title, action } = step;
  const inputs = inputsOf(step, earlier);
  if (inputs instanceof StepSkipped) {
    return { name, title, action, outcome: "notRun", ...nothingDone, because: inputs.message };
  }
  const call = await start(inputs);
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

const arrivalReport = (step: TriggerStep, { run, request }: Arrival, earlier: Earlier): StepReport => {
  const about = { name: step.name, title: step.title, action: step.trigger, ms: run.ms, requests: [request] };
  if (!run.succeeded) {
    return {
      ...about,
      outcome: "failed",
      expectations: [],
      because: "the trigger failed",
      error: reportError(run.error),
    };
  }
  const data = { branch: run.result["branch"], payload: run.data, status: request.status };
  const expectations = step.expect(data, earlier);
  return { ...about, outcome: outcomeOf({ expectations }), expectations, data };
};

const playTrigger = async (
  step: TriggerStep,
  earlier: Earlier,
  { nextArrival }: Stage,
): Promise<StepReport> => {
  const { name, title, trigger: action } = step;
  if (nextArrival === undefined) {
    return { name, title, action, outcome: "notRun", ...nothingDone, because: unreachable };
  }
  try {
    return arrivalReport(step, await nextArrival(action), earlier);
  } catch (error) {
    return { name, title, action, outcome: "failed", ...nothingDone, error: reportError(error) };
  }
};

/** A deployment is judged by whether it succeeds. */
const playDeployment = (
  { name, title, trigger, moment }: DeploymentStep,
  earlier: Earlier,
  stage: Stage,
): Promise<StepReport> => {
  const { deployment } = stage;
  const step: Step = { name, title, action: trigger, inputs: () => ({}), expect: () => [] };
  return deployment === undefined
    ? Promise.resolve({
        name,
        title,
        action: trigger,
        outcome: "notRun",
        ...nothingDone,
        because: unreachable,
      })
    : playCall(step, earlier, { ...stage, call: () => deployment(trigger, moment) });
};

const playStep = (step: ScenarioStep, earlier: Earlier, stage: Stage): Promise<StepReport> => {
  if ("moment" in step) return playDeployment(step, earlier, stage);
  if ("trigger" in step) return playTrigger(step, earlier, stage);
  return "poll" in step ? playPoll(step, earlier, stage) : playAction(step, earlier, stage);
};

/**
 * Plays the steps one after the other. A failed step does not end the scenario: steps that need its result are not run,
 * the others are, so that what was created is deleted again.
 */
export const play = async (steps: readonly ScenarioStep[], stage: Stage): Promise<readonly StepReport[]> => {
  const results = new Map<string, unknown>();
  const reports: StepReport[] = [];
  for (const step of steps) {
    const earlier = earlierResults(results);
    const report = await playStep(step, earlier, stage);
    if (report.error === undefined && report.outcome !== "notRun") results.set(report.name, report.data);
    reports.push(report);
    stage.onStep(report, reports.length);
  }
  return reports;
};
