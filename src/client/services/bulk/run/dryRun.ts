import type { BulkRecordError } from "../bulkCall.ts";
import { type Preflight, readPreflight } from "../preflight/preflight.ts";
import type { Purpose, RecordProblem } from "../preflight/recordProblem.ts";
import { type BulkRecord, recordNumber } from "../records/bulkRecord.ts";
import type { Ledger } from "../report/ledger.ts";
import type { Sending } from "../send/sending.ts";
import type { Plan } from "./plan.ts";

const ALL = Number.MAX_SAFE_INTEGER;

/** Checks every record against the definitions of the table, and writes nothing. */
export const dryRun = async (
  sending: Sending,
  { queue, recordAt }: Plan,
  ledger: Ledger,
): Promise<undefined> => {
  const check = await checker(sending);
  for (let records = queue.take(ALL); records.length > 0; records = queue.take(ALL)) {
    for (const index of records) {
      const record = recordAt(index);
      const problems = check(record);
      const id = sending.action === "create" && !record.hasGivenId ? undefined : record.name;
      ledger.settle(
        problems.length === 0
          ? { index, status: "valid", id }
          : { index, status: "failed", id, error: problemError(index, problems) },
      );
      queue.settle(index);
    }
  }
  return undefined;
};

type Check = (record: BulkRecord) => readonly RecordProblem[];

const checker = async ({ context, table, action }: Sending): Promise<Check> => {
  if (action === "delete") {
    return () => [];
  }
  const preflight: Preflight = await readPreflight(context, table);
  const purpose: Purpose = action;
  return ({ values, key }) =>
    preflight.check(
      values,
      purpose,
      key?.kind === "alternate" ? key.columns.map(({ column }) => column) : [],
    );
};

const problemError = (index: number, problems: readonly RecordProblem[]): BulkRecordError => {
  const [first] = problems;
  const name = recordNumber(index).replace(/^r/, "R");
  const texts = problems.map(({ message }) => message);
  return {
    kind: "invalidInput",
    code: null,
    message:
      texts.length === 1
        ? `${name}: ${texts[0]}`
        : `${name} has ${texts.length} problems: ${texts.map((text, at) => `(${at + 1}) ${text}`).join(" ")}`,
    ...(first?.column !== undefined && { column: first.column }),
    retryable: false,
    ...(problems.length > 1 && { problems }),
  };
};
