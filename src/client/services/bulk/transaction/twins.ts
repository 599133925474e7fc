import { identityOf } from "../keys/recordIdentity.ts";
import type { BulkRecord } from "../records/bulkRecord.ts";

/** Of records whose key comes more than once, all but the first: each with the first one of that key. */
export type Twins = ReadonlyMap<number, number>;

export const twinsIn = (records: readonly BulkRecord[]): Twins => {
  const firsts = new Map<string, number>();
  const twins = new Map<number, number>();
  for (const { key, index } of records) {
    if (key !== undefined) {
      const identity = identityOf(key);
      const first = firsts.get(identity);
      if (first === undefined) {
        firsts.set(identity, index);
      } else {
        twins.set(index, first);
      }
    }
  }
  return twins;
};

/** All records whose key comes more than once. */
export const withFirsts = (twins: Twins): ReadonlySet<number> =>
  new Set([...twins.keys(), ...twins.values()]);

/**
 * New records without a key that were given under one key become one record, in which what comes later counts: Dataverse
 * would take them for two.
 */
export const unitedTwins = (records: readonly BulkRecord[], twins: Twins): readonly BulkRecord[] => {
  const united = new Map<number, BulkRecord>();
  for (const record of records) {
    const first = united.get(twins.get(record.index) ?? -1);
    if (record.key === undefined && first !== undefined) {
      united.set(first.index, { ...first, values: { ...first.values, ...record.values } });
    } else {
      united.set(record.index, record);
    }
  }
  return [...united.values()];
};
