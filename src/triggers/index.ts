import { pollChangesTrigger } from "./changes/pollChangesTrigger.ts";
import { dynamicsWebhookTrigger } from "./dynamicsWebhookTrigger.ts";
import { recordChangeWebhook } from "./recordChangeWebhook.ts";

/** Every trigger by its public key. */
export const triggers = { dynamicsWebhookTrigger, recordChangeWebhook, pollChangesTrigger };
