import { createHash } from "node:crypto";
import type { WebhookEvent } from "./webhookEvent.ts";

/**
 * The same text for every delivery of one event to one step, and another one for everything else. Dataverse sends again
 * what was answered with 502, 503 or 504, and a failed system job can be started again (Microsoft, "Use webhooks to
 * create external handlers for server events"). The id of the system job tells asynchronous events apart; synchronous
 * ones have none, so that what happened to which record in which request does.
 */
export const eventId = (event: WebhookEvent): string => {
  const { operationId, stepId, operation, table, id, stage, mode, depth } = event;
  const { correlationId, requestId, occurredOn, record, relationship, relatedRecords } = event;
  const parts = [operationId, stepId, operation, table, id, stage, mode, depth];
  const more = [correlationId, requestId, occurredOn, record, relationship, relatedRecords];
  return createHash("sha256")
    .update(JSON.stringify([parts, more]))
    .digest("hex")
    .slice(0, 32);
};
