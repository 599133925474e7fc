import type { LogLine } from "./logger.ts";

export interface Success {
  readonly succeeded: true;
  /** The step's output; of a trigger its payload. */
  readonly data: unknown;
  /** Everything that `perform` returned: `data` or `payload`, and perhaps `contentType`, states, `branch`, `response`. */
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
