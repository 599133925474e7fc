import type { HttpResponse, TriggerPayload } from "@prismatic-io/spectral";
import type { Delivery } from "../client/events/delivery.ts";
import type { WebhookPayload } from "./webhookPayload.ts";

export const heartbeatBranch = "URL Validation / Heartbeat";
export const eventBranch = "Event";
export const rejectedBranch = "Rejected";

export interface WebhookResult {
  readonly payload: WebhookPayload;
  readonly response: HttpResponse;
  readonly branch: string;
}

const answer = (statusCode: number, body?: string): HttpResponse => ({
  statusCode,
  contentType: "text/plain",
  ...(body !== undefined && { body }),
});

/** Tells the caller nothing that helps to guess; the log and the Rejected branch have the reason. */
const refusals = { 400: "This is no Dataverse event.", 401: "The webhook key is missing or wrong." } as const;

/**
 * The branch, the payload and the HTTP answer for a delivery.
 *
 * A refused request gets a branch of its own instead of an error: an error counts as a failed execution, which anybody
 * who finds the URL could cause, and leaves the status to the platform, where a 502, 503 or 504 makes Dataverse send
 * again. Flows that do not know the branch have no steps beneath it, so nothing runs.
 */
export const webhookResult = (delivery: Delivery, payload: TriggerPayload): WebhookResult => {
  if (delivery.kind === "heartbeat") return { payload, response: answer(200), branch: heartbeatBranch };
  if (delivery.kind === "rejected") {
    const { status, reason } = delivery;
    return {
      payload: { ...payload, rejection: { statusCode: status, reason } },
      response: answer(status, refusals[status]),
      branch: rejectedBranch,
    };
  }
  const { event, context, headers } = delivery;
  return {
    payload: {
      ...payload,
      bodyData: context,
      requestId: event.requestId,
      organization: headers.get("x-ms-dynamics-organization") ?? event.organizationName,
      entityName: headers.get("x-ms-dynamics-entity-name") ?? event.table,
      inputParameters: context["InputParameters"] ?? null,
      initiatingUserId: event.initiatingUserId,
      messageName: event.operation,
      event,
    },
    response: answer(200),
    branch: eventBranch,
  };
};
