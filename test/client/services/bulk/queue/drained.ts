import {
  createRecordQueue,
  type QueuedRecord,
} from "../../../../../src/client/services/bulk/queue/recordQueue.ts";

/** What happens next: something is taken, or a record that is under way is settled, each chosen by the number. */
export interface Move {
  readonly takes: boolean;
  readonly number: number;
}

/** One time that something was taken. */
export interface Taking {
  readonly asked: number;
  /** Under way at the moment. */
  readonly before: readonly QueuedRecord[];
  readonly taken: readonly QueuedRecord[];
  /** How many could have been given, by the rules. */
  readonly mightGo: number;
}

export interface Drain {
  readonly takes: readonly (readonly number[])[];
  readonly history: readonly Taking[];
  /** Before every move and at the end: what the queue says is not settled, and what really is not. */
  readonly counts: readonly (readonly [said: number, real: number])[];
}

/** Takes and settles in the order of the moves until the queue says that all is done, or gives nothing any more. */
export const drained = (list: readonly QueuedRecord[], moves: Iterator<Move>): Drain => {
  const queue = createRecordQueue(list);
  const byIndex = new Map(list.map((record) => [record.index, record]));
  const waiting = new Set(list);
  const underWay = new Set<QueuedRecord>();
  const history: Taking[] = [];
  const counts: [number, number][] = [];
  const isDone = (): boolean => {
    counts.push([queue.unsettled(), waiting.size + underWay.size]);
    return queue.unsettled() === 0;
  };

  const take = (asked: number): readonly QueuedRecord[] => {
    const before = [...underWay];
    const mightGo = numberOfFree([...waiting], before);
    const taken = queue.take(asked).flatMap((index) => byIndex.get(index) ?? []);
    history.push({ asked, before, taken, mightGo });
    for (const record of taken) {
      waiting.delete(record);
      underWay.add(record);
    }
    return taken;
  };

  while (!isDone()) {
    const { takes, number } = moves.next().value;
    const settled = takes ? undefined : [...underWay][number % Math.max(1, underWay.size)];
    if (settled !== undefined) {
      underWay.delete(settled);
      queue.settle(settled.index);
    } else if (take(1 + (number % 7)).length === 0 && underWay.size === 0) {
      break;
    }
  }
  const takes = history.map(({ taken }) => taken.map(({ index }) => index));
  return { takes, history, counts };
};

/** The first of each identity, when neither it nor its group is under way. */
const numberOfFree = (waiting: readonly QueuedRecord[], underWay: readonly QueuedRecord[]): number => {
  const busyGroups = new Set(underWay.map(({ group }) => group));
  const seen = new Set(underWay.flatMap(({ identity }) => identity ?? []));
  return waiting.filter(({ identity, group }) => {
    const isFirst = identity === undefined || !seen.has(identity);
    if (identity !== undefined) {
      seen.add(identity);
    }
    return isFirst && (group === undefined || !busyGroups.has(group));
  }).length;
};
