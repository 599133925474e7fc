import type { CallSettings } from "../../http/callSettings.ts";
import type { Send } from "../../http/message.ts";
import { configuredRetry } from "../../http/policies/configuredRetry.ts";
import { type RawAnswer, rawAnswer } from "./rawAnswer.ts";
import type { RawCall, RawSettings } from "./rawCall.ts";
import { rawRequest } from "./rawRequest.ts";

export interface Raw {
  /** Sends one request of the flow builder's own making, repeated only as the settings say. */
  readonly send: (call: RawCall, settings: RawSettings) => Promise<RawAnswer>;
}

export interface RawContext {
  readonly serviceRoot: string;
  readonly newId: () => string;
  /** Opens a way to Dataverse with settings of its own, in the client's lane. */
  readonly openSend: (settings: CallSettings) => Send;
}

/** The platform ends a run after 15 minutes without telling why, so waiting ends before (Prismatic, "Integration runner limits"). */
const WAIT_BUDGET_MS = 600_000;

const NOT_MODIFIED = 304;

export const createRaw = ({ serviceRoot, newId, openSend }: RawContext): Raw => ({
  send: async (call, settings) => {
    const request = rawRequest(call, serviceRoot, `form-${newId()}`);
    const send = openSend({
      strategies: [configuredRetry(settings)],
      mostAttempts: settings.maxRetries + 1,
      waitBudgetMs: WAIT_BUDGET_MS,
      requestTimeoutMs: settings.timeoutMs,
      trace: settings.trace,
      accepted: settings.responseDetails ? [NOT_MODIFIED] : [],
    });
    return rawAnswer(request, await send(request), settings);
  },
});
