import type { Inputs } from "../runner/wireParams.ts";
import type { Expectation } from "./expectation.ts";

/** The result of an earlier step by its name. Throws StepSkipped when that step has none. */
export type Earlier = (name: string) => unknown;

/** A step whose inputs come from a step without a result cannot run. */
export class StepSkipped extends Error {
  override readonly name = "StepSkipped";
}

/** One action call of a scenario, as data. */
export interface Step {
  readonly name: string;
  /** What happens, in plain words. */
  readonly title: string;
  readonly action: string;
  readonly inputs: (earlier: Earlier) => Inputs;
  /** What the result must be. A step without it must fail, and `expectFailure` judges how. */
  readonly expect?: (data: unknown, earlier: Earlier) => readonly Expectation[];
  readonly expectFailure?: (error: Error) => readonly Expectation[];
}

/** A request that Dataverse sends to the component's trigger because of earlier steps; the step waits for it. */
export interface TriggerStep {
  readonly name: string;
  readonly title: string;
  readonly trigger: string;
  /** What came of it: `{ branch, payload, status }`, the last being the HTTP status that Dataverse got. */
  readonly expect: (data: unknown, earlier: Earlier) => readonly Expectation[];
}

/** A poll of a trigger, as its schedule starts it; the trigger's state lasts from one poll to the next. */
export interface PollStep {
  readonly name: string;
  readonly title: string;
  /** The trigger's key. */
  readonly poll: string;
  readonly inputs: (earlier: Earlier) => Inputs;
  /** `data` is what the flow gets. */
  readonly expect: (data: unknown, earlier: Earlier) => readonly Expectation[];
}

/** The deployment of a flow, or its end, at which the trigger registers its webhook or removes it. */
export interface DeploymentStep {
  readonly name: string;
  readonly title: string;
  readonly trigger: string;
  readonly moment: "create" | "delete";
}

/** What a scenario is made of. */
export type ScenarioStep = Step | TriggerStep | PollStep | DeploymentStep;
