/** The live rows of a table in the order of their primary ids, sorted when somebody asks. */
export interface RowOrder {
  readonly add: (slot: number) => void;
  readonly remove: (slot: number) => void;
  readonly sorted: () => readonly number[];
  /** Position of the first row whose id is greater than `id`. */
  readonly after: (id: string) => number;
}

/** Position of the first of `slots` whose id is greater than `id`. */
const upperBound = (slots: readonly number[], idOf: (slot: number) => string, id: string): number => {
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

export const createRowOrder = (idOf: (slot: number) => string): RowOrder => {
  const slots: number[] = [];
  let isSorted = true;
  const sorted = (): readonly number[] => {
    if (!isSorted) {
      slots.sort((left, right) => (idOf(left) < idOf(right) ? -1 : 1));
      isSorted = true;
    }
    return slots;
  };
  return {
    add: (slot) => {
      slots.push(slot);
      isSorted = slots.length === 1;
    },
    remove: (slot) => {
      const position = isSorted ? upperBound(slots, idOf, idOf(slot)) - 1 : slots.indexOf(slot);
      slots.splice(position, 1);
    },
    sorted,
    after: (id) => upperBound(sorted(), idOf, id),
  };
};
