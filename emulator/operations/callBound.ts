import type { Segment } from "../odata/requestPath.ts";
import type { Session } from "../organization/session.ts";
import type { Answer } from "../server/message.ts";
import { callOperation } from "./callOperation.ts";
import type { Binding } from "./operation.ts";
import { boundOperation } from "./registry.ts";

/** Calls the function or action that stands alone after an entity set or a record; undefined when there is none. */
export const callBound = (
  session: Session,
  [segment, ...rest]: readonly Segment[],
  binding: Exclude<Binding, undefined>,
): Answer | undefined => {
  const target = binding.record === undefined ? "entity set" : "record";
  const operation =
    segment === undefined || rest.length > 0
      ? undefined
      : boundOperation(segment.name, target, binding.table.name);
  return segment === undefined || operation === undefined
    ? undefined
    : callOperation(session, { operation, segment }, binding);
};
