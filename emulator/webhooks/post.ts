import type { Endpoint } from "../events/step.ts";
import { type Target, targetOf } from "./authentication.ts";
import { type Failure, nonSuccess, postFailed, timedOut } from "./failure.ts";
import type { WebhookMessage } from "./message.ts";

/** How messages go out. */
export interface Postage {
  readonly timeoutMs: number;
  /** Ends all that is under way. */
  readonly closing: AbortSignal;
}

/** Only these are tried again, once and at once (Microsoft, Use webhooks to create external handlers). */
const worthAnotherTry: ReadonlySet<number> = new Set([502, 503, 504]);

/** A test tool must not call strangers, whatever is registered in it. */
export const isLoopback = ({ hostname }: URL): boolean =>
  hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);

const send = async (
  { url, headers }: Target,
  message: WebhookMessage,
  { timeoutMs, closing }: Postage,
): Promise<number> => {
  const response = await fetch(url, {
    method: "POST",
    headers: { ...headers, ...message.headers },
    body: message.body,
    redirect: "manual",
    signal: AbortSignal.any([AbortSignal.timeout(timeoutMs), closing]),
  });
  await response.body?.cancel();
  return response.status;
};

const reasonOf = (error: unknown): string => {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  return cause instanceof Error ? cause.message : String(cause);
};

const failureOf = (error: unknown): Failure =>
  error instanceof Error && error.name === "TimeoutError" ? timedOut : postFailed(reasonOf(error));

/** Posts a message to an endpoint; undefined when it took it. Nobody looks at what the endpoint says beyond the status. */
export const post = async (
  endpoint: Endpoint,
  message: WebhookMessage,
  postage: Postage,
): Promise<Failure | undefined> => {
  const target = targetOf(endpoint);
  if ("code" in target) {
    return target;
  }
  if (!isLoopback(target.url)) {
    return postFailed(
      `The Dataverse emulator contacts loopback addresses only, and '${target.url.hostname}' is none.`,
    );
  }
  try {
    const first = await send(target, message, postage);
    const status = worthAnotherTry.has(first) ? await send(target, message, postage) : first;
    return status >= 200 && status < 300 ? undefined : nonSuccess(status);
  } catch (error) {
    return failureOf(error);
  }
};
