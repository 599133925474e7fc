interface Source {
  readonly rows: () => Iterable<number>;
  readonly count: () => number;
  readonly versionOf: (slot: number) => number;
  readonly isLive: (slot: number) => boolean;
}

/** Finds the rows that were written after a version, without a look at the others. */
export interface VersionIndex {
  /** To be called when a row's values are written, also by a rollback. */
  readonly note: (slot: number, version: number) => void;
  /** Rows with a higher version, the lowest version first. */
  readonly after: (version: number) => Generator<number>;
}

/** The log is made anew when it is longer than twice the rows and this. */
const mostStale = 4096;

/**
 * A log of writes in the order of their versions, with the last write of every row among them. It is made when it is
 * first asked for and kept up to date from then on.
 */
export const createVersionIndex = ({ rows, count, versionOf, isLive }: Source): VersionIndex => {
  let log: { versions: number[]; slots: number[] } | undefined;
  const build = () => {
    const slots = [...rows()].sort((left, right) => versionOf(left) - versionOf(right));
    log = { versions: slots.map(versionOf), slots };
    return log;
  };
  /** Position of the first entry with a higher version. */
  const upperBound = (versions: readonly number[], version: number): number => {
    let [low, high] = [0, versions.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((versions[middle] ?? 0) <= version) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  };
  const isCurrent = (slot: number, version: number): boolean => isLive(slot) && versionOf(slot) === version;
  const hasTooManyStale = (entries: number): boolean => entries > count() * 2 + mostStale;
  return {
    note: (slot, version) => {
      if (log === undefined) {
        return;
      }
      const { versions, slots } = log;
      const at = upperBound(versions, version);
      if (versions[at - 1] === version && slots[at - 1] === slot) {
        return;
      }
      if (at === versions.length) {
        versions.push(version);
        slots.push(slot);
      } else {
        // A rollback brings an old version back, whose entry the log may have lost when it was made anew.
        versions.splice(at, 0, version);
        slots.splice(at, 0, slot);
      }
    },
    *after(version) {
      if (log !== undefined && hasTooManyStale(log.versions.length)) {
        log = undefined;
      }
      const { versions, slots } = log ?? build();
      for (let at = upperBound(versions, version); at < versions.length; at += 1) {
        const [slot, written] = [slots[at], versions[at]];
        if (slot !== undefined && written !== undefined && isCurrent(slot, written)) {
          yield slot;
        }
      }
    },
  };
};
