import { type ActionReport, actionText } from "../report/actionText.ts";
import { redactError, redactRequests } from "../report/redact.ts";
import type { ActionDefinition } from "../runner/component.ts";
import type { Inputs } from "../runner/wireParams.ts";
import { reportError } from "../scenario/reportError.ts";
import { type Setup, withBench } from "./bench.ts";

/** One action call as the command line asks for it. */
export interface Call {
  readonly action: ActionDefinition;
  readonly inputs: Inputs;
}

/** Runs one action and prints its result. Answers whether it succeeded. */
export const runAction = (setup: Setup, { action, inputs }: Call): Promise<boolean> =>
  withBench(setup, async ({ runner, target, redact }) => {
    const { style, json, print } = setup;
    const call = await runner.attempt(action.key, inputs);
    const report: ActionReport = {
      action: action.key,
      ms: call.ms,
      requests: redactRequests(target.observeRequests(call.logs), redact),
      ...(call.succeeded
        ? { data: redact.data(call.data) }
        : { error: redactError(reportError(call.error), redact) }),
    };
    const { kind, url } = target;
    const document = { ok: call.succeeded, target: { kind, url }, ...report };
    print(json ? JSON.stringify(document, null, 2) : actionText(report, style));
    return call.succeeded;
  });
