/** Gives out records in such an order that no two requests under way touch the same record or the same group. */
export interface RecordQueue {
  /** The next records that may go into one request together, at most so many; none when all that are left have to wait. */
  readonly take: (most: number) => readonly number[];
  /** A record that was taken is done with: those that had to wait for it may go. */
  readonly settle: (index: number) => void;
  /** The record before this one that names the same record in Dataverse. */
  readonly predecessor: (index: number) => number | undefined;
  /** How many are not settled yet. */
  readonly unsettled: () => number;
  /** How many were not taken yet. */
  readonly untaken: () => number;
}

export interface QueuedRecord {
  readonly index: number;
  /** What names the record in Dataverse; absent for a new one. */
  readonly identity: string | undefined;
  /** Absent for a record that can go with any other. */
  readonly group: string | undefined;
}

interface Group {
  readonly records: number[];
  /** How many of the records were taken. */
  taken: number;
  /** How many of those are not settled. */
  underWay: number;
  /** No two requests with its records at once. */
  readonly isExclusive: boolean;
}

/**
 * Records with the same identity keep their order, one after the other: Dataverse passes over the second of two in one
 * UpdateMultiple, refuses both in one UpsertMultiple, and requests that meet on one record deadlock (Microsoft, "Use bulk
 * operation messages"). Records of a group may share a request, but two requests at once never have records of one group.
 */
export const createRecordQueue = (records: Iterable<QueuedRecord>): RecordQueue => {
  const { groups, groupOf, successors, predecessors } = sorted(records);
  const ready = new Set<Group>();
  let unsettled = groups.reduce((sum, { records: own }) => sum + own.length, successors.size);

  let untaken = unsettled;

  const lineUp = (group: Group): void => {
    const mayGo = group.taken < group.records.length && !(group.isExclusive && group.underWay > 0);
    if (mayGo) {
      ready.add(group);
    } else {
      ready.delete(group);
    }
  };

  const takeFrom = (group: Group, most: number): readonly number[] => {
    const taken = group.records.slice(group.taken, group.taken + most);
    group.taken += taken.length;
    group.underWay += taken.length;
    lineUp(group);
    return taken;
  };

  groups.forEach(lineUp);
  return {
    take: (most) => {
      const taken: number[] = [];
      for (const group of ready) {
        for (const index of takeFrom(group, most - taken.length)) {
          taken.push(index);
        }
        if (taken.length >= most) {
          break;
        }
      }
      untaken -= taken.length;
      return taken;
    },
    settle: (index) => {
      unsettled -= 1;
      const group = groupOf(index);
      group.underWay -= 1;
      const next = successors.get(index);
      if (next !== undefined) {
        const itsGroup = groupOf(next);
        itsGroup.records.push(next);
        lineUp(itsGroup);
      }
      lineUp(group);
    },
    predecessor: (index) => predecessors.get(index),
    unsettled: () => unsettled,
    untaken: () => untaken,
  };
};

interface Sorted {
  readonly groups: readonly Group[];
  readonly groupOf: (index: number) => Group;
  /** The record that has to wait for another, by the one it waits for. */
  readonly successors: ReadonlyMap<number, number>;
  /** The other way round. */
  readonly predecessors: ReadonlyMap<number, number>;
}

const newGroup = (isExclusive: boolean): Group => ({ records: [], taken: 0, underWay: 0, isExclusive });

const sorted = (records: Iterable<QueuedRecord>): Sorted => {
  const free = newGroup(false);
  const named = new Map<string, Group>();
  const memberships = new Map<number, Group>();
  const latest = new Map<string, number>();
  const successors = new Map<number, number>();
  const join = (index: number, name: string): Group => {
    const group = named.get(name) ?? newGroup(true);
    named.set(name, group);
    memberships.set(index, group);
    return group;
  };
  for (const { index, identity, group: name } of records) {
    const group = name === undefined ? free : join(index, name);
    const earlier = identity === undefined ? undefined : latest.get(identity);
    if (earlier === undefined) {
      group.records.push(index);
    } else {
      successors.set(earlier, index);
    }
    if (identity !== undefined) {
      latest.set(identity, index);
    }
  }
  const groups = [...named.values(), free];
  const predecessors = new Map([...successors].map(([earlier, later]) => [later, earlier]));
  return { groups, groupOf: (index) => memberships.get(index) ?? free, successors, predecessors };
};
