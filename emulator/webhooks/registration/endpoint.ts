import { notImplemented } from "../../errors/refusals.ts";
import { type Draft, setKnown, valueAfter } from "../../records/draft.ts";
import type { Store } from "../../store/store.ts";
import { httpHeader, httpQueryString, webhookKey } from "../authentication.ts";
import { isLoopback } from "../post.ts";
import { invalidRegistration, stillReferenced } from "./refusals.ts";

const webhook = 8;

/** Microsoft, Register a webhook: only the standard ports. Receivers on this machine may have any. */
const checkUrl = (text: unknown): void => {
  const url = typeof text === "string" && URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw invalidRegistration("The url of a webhook must be an absolute http or https address.");
  }
  if (url.port !== "" && !isLoopback(url)) {
    throw invalidRegistration("Registered webhooks support only port 80 for http and port 443 for https.");
  }
};

const checkAuthentication = (draft: Draft): void => {
  const type = valueAfter(draft, "authtype");
  if (type !== webhookKey && type !== httpHeader && type !== httpQueryString) {
    throw invalidRegistration(
      "The authtype of a webhook must be 4 (Webhook Key), 5 (Http Header) or 6 (Http Query String).",
    );
  }
  if (valueAfter(draft, "authvalue") === null) {
    throw invalidRegistration("The authvalue of a webhook must have a value.");
  }
};

/** A webhook has an address and a secret. Whether the secret is well formed shows when it is used. */
export const checkEndpoint = (draft: Draft): void => {
  const contract = valueAfter(draft, "contract");
  if (contract !== webhook) {
    throw notImplemented(`service endpoints with contract ${String(contract)}: only webhooks (8)`);
  }
  if (valueAfter(draft, "name") === null) {
    throw invalidRegistration("The name of a webhook must have a value.");
  }
  checkUrl(valueAfter(draft, "url"));
  checkAuthentication(draft);
  setKnown(draft, "isauthvalueset", true);
};

export const checkEndpointUnused = ({ table }: Store, id: string): void => {
  const count = table("sdkmessageprocessingstep").pointingAt("eventhandler", id).length;
  if (count > 0) {
    throw stillReferenced("ServiceEndpoint", id, count);
  }
};
