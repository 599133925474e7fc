import { DataverseError } from "../errors/dataverseError.ts";
import { unknownSegment } from "../errors/refusals.ts";
import type { Segment } from "../odata/requestPath.ts";
import { requireOptions } from "../odata/supportedOptions.ts";
import type { Session } from "../organization/session.ts";
import type { Answer } from "../server/message.ts";
import { readActionBody } from "./actionBody.ts";
import { readArguments } from "./functionArguments.ts";
import type { Binding, Operation } from "./operation.ts";

/** Called with a wrong verb an operation is, for the service, a resource that does not exist. */
const noSuchResource = (url: string) =>
  new DataverseError(404, "", `No HTTP resource was found that matches the request URI '${url}'.`);

/**
 * Calls a function or an action by a segment of the URL (Microsoft, Use Web API functions; Use Web API actions).
 * Query options without `$`, such as `tag`, are free; so are the aliases of arguments.
 */
export const callOperation = (
  session: Session,
  { operation, segment }: { readonly operation: Operation; readonly segment: Segment },
  binding: Binding,
): Answer => {
  const { request } = session;
  if (request.method !== (operation.kind === "function" ? "GET" : "POST")) {
    throw noSuchResource(request.url);
  }
  requireOptions(request.options, []);
  if (operation.kind === "function") {
    return operation.answer(session, readArguments(session, segment, operation.parameters), binding);
  }
  if ((segment.arguments ?? "") !== "") {
    throw unknownSegment(segment.name);
  }
  const entitySet = binding?.table.entitySet ?? "";
  const { parameters } = operation;
  const body =
    parameters === undefined
      ? new Map<string, unknown>()
      : readActionBody({ action: operation.name, entitySet, parameters }, request.body);
  return operation.answer(session, body, binding);
};
