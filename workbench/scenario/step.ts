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
