import type { BulkRecordError, BulkResult, BulkStatus, BulkSummary } from "../bulkCall.ts";

/** What became of a record that is done with. */
export interface Settlement {
  readonly index: number;
  readonly status: Exclude<BulkStatus, "notAttempted" | "unknown">;
  readonly id?: string | undefined;
  readonly created?: boolean | undefined;
  readonly error?: BulkRecordError | undefined;
}

/** A record whose outcome is not known. */
export interface DoubtfulRecord {
  readonly id: string | undefined;
  /** Why it cannot be found out. */
  readonly error?: BulkRecordError | undefined;
}

/** What became of every record, in little memory: one byte and, where there is one, an id for each. */
export interface Ledger {
  readonly settle: (settlement: Settlement) => void;
  /** The record was sent and no answer came: until it is settled, nobody knows whether it was written. */
  readonly doubt: (index: number, record: DoubtfulRecord) => void;
  /** It turned out that the record was certainly not written. */
  readonly clear: (index: number) => void;
  readonly statusOf: (index: number) => BulkStatus;
  readonly count: (status: BulkStatus) => number;
  /** A result for each record, in order. */
  readonly results: () => readonly BulkResult[];
}

const STATUSES: readonly BulkStatus[] = [
  "notAttempted",
  "unknown",
  "succeeded",
  "unchanged",
  "valid",
  "failed",
];

const CREATED = 1;
const FOUND = 2;

export const createLedger = (total: number): Ledger => {
  const statuses = new Uint8Array(total);
  const ids: (string | undefined)[] = [];
  const created = new Int8Array(total);
  const errors = createNotes<BulkRecordError>();
  const counts = new Map<BulkStatus, number>([["notAttempted", total]]);

  const statusOf = (index: number): BulkStatus => STATUSES[statuses[index] ?? 0] ?? "notAttempted";
  const count = (status: BulkStatus): number => counts.get(status) ?? 0;
  const mark = (index: number, status: BulkStatus): void => {
    const before = statusOf(index);
    counts.set(before, count(before) - 1);
    counts.set(status, count(status) + 1);
    statuses[index] = STATUSES.indexOf(status);
  };
  const reopen = (index: number, status: BulkStatus, { id, error }: DoubtfulRecord): void => {
    mark(index, status);
    ids[index] = id;
    created[index] = 0;
    errors.note(index, error);
  };
  const resultOf = (index: number): BulkResult => {
    const [id, error] = [ids[index], errors.get(index)];
    return {
      index,
      status: statusOf(index),
      ...(id !== undefined && { id }),
      ...(created[index] !== 0 && { created: created[index] === CREATED }),
      ...(error !== undefined && { error }),
    };
  };

  return {
    settle: ({ index, status, id, created: isNew, error }) => {
      mark(index, status);
      ids[index] = id;
      if (isNew !== undefined) {
        created[index] = isNew ? CREATED : FOUND;
      }
      errors.note(index, error);
    },
    doubt: (index, record) => reopen(index, "unknown", record),
    clear: (index) => reopen(index, "notAttempted", { id: undefined }),
    statusOf,
    count,
    results: () => Array.from({ length: total }, (_, index) => resultOf(index)),
  };
};

/** Something about a few of the records. */
const createNotes = <Note>() => {
  const notes = new Map<number, Note>();
  return {
    get: (index: number): Note | undefined => notes.get(index),
    note: (index: number, value: Note | undefined): void => {
      if (value === undefined) {
        notes.delete(index);
      } else {
        notes.set(index, value);
      }
    },
  };
};

/** The numbers of the ledger. */
export const countsOf = (
  ledger: Ledger,
  total: number,
): Omit<BulkSummary, "requests" | "throttledMs" | "elapsedMs"> => ({
  total,
  succeeded: ledger.count("succeeded"),
  unchanged: ledger.count("unchanged"),
  valid: ledger.count("valid"),
  failed: ledger.count("failed"),
  unknown: ledger.count("unknown"),
  notAttempted: ledger.count("notAttempted"),
});
