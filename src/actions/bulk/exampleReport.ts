import type { BulkRecordError, BulkReport } from "../../client/services/bulk/bulkCall.ts";

const requestId = "00000000-0000-0000-0000-0000000000aa";

/** Why a record with a name that is too long was not written; `operation` is what was to be done with it. */
export const tooLong = (operation: string): BulkRecordError => ({
  kind: "badRequest",
  code: "0x80044331",
  message: `Could not ${operation} record 3 in accounts: Dataverse refused what was sent. Dataverse says: A validation error occurred. The length of the 'name' attribute of the 'account' entity exceeded the maximum allowed length of '160'. Shorten the text. (HTTP 400, Dataverse code 0x80044331, request id ${requestId})`,
  column: "name",
  retryable: false,
});

/** Why a record that does not exist was not deleted. */
export const notThere: BulkRecordError = {
  kind: "notFound",
  code: "0x80040217",
  message: `Could not delete record 3 in accounts: a record or a table that it names does not exist. Dataverse says: account With Id = 00000000-0000-0000-0000-000000000003 Does Not Exist. (HTTP 404, Dataverse code 0x80040217, request id ${requestId})`,
  retryable: false,
};

/** The report of three records, the last of which failed. */
export const exampleReport = (
  error: BulkRecordError,
  { created }: { readonly created?: readonly [boolean, boolean] } = {},
): BulkReport => ({
  summary: {
    total: 3,
    succeeded: 2,
    unchanged: 0,
    valid: 0,
    failed: 1,
    unknown: 0,
    notAttempted: 0,
    requests: 5,
    throttledMs: 0,
    elapsedMs: 812,
  },
  results: [
    {
      index: 0,
      status: "succeeded",
      id: "00000000-0000-0000-0000-000000000001",
      ...(created !== undefined && { created: created[0] }),
    },
    {
      index: 1,
      status: "succeeded",
      id: "00000000-0000-0000-0000-000000000002",
      ...(created !== undefined && { created: created[1] }),
    },
    { index: 2, status: "failed", error },
  ],
  remaining: [],
});
