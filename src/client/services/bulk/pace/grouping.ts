import type { RecordTimes } from "./pace.ts";
import { SINGLY, TOGETHER } from "./perOperation.ts";

/** How many records one operation should hold, as it is learnt from how many of them are bad. */
export interface Grouping {
  /** For records that were not sent yet. */
  readonly fresh: () => number;
  /** For so many records, of which operations that held `perOperation` each were taken back. */
  readonly narrower: (records: number, perOperation: number) => number;
  /** What became of a record. */
  readonly settled: (isRefused: boolean) => void;
  /** What became of the bulk messages in a batch. */
  readonly answered: (messages: number, refused: number) => void;
  /** The table does not take bulk messages. */
  readonly notTogether: () => void;
}

export interface GroupingOptions {
  /** Whether the table takes bulk messages. */
  readonly together: boolean;
  /** Whether a bad record takes back the others of its bulk message. */
  readonly isTransaction: boolean;
  readonly times: () => RecordTimes;
}

/**
 * What a request weighs, in milliseconds of execution: service protection allows 6000 requests or 1,200,000 ms in a window
 * (Microsoft, "Service protection API limits"), so that one is as dear as 200 of the others.
 */
const REQUEST_MS = 1_200_000 / 6_000;

/** Of how many records and messages it goes by what became of them: others may be better or worse. */
const MEMORY = 8_000;

/** Messages in a batch are given up when nearly all of so many were taken back: then something else is wrong with them. */
const FAIR_TRIAL = 16;
const NEARLY_ALL = 0.9;

/**
 * One bad record takes back all of its bulk message, and one by one a record takes about four times as long (Microsoft's
 * sample of bulk operations). In between are batches of bulk messages, each a transaction of its own, as batches take any
 * operation but batches (Microsoft, "Execute batch operations using the Web API"): what is taken back is small, and costs
 * no request of its own.
 */
export const createGrouping = ({ together, isTransaction, times }: GroupingOptions): Grouping => {
  const records = createShare();
  const messages = createShare();
  let takesMessages = together;
  const areGroupsFutile = (): boolean => messages.all() >= FAIR_TRIAL && messages.share() > NEARLY_ALL;

  return {
    fresh: () => {
      if (!takesMessages) {
        return SINGLY;
      }
      const share = records.share();
      if (!isTransaction || share === 0) {
        return TOGETHER;
      }
      return areGroupsFutile() ? SINGLY : cheapest({ share, requestMs: 0, ...times() });
    },
    narrower: (count, perOperation) => {
      if (!takesMessages || !isTransaction || areGroupsFutile()) {
        return SINGLY;
      }
      const share = Math.max(records.share(), 1 / Math.min(count, perOperation));
      return cheapest({ share, requestMs: REQUEST_MS / count, ...times() });
    },
    settled: (isRefused) => records.add(1, isRefused ? 1 : 0),
    answered: messages.add,
    notTogether: () => {
      takesMessages = false;
    },
  };
};

interface Costs extends RecordTimes {
  /** How many of the records are bad, from 0 to 1. */
  readonly share: number;
  /** What one request more costs for each record. */
  readonly requestMs: number;
}

/**
 * What groups of `size` cost for each record: `overhead / size` for the operation around it, and, for a bad one, the other
 * records of its group one by one. The sum is least where both are equal. An operation costs what a record takes longer by
 * itself. Sizes are powers of two, so that those of a run are alike and their times can be compared.
 */
const cheapest = ({ share, requestMs, together, singly }: Costs): number => {
  const overhead = Math.max(0, singly - together);
  const size = 2 ** Math.floor(Math.log2(Math.max(1, Math.sqrt(overhead / (share * singly)))));
  const inGroups = requestMs + together + overhead / size + share * size * singly;
  return size > 1 && inGroups < singly ? size : SINGLY;
};

/** How many of the latest were refused. */
const createShare = () => {
  let all = 0;
  let refused = 0;
  return {
    add: (more: number, refusedOnes: number): void => {
      all += more;
      refused += refusedOnes;
      if (all >= MEMORY) {
        all /= 2;
        refused /= 2;
      }
    },
    all: () => all,
    /** From 0 to 1; what is left of one that is long past counts no more. */
    share: () => (refused < 0.5 ? 0 : refused / all),
  };
};
