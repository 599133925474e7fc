import { trigger } from "@prismatic-io/spectral";
import { type Delivery, readDelivery } from "../client/events/delivery.ts";
import type { Log } from "../client/log.ts";
import { webhookKey, webhookKeyName } from "../inputs/webhookKey.ts";
import { platformLog } from "../platform/platformLog.ts";
import { webhookExample } from "./webhookExample.ts";
import { requestIn, storedPayload } from "./webhookPayload.ts";
import {
  eventBranch,
  heartbeatBranch,
  rejectedBranch,
  type WebhookResult,
  webhookResult,
} from "./webhookResult.ts";

const tell = ({ info, warn }: Log, delivery: Delivery): void => {
  if (delivery.kind === "heartbeat") {
    info("The request only checks whether the webhook answers.");
    return;
  }
  if (delivery.kind === "rejected") {
    warn(`The request was refused with HTTP ${delivery.status} because ${delivery.reason}.`);
    return;
  }
  const { operation, table, id, correlationId, sizeExceeded } = delivery.event;
  const fields = {
    table: table ?? undefined,
    id: id ?? undefined,
    correlationId: correlationId ?? undefined,
  };
  info(`Received the event ${operation}.`, fields);
  if (sizeExceeded) {
    warn(
      "The event was over 256 KB, so Dataverse left out the record, its images and the parameters. Get the record with event.table and event.id.",
      fields,
    );
  }
};

export const dynamicsWebhookTrigger = trigger({
  display: {
    label: "Webhook",
    description: "Receive and validate webhook requests from Microsoft Dynamics for webhooks you configure.",
    directions:
      "Register the flow's URL as a webhook in Dynamics 365 (Plug-in Registration Tool, Register New Web Hook) with an authentication key, and enter the same key here. Add a step to the webhook for each table and message; images of a step bring the record as it was before and after. The branch Event gets the event as plain data: event.operation, event.table, event.id, event.changedColumns, event.record, event.preImage, event.postImage. A request with a wrong key is answered with 401, one that is no event with 400; both take the branch Rejected, which needs no steps.",
  },
  inputs: { webhookKey, webhookKeyName },
  perform: async ({ logger, isSimulatedTestExecution }, payload, inputs): Promise<WebhookResult> => {
    const log = platformLog(logger);
    const key =
      inputs.webhookKey === undefined ? undefined : { value: inputs.webhookKey, name: inputs.webhookKeyName };
    if (key === undefined) {
      log.warn(
        "No Webhook Authentication Key is set, so anybody who knows the flow's URL can start it. Set the key that the webhook's registration in Dynamics 365 sends.",
      );
    }
    // The designer's own test run comes from a signed-in builder, who pastes an event without its key.
    const demanded = isSimulatedTestExecution === true ? undefined : key;
    const delivery = readDelivery(requestIn(payload), demanded);
    tell(log, delivery);
    return webhookResult(delivery, storedPayload(payload, key));
  },
  allowsBranching: true,
  staticBranchNames: [heartbeatBranch, eventBranch, rejectedBranch],
  examplePayload: webhookExample,
  scheduleSupport: "invalid",
  synchronousResponseSupport: "invalid",
});
