import { describe, expect, it } from "vitest";
import { createChunkSizes } from "../../../../../src/client/services/bulk/pace/chunkSizes.ts";
import { TOGETHER } from "../../../../../src/client/services/bulk/pace/perOperation.ts";
import { createRecordQueue } from "../../../../../src/client/services/bulk/queue/recordQueue.ts";
import { createLedger } from "../../../../../src/client/services/bulk/report/ledger.ts";
import { type Dispatch, dispatchRecords } from "../../../../../src/client/services/bulk/run/dispatch.ts";
import type { Piece, PieceOutcome } from "../../../../../src/client/services/bulk/write/piece.ts";
import { manualClock } from "../../../http/clocks.ts";

const COUNT = 1_000;

const setup = (write: (piece: Piece) => Promise<PieceOutcome>, more: Partial<Dispatch> = {}) => {
  const ledger = createLedger(COUNT);
  const records = Array.from({ length: COUNT }, (_, index) => ({
    index,
    identity: undefined,
    group: undefined,
  }));
  const dispatch: Dispatch = {
    queue: createRecordQueue(records),
    ledger,
    recordAt: (index) => ({
      index,
      key: undefined,
      name: String(index),
      partition: undefined,
      values: {},
      hasGivenId: false,
      mayBeDone: false,
      sentSince: undefined,
      onlySingly: false,
    }),
    write,
    width: () => 4,
    chunkSize: createChunkSizes().of,
    perOperation: () => TOGETHER,
    limit: () => undefined,
    isGrouped: false,
    end: () => undefined,
    fewest: 1,
    clock: manualClock(),
    pausedUntil: () => 0,
    endsBy: 1_000_000,
    stopped: new AbortController().signal,
    ...more,
  };
  return { ledger, run: () => dispatchRecords(dispatch) };
};

const wellDone = ({ records }: Piece): PieceOutcome => ({
  settled: records.map((index) => ({ index, status: "succeeded" })),
  again: [],
});

describe("the dispatch of records", () => {
  it("keeps as many requests under way as it may, and no more", async () => {
    let underWay = 0;
    let most = 0;
    const { ledger, run } = setup(async (piece) => {
      underWay += 1;
      most = Math.max(most, underWay);
      await Promise.resolve();
      underWay -= 1;
      return wellDone(piece);
    });
    expect(await run()).toBeUndefined();
    expect([ledger.count("succeeded"), most]).toEqual([COUNT, 4]);
  });

  it("does not lose what is known to a defect of its own", async () => {
    let pieces = 0;
    const { ledger, run } = setup(async (piece) => {
      pieces += 1;
      if (pieces === 6) {
        throw new TypeError("x is not a function");
      }
      return wellDone(piece);
    });
    const stop = await run();
    expect(stop).toMatchObject({ kind: "unexpectedAnswer" });
    expect(stop?.message).toContain("x is not a function. Please report this.");
    expect(ledger.count("unknown")).toBeGreaterThan(0);
    expect(ledger.count("succeeded")).toBeGreaterThan(0);
    expect(ledger.count("unknown") + ledger.count("succeeded") + ledger.count("notAttempted")).toBe(COUNT);
  });

  it("begins nothing when Dataverse asks to wait for longer than there is time", async () => {
    let pausedUntil = 0;
    const { ledger, run } = setup(
      async (piece) => {
        pausedUntil = 2_000_000;
        return wellDone(piece);
      },
      { pausedUntil: () => pausedUntil },
    );
    expect(await run()).toBeUndefined();
    expect(ledger.count("notAttempted")).toBeGreaterThan(COUNT / 2);
  });

  it("sends what is left over before what is new", async () => {
    const sent: number[] = [];
    let first = true;
    const { run } = setup(
      async (piece) => {
        sent.push(piece.records[0] ?? -1);
        const again = first ? [piece] : [];
        const outcome = first ? { settled: [], again } : wellDone(piece);
        first = false;
        return outcome;
      },
      { width: () => 1 },
    );
    await run();
    expect(sent.slice(0, 3)).toEqual([0, 0, 100]);
  });
});
