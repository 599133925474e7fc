import type { StepRun } from "../events/events.ts";
import type { Dataverse } from "../organization/dataverse.ts";
import { contractJson } from "./contract.ts";
import { type Delivery, executionContext } from "./executionContext.ts";

/** What is posted to a webhook, but for what authenticates it. */
export interface WebhookMessage {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Microsoft, Use webhooks to create external handlers for server events: 256 KB. */
const largestBody = 256 * 1024;

const serialize = (context: ReturnType<typeof executionContext>) => {
  const body = contractJson(context);
  if (Buffer.byteLength(body) <= largestBody) {
    return { body, isCut: false };
  }
  const { ParentContext, InputParameters, PreEntityImages, PostEntityImages, ...rest } = context;
  return { body: contractJson(rest), isCut: true };
};

/** The message of a step. A too large one is cut, which a header tells. */
export const webhookMessage = (dataverse: Dataverse, run: StepRun, delivery: Delivery): WebhookMessage => {
  const { event } = run;
  const { body, isCut } = serialize(executionContext(dataverse, run, delivery));
  return {
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "x-ms-dynamics-organization": event.operation.host,
      "x-ms-dynamics-entity-name": event.table,
      "x-ms-dynamics-request-name": event.message,
      "x-ms-correlation-request-id": event.operation.correlationId,
      ...(isCut && { "x-ms-dynamics-msg-size-exceeded": "true" }),
    },
    body,
  };
};
