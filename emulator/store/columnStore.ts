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
const growth = 1.5;

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

type NumberCells = Float64Array | Int32Array | Int8Array;

/** Numbers in a typed array that grows; one number of its range stands for null. */
const packedColumn = (create: (length: number) => NumberCells, empty: number): ColumnStore => {
  let cells = create(0);
  const grow = (slot: number): void => {
    const larger = create(Math.max(firstCapacity, Math.ceil((slot + 1) * growth))).fill(empty, cells.length);
    larger.set(cells);
    cells = larger;
  };
  return {
    get: (slot) => {
      const cell = cells[slot];
      return cell === undefined || Object.is(cell, empty) ? null : cell;
    },
    set: (slot, value) => {
      if (slot >= cells.length) {
        if (value === null) {
          return;
        }
        grow(slot);
      }
      cells[slot] = value === null ? empty : Number(value);
    },
  };
};

const numberColumn = (): ColumnStore => packedColumn((length) => new Float64Array(length), Number.NaN);

/** Choices: their values are far from the smallest 32-bit number. */
const choiceColumn = (): ColumnStore => packedColumn((length) => new Int32Array(length), -2_147_483_648);

const booleanColumn = (): ColumnStore => {
  const bits = packedColumn((length) => new Int8Array(length), -1);
  return {
    get: (slot) => {
      const bit = bits.get(slot);
      return bit === null ? null : bit === 1;
    },
    set: bits.set,
  };
};

/** Text out of a few: table names. */
const wordColumn = (): ColumnStore => {
  const words: string[] = [];
  const codes = packedColumn((length) => new Int8Array(length), -1);
  const codeOf = (word: string): number => {
    const code = words.indexOf(word);
    return code < 0 ? words.push(word) - 1 : code;
  };
  return {
    get: (slot) => words[Number(codes.get(slot) ?? -1)] ?? null,
    set: (slot, value) => codes.set(slot, value === null ? null : codeOf(String(value))),
  };
};

const kinds = {
  text: textColumn,
  number: numberColumn,
  choice: choiceColumn,
  boolean: booleanColumn,
  word: wordColumn,
} as const;

export type ColumnKind = keyof typeof kinds;

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
