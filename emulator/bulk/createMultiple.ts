import { readPayload } from "../records/payload.ts";
import { createRecord } from "../records/write.ts";
import { resolutionOf } from "../resources/resolution.ts";
import { writingOf } from "../resources/writing.ts";
import { jsonAnswer } from "../server/message.ts";
import type { BulkMessage } from "./writeMultiple.ts";

/** CreateMultiple answers with the ids in the order of the records. */
export const createMultiple: BulkMessage = {
  name: "CreateMultiple",
  status: 201,
  prepare: (session, table) => {
    const rows = session.dataverse.store.table(table.name);
    const writing = writingOf(session);
    return ({ body }) => {
      const payload = readPayload(resolutionOf(session), { table, purpose: "create" }, body);
      return rows.idOf(createRecord(writing, rows, payload));
    };
  },
  answer: ({ request }, ids) =>
    jsonAnswer(
      200,
      JSON.stringify({
        "@odata.context": `${request.root}$metadata#Microsoft.Dynamics.CRM.CreateMultipleResponse`,
        Ids: ids,
      }),
    ),
};
