import type { ErrorReport } from "../scenario/stepReport.ts";
import type { RequestLine } from "../target/requestLine.ts";
import { errorLines } from "./errorText.ts";
import { counted, duration } from "./layout.ts";
import { requestLines } from "./requestText.ts";
import type { Style } from "./style.ts";

/** What one action call did. `error` is there when it failed; otherwise `data` is its result. */
export interface ActionReport {
  readonly action: string;
  readonly ms: number;
  readonly requests: readonly RequestLine[];
  readonly data?: unknown;
  readonly error?: ErrorReport | undefined;
}

/** The result as JSON, or the error; below it the requests it took. */
export const actionText = ({ action, ms, requests, data, error }: ActionReport, style: Style): string =>
  [
    ...(error === undefined
      ? [JSON.stringify(data, null, 2) ?? "(no result)"]
      : [style.bad(`${action} failed.`), ...errorLines(error, style, 2)]),
    "",
    `${style.bold(action)}: ${counted(requests.length, "request")}, ${duration(ms)}`,
    ...requestLines(requests, style, 2),
  ].join("\n");
