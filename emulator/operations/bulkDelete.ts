import { invalidArgument } from "../errors/invalidArgument.ts";
import { notImplemented, payloadError } from "../errors/refusals.ts";
import { bindFetchXml } from "../fetchXml/runFetchXml.ts";
import type { Session } from "../organization/session.ts";
import { readPage } from "../query/execute.ts";
import { deleteRecord } from "../records/write.ts";
import { writingOf } from "../resources/writing.ts";
import { newGuid } from "../store/guid.ts";
import type { ActionBody } from "./actionBody.ts";
import type { ActionOperation } from "./operation.ts";
import { responseAnswer } from "./organizationFunctions.ts";
import { fetchOfQuery, queryTable } from "./queryExpression.ts";

/** Microsoft, System Job (AsyncOperation) table/entity reference. */
const bulkDeletion = 13;
const completed = 3;
const succeeded = 30;

const queriesOf = (body: ActionBody): readonly unknown[] => {
  const queries: unknown = body.get("QuerySet");
  if (!Array.isArray(queries) || queries.length === 0) {
    throw payloadError("", "The parameter 'QuerySet' must be an array with at least one query.");
  }
  return queries;
};

const deleteMatching = (session: Session, query: unknown): void => {
  const { dataverse } = session;
  const name = queryTable(query);
  const table = dataverse.schema.tables.get(name);
  if (table === undefined) {
    throw invalidArgument(`The query names the table '${name}', which does not exist.`);
  }
  const { bound } = bindFetchXml(session, table, fetchOfQuery(query));
  const rows = dataverse.store.table(table.name);
  const found = { table: table.name, where: bound.where, order: [], limit: Number.MAX_SAFE_INTEGER };
  for (const slot of readPage(dataverse.store, found).slots) {
    deleteRecord(writingOf(session), rows, slot);
  }
};

/** Notes the job, which is done when the client hears of it. */
const noteJob = ({ dataverse, caller }: Session, name: unknown): string => {
  const id = newGuid();
  const now = Math.floor(dataverse.now() / 1000) * 1000;
  const user = { table: "systemuser", id: caller.userId };
  const values = {
    name: String(name),
    operationtype: bulkDeletion,
    statecode: completed,
    statuscode: succeeded,
    createdon: now,
    modifiedon: now,
    startedon: now,
    completedon: now,
    createdby: user,
    modifiedby: user,
    ownerid: user,
    owninguser: user,
  };
  const { store } = dataverse;
  store.table("asyncoperation").insert(id, new Map(Object.entries(values)), store.nextVersion());
  return id;
};

/**
 * Deletes what queries find (Microsoft, Delete data in bulk). The service does it later, in a system job; here it is
 * done at once, as one transaction, and the job is there as a completed one. Nobody is notified, and nothing recurs.
 */
export const bulkDelete: ActionOperation = {
  kind: "action",
  name: "BulkDelete",
  parameters: {
    required: [
      "QuerySet",
      "JobName",
      "SendEmailNotification",
      "ToRecipients",
      "CCRecipients",
      "RecurrencePattern",
      "StartDateTime",
    ],
    optional: ["SourceImportId", "RunNow"],
  },
  answer: (session, body) => {
    if (body.get("RecurrencePattern") !== "" || body.get("SendEmailNotification") !== false) {
      throw notImplemented("BulkDelete with a recurrence or a notification by e-mail");
    }
    for (const query of queriesOf(body)) {
      deleteMatching(session, query);
    }
    return responseAnswer(session, "BulkDelete", { JobId: noteJob(session, body.get("JobName")) });
  },
};
