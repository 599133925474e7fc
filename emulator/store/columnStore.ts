/**
 * What a cell holds: text for text and ids, a number for every numeric type and for dates (milliseconds since 1970,
 * UTC), a boolean, or null.
 */
export type Value = string | number | boolean | null;

/** The cells of one column, by row slot. Absent cells read as null. */
export interface ColumnStore {
  readonly get: (slot: number) => Value;
  readonly set: (slot: number, value: Value) => void;
}

const firstCapacity = 64;

const textColumn = (): ColumnStore => {
  const cells: (string | null)[] = [];
  return {
    get: (slot) => cells[slot] ?? null,
    set: (slot, value) => {
      while (cells.length < slot) {
        cells.push(null);
      }
      cells[slot] = value === null ? null : String(value);
    },
  };
};

/** Eight bytes a cell; NaN stands for null. */
const numberColumn = (): ColumnStore => {
  let cells = new Float64Array(0);
  const grow = (slot: number): void => {
    const larger = new Float64Array(Math.max(firstCapacity, (slot + 1) * 2)).fill(Number.NaN);
    larger.set(cells);
    cells = larger;
  };
  return {
    get: (slot) => {
      const cell = cells[slot];
      return cell === undefined || Number.isNaN(cell) ? null : cell;
    },
    set: (slot, value) => {
      if (slot >= cells.length) {
        if (value === null) {
          return;
        }
        grow(slot);
      }
      cells[slot] = value === null ? Number.NaN : Number(value);
    },
  };
};

const booleanColumn = (): ColumnStore => {
  const bits = numberColumn();
  return {
    get: (slot) => {
      const bit = bits.get(slot);
      return bit === null ? null : bit === 1;
    },
    set: (slot, value) => bits.set(slot, value === null ? null : Number(value)),
  };
};

export type ColumnKind = "text" | "number" | "boolean";

const kinds: Readonly<Record<ColumnKind, () => ColumnStore>> = {
  text: textColumn,
  number: numberColumn,
  boolean: booleanColumn,
};

/** A column that takes no memory until the first value that is not null. */
export const createColumn = (kind: ColumnKind): ColumnStore => {
  let cells: ColumnStore | undefined;
  return {
    get: (slot) => (cells === undefined ? null : cells.get(slot)),
    set: (slot, value) => {
      if (cells === undefined) {
        if (value === null) {
          return;
        }
        cells = kinds[kind]();
      }
      cells.set(slot, value);
    },
  };
};
