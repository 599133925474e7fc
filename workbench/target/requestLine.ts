import type { LogLine } from "../runner/logger.ts";

/** One HTTP request that a step took. */
export interface RequestLine {
  readonly method: string;
  /** Path and query, as far as the observer knows them. */
  readonly path: string;
  /** Undefined when no answer came. */
  readonly status?: number | undefined;
  /** Why no answer came. */
  readonly reason?: string | undefined;
  readonly ms: number;
}

/** Tells which requests a step took, once it is over. */
export type ObserveRequests = (logs: readonly LogLine[]) => readonly RequestLine[];

const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
const number = (value: unknown): number | undefined => (typeof value === "number" ? value : undefined);

/** The requests that the component itself logged: lines whose fields tell method, path, milliseconds and the status or the reason for none. */
export const requestsInLogs: ObserveRequests = (logs) =>
  logs.flatMap(({ fields }) => {
    const [method, path, reason] = [text(fields["method"]), text(fields["path"]), text(fields["reason"])];
    const [status, ms] = [number(fields["status"]), number(fields["ms"])];
    const isRequest = ms !== undefined && (status !== undefined || reason !== undefined);
    return isRequest && method !== undefined && path !== undefined
      ? [{ method, path, status, reason, ms }]
      : [];
  });
