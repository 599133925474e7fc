import type { Session } from "../organization/session.ts";
import type { Table } from "../schema/schema.ts";
import type { Answer } from "../server/message.ts";
import { isElastic } from "./partition.ts";

const writing: ReadonlySet<string> = new Set(["POST", "PATCH", "PUT"]);

/**
 * Adds the session token that writes to an elastic table answer with; deletions do not (Microsoft, Use elastic tables).
 * Reading is always consistent here, so that sending it back changes nothing.
 */
export const withSessionToken = ({ request, dataverse }: Session, table: Table, answer: Answer): Answer =>
  isElastic(table) && writing.has(request.method) && answer.status < 300
    ? {
        ...answer,
        headers: { ...answer.headers, "x-ms-session-token": `240:8#${dataverse.store.lastVersion()}#7=-1` },
      }
    : answer;
