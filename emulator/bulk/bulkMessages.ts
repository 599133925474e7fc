import type { Session } from "../organization/session.ts";
import type { Table } from "../schema/schema.ts";
import type { Answer } from "../server/message.ts";
import { createMultiple } from "./createMultiple.ts";
import { deleteMultiple } from "./deleteMultiple.ts";
import { updateMultiple } from "./updateMultiple.ts";
import { upsertMultiple } from "./upsertMultiple.ts";
import { writeMultiple } from "./writeMultiple.ts";

/** The actions bound to an entity set that write many of its records, by name. */
export const bulkMessages: ReadonlyMap<string, (session: Session, table: Table) => Answer> = new Map([
  ["DeleteMultiple", deleteMultiple],
  ...[createMultiple, updateMultiple, upsertMultiple].map(
    (message) =>
      [message.name, (session: Session, table: Table) => writeMultiple(session, table, message)] as const,
  ),
]);
