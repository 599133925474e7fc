import type { TriggerPayload } from "@prismatic-io/spectral";
import type { WebhookRequest } from "../client/events/delivery.ts";
import type { WebhookEvent } from "../client/events/webhookEvent.ts";
import { type WebhookKey, withoutKey } from "../client/events/webhookKey.ts";

/** What the trigger adds to the platform's payload. Members above `event` are those flows know from the connector before. */
export interface WebhookPayload extends TriggerPayload {
  /** The execution context as Dataverse sent it. */
  readonly bodyData?: Readonly<Record<string, unknown>>;
  readonly requestId?: string | null;
  readonly organization?: string | null;
  readonly entityName?: string | null;
  readonly inputParameters?: unknown;
  readonly initiatingUserId?: string | null;
  readonly messageName?: string;
  readonly event?: WebhookEvent;
  readonly rejection?: { readonly statusCode: number; readonly reason: string };
}

/**
 * The request as the platform hands it over. Which members are there depends on the HTTP method and on who made the
 * payload (the runner, the designer's test, a unit test), so that none is relied on.
 */
export const requestIn = ({
  headers,
  queryParameters,
  body,
  rawBody,
}: Partial<TriggerPayload>): WebhookRequest => ({
  headers: headers ?? {},
  query: queryParameters ?? {},
  bodies: [body?.data, rawBody?.data],
});

/** The payload for the step's stored result, which must not hold the key. */
export const storedPayload = (payload: TriggerPayload, key: WebhookKey | undefined): TriggerPayload =>
  key === undefined
    ? payload
    : {
        ...payload,
        headers: withoutKey(payload.headers ?? {}, key),
        queryParameters: withoutKey(payload.queryParameters ?? {}, key),
        invokeUrl: String(payload.invokeUrl ?? "").replace(/\?.*$/s, ""),
      };
