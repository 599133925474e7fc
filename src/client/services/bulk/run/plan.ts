import { DataverseError } from "../../../errors.ts";
import { parseGuid } from "../../../odata/guid.ts";
import type { JsonObject } from "../../jsonObject.ts";
import { identityOf } from "../keys/recordIdentity.ts";
import { createRecordQueue, type QueuedRecord, type RecordQueue } from "../queue/recordQueue.ts";
import { type BulkRecord, recordNumber } from "../records/bulkRecord.ts";
import { readRecord } from "../records/readRecord.ts";
import { recordObject } from "../records/recordObject.ts";
import type { RecordReading } from "../records/recordReading.ts";
import type { Ledger, Settlement } from "../report/ledger.ts";

/** The records of a call, looked through once. */
export interface Plan {
  readonly queue: RecordQueue;
  readonly recordAt: (index: number) => BulkRecord;
  /** Chooses no ids for new records from now on. */
  readonly withholdIds: () => void;
}

export interface Planning {
  readonly reading: RecordReading;
  readonly records: readonly unknown[];
  readonly ledger: Ledger;
  /** Records with the same value here go in one request at a time. */
  readonly groupBy: string | undefined;
}

/** Reads every record, settles those that cannot be sent, and puts the others in line. */
export const planRecords = (planning: Planning): Plan => {
  const { records } = planning;
  let { reading } = planning;
  return {
    queue: createRecordQueue(queuedRecords(planning)),
    recordAt: (index) => readRecord(reading, records[index], index),
    withholdIds: () => {
      reading = { ...reading, table: { ...reading.table, takesIds: false } };
    },
  };
};

function* queuedRecords(planning: Planning): Generator<QueuedRecord> {
  const { reading, records, ledger } = planning;
  for (const [index, given] of records.entries()) {
    const record = attempt(reading, given, index);
    if ("status" in record) {
      ledger.settle(record);
    } else {
      yield { index, identity: identityIn(reading, record), group: groupOf(planning, given) };
    }
  }
}

const attempt = (reading: RecordReading, given: unknown, index: number): BulkRecord | Settlement => {
  try {
    return readRecord(reading, given, index);
  } catch (error) {
    if (error instanceof DataverseError) {
      return unusable(index, error);
    }
    throw error;
  }
};

/** `readRecord` says "It has no …". */
const unusable = (index: number, error: DataverseError): Settlement => {
  const subject = `${recordNumber(index).replace(/^r/, "R")} cannot be sent`;
  const message = `${subject}: ${error.message.replace(/^It/, "it").replace(/^Its/, "its")}`;
  return {
    index,
    status: "failed",
    error: { kind: "invalidInput", code: null, message, retryable: false },
  };
};

/** A chosen id is of one record alone; keys are compared by the record they name. */
const identityIn = ({ action }: RecordReading, record: BulkRecord): string | undefined => {
  const { key, partition, hasGivenId, mayBeDone } = record;
  if (key === undefined || (action === "create" && !hasGivenId && !mayBeDone)) {
    return undefined;
  }
  const identity = identityOf(key);
  // Without a partition, the one that has the name of the id is meant (Microsoft, "Use elastic tables").
  return partition === undefined || parseGuid(partition) === identity
    ? identity
    : JSON.stringify([identity, partition]);
};

/** Records without a value there belong to no group. */
const groupOf = ({ reading, groupBy }: Planning, given: unknown): string | undefined => {
  const value = groupBy === undefined ? undefined : groupValue(recordObject(reading, given), groupBy);
  if (value === undefined || value === null || value === "") {
    return undefined;
  }
  return typeof value === "string" ? referenceIn(value) : JSON.stringify(value);
};

/** A bind names a record by a path with or without a slash, or by a full URL: what is behind the last slash is the same. */
const referenceIn = (text: string): string =>
  text
    .slice(text.lastIndexOf("/", text.indexOf("(")) + 1)
    .trim()
    .toLowerCase();

/** A lookup can be named with or without `@odata.bind`. */
const groupValue = (record: JsonObject, name: string): unknown =>
  record[name] ?? record[`${name}@odata.bind`];
