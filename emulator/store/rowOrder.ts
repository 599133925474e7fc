/** The live rows of a table in the order of their primary ids, sorted when somebody asks. */
export interface RowOrder {
  readonly add: (slot: number) => void;
  readonly remove: (slot: number) => void;
  readonly sorted: () => readonly number[];
  /** Position of the first row whose id is greater than `id`. */
  readonly after: (id: string) => number;
}

type IdOf = (slot: number) => string;

/** Position of the first of `slots` whose id is greater than `id`. */
const upperBound = (slots: readonly number[], idOf: IdOf, id: string): number => {
  let low = 0;
  let high = slots.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const slot = slots[middle];
    if (slot !== undefined && idOf(slot) <= id) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
};

/** The first eight digits decide nearly always, and numbers compare much faster than text. */
const sortById = (slots: readonly number[], idOf: IdOf): number[] => {
  const ids = slots.map(idOf);
  const starts = Float64Array.from(ids, (id) => Number.parseInt(id.slice(0, 8), 16));
  const compare = (left: number, right: number): number =>
    (starts[left] ?? 0) - (starts[right] ?? 0) || ((ids[left] ?? "") < (ids[right] ?? "") ? -1 : 1);
  return Array.from(Int32Array.from(ids, (_id, at) => at).sort(compare), (at) => slots[at] ?? 0);
};

/** Puts a few sorted rows where they belong among many, without comparing the many. */
const merge = (many: readonly number[], few: readonly number[], idOf: IdOf): number[] => {
  const merged: number[] = [];
  let copied = 0;
  for (const slot of few) {
    const at = upperBound(many, idOf, idOf(slot));
    for (; copied < at; copied += 1) {
      merged.push(many[copied] ?? 0);
    }
    merged.push(slot);
  }
  for (; copied < many.length; copied += 1) {
    merged.push(many[copied] ?? 0);
  }
  return merged;
};

export const createRowOrder = (idOf: IdOf): RowOrder => {
  let inOrder: number[] = [];
  let added: number[] = [];
  const sorted = (): readonly number[] => {
    if (added.length > 0) {
      inOrder =
        added.length > inOrder.length
          ? sortById([...inOrder, ...added], idOf)
          : merge(inOrder, sortById(added, idOf), idOf);
      added = [];
    }
    return inOrder;
  };
  return {
    add: (slot) => {
      added.push(slot);
    },
    remove: (slot) => {
      const waiting = added.lastIndexOf(slot);
      if (waiting >= 0) {
        added.splice(waiting, 1);
      } else {
        inOrder.splice(upperBound(inOrder, idOf, idOf(slot)) - 1, 1);
      }
    },
    sorted,
    after: (id) => upperBound(sorted(), idOf, id),
  };
};
