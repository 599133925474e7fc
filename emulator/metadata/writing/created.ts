import type { Session } from "../../organization/session.ts";
import { type Answer, noContent } from "../../server/message.ts";

/** 204 with the URL of what was created: the URL that was posted to, with the new id. */
export const created = ({ request }: Session, id: string): Answer =>
  noContent({ "OData-EntityId": `${request.root}${request.path.replace(/^\/+|\/+$/g, "")}(${id})` });

/** 204 with the URL that was called. */
export const replaced = ({ request }: Session): Answer =>
  noContent({ "OData-EntityId": `${request.root}${request.path.replace(/^\/+|\/+$/g, "")}` });

/** `MSCRM.MergeLabels: true` keeps labels in languages that are not sent. */
export const keepsLabels = ({ request }: Session): boolean =>
  request.header("MSCRM.MergeLabels")?.trim().toLowerCase() === "true";
