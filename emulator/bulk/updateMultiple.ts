import { partitionInBody } from "../elastic/partition.ts";
import { elasticChanges } from "../elastic/replacement.ts";
import { invalidArgument } from "../errors/invalidArgument.ts";
import { requireRecord } from "../records/locate.ts";
import { readPayload } from "../records/payload.ts";
import { updateRecord } from "../records/write.ts";
import { resolutionOf } from "../resources/resolution.ts";
import { writingOf } from "../resources/writing.ts";
import { noContent } from "../server/message.ts";
import type { BulkMessage } from "./writeMultiple.ts";

/**
 * UpdateMultiple needs the primary key in every record; alternate keys are not supported. Of records with the same id
 * the first is written and the others are passed over without a word (Microsoft, Use bulk operation messages).
 */
export const updateMultiple: BulkMessage = {
  name: "UpdateMultiple",
  status: 200,
  prepare: (session, table) => {
    const rows = session.dataverse.store.table(table.name);
    const writing = writingOf(session);
    const seen = new Set<string>();
    return ({ body, id }) => {
      if (id === undefined) {
        throw invalidArgument("Entity Id must be specified for Operation");
      }
      if (!seen.has(id)) {
        seen.add(id);
        const slot = requireRecord(rows, { kind: "id", id, partition: partitionInBody(body) });
        const { values } = readPayload(resolutionOf(session), { table, purpose: "update" }, body);
        const changes = elasticChanges(table, values, { replaces: false });
        updateRecord(writing, rows, { slot, changes });
      }
      return id;
    };
  },
  answer: () => noContent(),
};
