import type { PlatformContext } from "./context.ts";

/** An HTTP request to a flow's webhook URL. */
export interface TriggerRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly queryParameters: Readonly<Record<string, string>>;
  readonly body: string;
}

const contentTypeOf = ({ headers }: TriggerRequest): string =>
  Object.entries(headers).find(([name]) => name.toLowerCase() === "content-type")?.[1] ?? "";

/** The payload that the platform makes of a request: the body twice, and whom and what the flow runs for. */
export const triggerPayload = (request: TriggerRequest, context: PlatformContext) => {
  const { webhookUrls, webhookApiKeys, invokeUrl, executionId, customer, instance, user } = context;
  const { integration, flow, startedAt, globalDebug } = context;
  const body = { data: request.body, contentType: contentTypeOf(request) };
  return {
    headers: request.headers,
    queryParameters: request.queryParameters,
    rawBody: body,
    body,
    pathFragment: "",
    webhookUrls,
    webhookApiKeys,
    invokeUrl,
    executionId,
    customer,
    instance,
    user,
    integration,
    flow,
    startedAt,
    globalDebug,
  };
};
