import type { RequestLine } from "../target/requestLine.ts";
import type { Expectation } from "./expectation.ts";

/** What a failed call says: its message and the fields of the connector's error that a flow can branch on. */
export interface ErrorReport {
  readonly name: string;
  readonly message: string;
  readonly kind?: string;
  readonly status?: number;
  readonly code?: string;
  readonly requestId?: string;
}

export interface StepReport {
  readonly name: string;
  readonly title: string;
  /** The key of the action or trigger. */
  readonly action: string;
  /** `notRun`: an earlier step that this one needs has no result. */
  readonly outcome: "asExpected" | "failed" | "notRun";
  readonly ms: number;
  readonly requests: readonly RequestLine[];
  readonly expectations: readonly Expectation[];
  readonly data?: unknown;
  /** What the action or trigger threw, whether it was meant to or not. */
  readonly error?: ErrorReport;
  /** Why the step failed or was not run, when no expectation tells. */
  readonly because?: string;
}
