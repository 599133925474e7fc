import { recordChange } from "../../client/events/recordChange.ts";
import { webhookExample } from "../webhookExample.ts";
import type { RecordChangeResult } from "./recordChangeResult.ts";

const { event, ...payload } = webhookExample.payload;

/** The Webhook trigger's example as this trigger gives it. */
export const recordChangeExample: RecordChangeResult = {
  ...webhookExample,
  payload: { ...payload, ...(event !== undefined && { event: recordChange(event) }) },
  branch: "Updated",
};
