import type { DataverseError } from "../../../errors.ts";
import type { Clock } from "../../../http/clock.ts";
import { remembering } from "../../remembering.ts";
import { suggestNames } from "../../tables/columnNames.ts";
import type { BulkOptions } from "../bulkCall.ts";
import type { ChunkSizes } from "../pace/chunkSizes.ts";
import type { Grouping } from "../pace/grouping.ts";
import type { Pace } from "../pace/pace.ts";
import type { RecordQueue } from "../queue/recordQueue.ts";
import type { BulkRecord } from "../records/bulkRecord.ts";
import type { Ledger } from "../report/ledger.ts";
import type { Sending } from "../send/sending.ts";
import { createLookForLost, type LookForLost } from "./lookForLost.ts";
import { createPatience, type Patience } from "./patience.ts";
import { type Piece, pieceOf } from "./piece.ts";
import { createReadFirst, type ReadFirst } from "./readFirst.ts";

/** What writing pieces takes, beside the pieces. */
export interface Writing {
  readonly sending: Sending;
  /** Reads a record from the list, once more each time it is needed: ready records would take many times the memory. */
  readonly recordAt: (index: number) => BulkRecord;
  /** The table makes ids of its own after all: none are chosen from now on. */
  readonly withholdIds: () => void;
  /** Finds out what became of new records whose answer got lost. */
  readonly lookForLost: LookForLost;
  /** Reads records before they are written, where that is wanted or needed. */
  readonly readFirst: ReadFirst;
  /** The error with the names that may have been meant, where it is about a name. */
  readonly suggest: (error: DataverseError) => Promise<DataverseError>;
  readonly grouping: Grouping;
  readonly patience: Patience;
  /** How many records one request may write at the moment. */
  readonly mostRecords: (perOperation: number) => number;
  /** Nothing was written so far. */
  readonly isFirst: () => boolean;
  readonly random: () => number;
  /** Told of pieces that were too much at once. */
  readonly tooMuch: (piece: Piece) => void;
  /** Told how long Dataverse asks to wait, when a piece gave up waiting. */
  readonly throttled: (ms: number, code: string | undefined) => void;
}

const MANY = Number.MAX_SAFE_INTEGER;

export interface WritingOptions {
  readonly sending: Sending;
  readonly recordAt: Writing["recordAt"];
  readonly withholdIds: Writing["withholdIds"];
  readonly queue: RecordQueue;
  readonly pace: Pace;
  readonly sizes: ChunkSizes;
  readonly grouping: Grouping;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly random: () => number;
  readonly options: Pick<BulkOptions, "onlyChanged" | "tellCreated">;
}

export const createWriting = ({
  sending,
  recordAt,
  withholdIds,
  queue,
  pace,
  sizes,
  grouping,
  ledger,
  clock,
  random,
  options: { onlyChanged = false, tellCreated = false },
}: WritingOptions): Writing => {
  const lookups = remembering(sending.context);
  return {
    sending,
    recordAt,
    withholdIds,
    lookForLost: createLookForLost({
      sending,
      recordAt,
      begun: pace.begun,
      twins: (index) => twinsOf(queue, index).map(ledger.statusOf),
    }),
    readFirst: createReadFirst({ sending, recordAt, onlyChanged, tellCreated, lookups }),
    suggest: (error) => suggestNames(lookups, error),
    grouping,
    patience: createPatience(() => clock.now()),
    mostRecords: (perOperation) => sizes.of(perOperation).next({ left: MANY, atOnce: 1 }),
    isFirst: () => ledger.count("succeeded") === 0,
    random,
    throttled: (ms, code) => pace.governor.throttled({ code, until: clock.now() + ms }),
    tooMuch: ({ records, perOperation }) => sizes.of(perOperation).tooMuch(records.length),
  };
};

/** Earlier records of the list with the same key. */
const twinsOf = ({ predecessor }: RecordQueue, index: number): readonly number[] => {
  const twins: number[] = [];
  for (let earlier = predecessor(index); earlier !== undefined; earlier = predecessor(earlier)) {
    twins.push(earlier);
  }
  return twins;
};

/** The records of a piece, as they are to be sent. */
export const recordsOf = ({ recordAt }: Writing, { records, known }: Piece): readonly BulkRecord[] =>
  records.map((index) => ({ ...recordAt(index), ...known?.get(index)?.instead }));

/** A piece that was taken back because of some of its records. */
export const narrowed = ({ grouping }: Writing, piece: Piece): Piece =>
  pieceOf(piece, { perOperation: grouping.narrower(piece.records.length, piece.perOperation) });
