import type { JsonObject } from "../services/jsonObject.ts";
import { textOrNull } from "./contractMembers.ts";
import { readBody } from "./webhookBody.ts";
import { type WebhookEvent, webhookEvent } from "./webhookEvent.ts";
import { missingKey, type WebhookAddress, type WebhookKey } from "./webhookKey.ts";

/** An HTTP request that claims to come from Dataverse; `bodies` are the places where its body may be. */
export interface WebhookRequest extends WebhookAddress {
  readonly bodies: readonly unknown[];
}

/** What a request turned out to be. */
export type Delivery =
  | { readonly kind: "heartbeat" }
  | {
      readonly kind: "event";
      readonly event: WebhookEvent;
      /** The execution context as it was sent. */
      readonly context: JsonObject;
      readonly headers: ReadonlyMap<string, string>;
    }
  /** `reason` continues "The request was refused because …" and quotes neither key nor body. */
  | { readonly kind: "rejected"; readonly status: 400 | 401; readonly reason: string };

const lowerCased = (headers: WebhookRequest["headers"]): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(headers).flatMap(([name, value]) =>
      typeof value === "string" ? [[name.toLowerCase(), value] as const] : [],
    ),
  );

const rejected = (status: 400 | 401, reason: string): Delivery => ({ kind: "rejected", status, reason });

/**
 * Tells what a request is. The key goes first, so that without it nothing is learnt, not even whether a flow listens. A
 * request that asks for validation (the header's value is known from the field, not from Microsoft) or has no body
 * checks whether the address answers. Everything else must be an execution context, told by its MessageName.
 */
export const readDelivery = (request: WebhookRequest, key: WebhookKey | undefined): Delivery => {
  const withoutKey = key === undefined ? undefined : missingKey(request, key);
  if (withoutKey !== undefined) return rejected(401, withoutKey);
  const headers = lowerCased(request.headers);
  if (headers.get("x-ms-dynamics-request-name")?.toUpperCase() === "URL_VALIDATION") {
    return { kind: "heartbeat" };
  }
  const body = readBody(request.bodies);
  if (body.kind === "empty") return { kind: "heartbeat" };
  if (body.kind === "unreadable") return rejected(400, `its body ${body.reason}`);
  return eventIn(body.value, headers);
};

const eventIn = (context: JsonObject, headers: ReadonlyMap<string, string>): Delivery => {
  const operation = textOrNull(context["MessageName"]);
  if (operation === null) return rejected(400, "its body is no Dataverse event: it has no MessageName");
  const wrong = ["InputParameters", "PreEntityImages", "PostEntityImages"].find(
    (name) => !Array.isArray(context[name] ?? []),
  );
  return wrong === undefined
    ? { kind: "event", event: webhookEvent(operation, context, headers), context, headers }
    : rejected(400, `its body is no Dataverse event: ${wrong} is no list`);
};
