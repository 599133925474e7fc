import { invalidInput } from "../../errors.ts";

const isLoopback = ({ hostname }: URL): boolean =>
  hostname === "localhost" || hostname === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(hostname);

/** Microsoft, "Service Endpoint table/entity reference": Url. */
const longest = 2000;

/**
 * The address that events are to be sent to. Dataverse reaches port 443 for https and no other (Microsoft, "Register a
 * webhook"); http would show the events and the secret to everybody on the way. Loopback addresses are for tests.
 */
export const checkWebhookUrl = (text: string | undefined): string => {
  const url = text !== undefined && URL.canParse(text) ? new URL(text) : undefined;
  if (text === undefined || url === undefined) {
    throw invalidInput(
      "The flow has no webhook URL to register in Dataverse. Save the integration with this trigger, and deploy the instance again.",
    );
  }
  const isReachable = url.protocol === "https:" && url.port === "";
  if (!isReachable && !(isLoopback(url) && /^https?:$/.test(url.protocol))) {
    throw invalidInput(
      `The flow's webhook URL at ${url.origin} cannot be registered: Dataverse sends webhooks to https addresses on the standard port 443 only.`,
    );
  }
  if (text.length > longest) {
    throw invalidInput(
      `The flow's webhook URL has ${text.length} characters, but Dataverse takes ${longest} at most.`,
    );
  }
  return text;
};
