import type { HttpResponse, TriggerPayload } from "@prismatic-io/spectral";
import type { Delivery } from "../../client/events/delivery.ts";
import { changeName, changeNames, type RecordChange } from "../../client/events/recordChange.ts";
import type { WebhookPayload } from "../webhookPayload.ts";
import { rejectedBranch, webhookResult } from "../webhookResult.ts";

const ignoredBranch = "Ignored";

export const recordChangeBranches: readonly string[] = [...changeNames, ignoredBranch, rejectedBranch];

export interface RecordChangePayload extends Omit<WebhookPayload, "event"> {
  readonly event?: RecordChange;
  readonly ignored?: { readonly reason: string };
}

export interface RecordChangeResult {
  readonly payload: RecordChangePayload;
  readonly response: HttpResponse;
  readonly branch: string;
}

type Received = Extract<Delivery, { kind: "event" }>;

const resultOf = (
  delivery: Received,
  payload: TriggerPayload,
  event: RecordChange,
): Omit<RecordChangeResult, "branch"> => {
  const result = webhookResult(delivery, payload);
  return { response: result.response, payload: { ...result.payload, event } };
};

/** An event that the flow is to deal with. */
export const changeResult = (
  delivery: Received,
  payload: TriggerPayload,
  event: RecordChange,
): RecordChangeResult => ({
  ...resultOf(delivery, payload, event),
  branch: changeName(event) ?? ignoredBranch,
});

/** An event that the flow wants to hear nothing of. It is answered like the others, so that Dataverse counts no failure. */
export const ignoredResult = (
  delivery: Received,
  payload: TriggerPayload,
  { event, reason }: { readonly event: RecordChange; readonly reason: string },
): RecordChangeResult => {
  const result = resultOf(delivery, payload, event);
  return { ...result, payload: { ...result.payload, ignored: { reason } }, branch: ignoredBranch };
};

/** A request that brings no event: one that only checks the address, or one that is refused. */
export const withoutEvent = (
  delivery: Exclude<Delivery, Received>,
  payload: TriggerPayload,
): RecordChangeResult => {
  const { event: _, ...result } = webhookResult(delivery, payload).payload;
  const { response } = webhookResult(delivery, payload);
  return delivery.kind === "rejected"
    ? { payload: result, response, branch: rejectedBranch }
    : {
        payload: { ...result, ignored: { reason: "the request only checks whether the webhook answers" } },
        response,
        branch: ignoredBranch,
      };
};
