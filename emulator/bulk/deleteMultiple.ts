import { isElastic, partitionInBody } from "../elastic/partition.ts";
import { DataverseError } from "../errors/dataverseError.ts";
import { invalidArgument } from "../errors/invalidArgument.ts";
import { requireOptions } from "../odata/supportedOptions.ts";
import type { Session } from "../organization/session.ts";
import { requireRecord } from "../records/locate.ts";
import { deleteRecord } from "../records/write.ts";
import { writingOf } from "../resources/writing.ts";
import type { Table } from "../schema/schema.ts";
import { type Answer, noContent } from "../server/message.ts";
import { workEach } from "./partialSuccess.ts";
import { readTargets } from "./targets.ts";

/** DeleteMultiple is for elastic tables only (Microsoft, Use bulk operation messages). */
export const deleteMultiple = (session: Session, table: Table): Answer => {
  requireOptions(session.request.options, []);
  if (!isElastic(table)) {
    throw new DataverseError(501, "0x80040224", "DeleteMultiple has not yet been implemented.");
  }
  const rows = session.dataverse.store.table(table.name);
  const writing = writingOf(session);
  const outcome = workEach(session, readTargets(session, table, "DeleteMultiple"), {
    status: 204,
    work: ({ id, body }) => {
      if (id === undefined) {
        throw invalidArgument("Entity Id must be specified for Operation");
      }
      deleteRecord(writing, rows, requireRecord(rows, { kind: "id", id, partition: partitionInBody(body) }));
      return id;
    },
  });
  return "failure" in outcome ? outcome.failure : noContent();
};
