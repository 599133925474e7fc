import { unknownSegment } from "../errors/refusals.ts";
import { requireOptions } from "../odata/supportedOptions.ts";
import type { Session } from "../organization/session.ts";
import type { Table } from "../schema/schema.ts";
import type { Answer } from "../server/message.ts";
import { type ListedMessage, takesMessage } from "./availability.ts";
import { type Work, workEach } from "./partialSuccess.ts";
import { readTargets, type Target } from "./targets.ts";

/** A bulk message on a table. */
export interface BulkMessage {
  readonly name: ListedMessage;
  /** The status of one record that went well, in the details of elastic tables. */
  readonly status: number;
  /** What is done with each record, once all of them are read. */
  readonly prepare: (session: Session, table: Table, targets: readonly Target[]) => Work;
  readonly answer: (session: Session, ids: readonly string[]) => Answer;
}

/**
 * Carries out a bulk message: on standard tables as one transaction that the first error takes back, on elastic tables
 * record by record.
 */
export const writeMultiple = (session: Session, table: Table, message: BulkMessage): Answer => {
  requireOptions(session.request.options, []);
  if (!takesMessage(session.dataverse, table, message.name)) {
    throw unknownSegment(`Microsoft.Dynamics.CRM.${message.name}`);
  }
  const targets = readTargets(session, table, message.name);
  const work = message.prepare(session, table, targets);
  if (table.definition.tableType !== "Elastic") {
    return message.answer(session, targets.map(work));
  }
  const outcome = workEach(session, targets, { status: message.status, work });
  return "failure" in outcome ? outcome.failure : message.answer(session, outcome.ids);
};
