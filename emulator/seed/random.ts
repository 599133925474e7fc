/** Scrambles the bits of a 32-bit number without losing any: two inputs never give one output (MurmurHash3's finalizer). */
const scramble = (bits: number): number => {
  const first = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  const second = Math.imul(first ^ (first >>> 13), 0xc2b2ae35);
  return (second ^ (second >>> 16)) >>> 0;
};

const hashText = (text: string): number =>
  Array.from(text).reduce((hash, letter) => scramble(hash ^ (letter.codePointAt(0) ?? 0)), 0x9e3779b9);

const hex = (bits: number): string => bits.toString(16).padStart(8, "0");

/**
 * GUIDs by number, for one series of a seed. Numbers below 2^32 never share a GUID: the first eight digits alone tell
 * them apart.
 */
export const guidSeries = (seed: number, series: string): ((index: number) => string) => {
  const [a, b, c, d] = ["a", "b", "c", "d"].map((part) => hashText(`${seed} ${series} ${part}`));
  const word = (key: number | undefined, index: number): string => hex(scramble((key ?? 0) ^ index));
  return (index) => {
    const middle = word(b, index);
    const end = word(c, index);
    return `${word(a, index)}-${middle.slice(0, 4)}-4${middle.slice(5)}-a${end.slice(1, 4)}-${end.slice(4)}${word(d, index)}`;
  };
};

/** A stream of pseudo-random decisions. The same start always gives the same decisions. */
export interface Random {
  /** A whole number from 0 up to, but not including, `limit`. */
  readonly below: (limit: number) => number;
  /** A whole number from `least` to `most`, both included. */
  readonly between: (least: number, most: number) => number;
  readonly chance: (probability: number) => boolean;
  readonly pick: <T>(items: readonly T[]) => T;
}

const step = 0x9e3779b9;

/** A class, because one is made several times for every record: functions of its own would cost more than the record. */
class Decisions implements Random {
  private state: number;

  constructor(start: number) {
    this.state = start;
  }

  private fraction(): number {
    this.state = (this.state + step) | 0;
    return scramble(this.state) / 2 ** 32;
  }

  below(limit: number): number {
    return Math.floor(this.fraction() * limit);
  }

  between(least: number, most: number): number {
    return least + this.below(most - least + 1);
  }

  chance(probability: number): boolean {
    return this.fraction() < probability;
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)];
    if (item === undefined) {
      throw new RangeError("There is nothing to pick from.");
    }
    return item;
  }
}

/** Random decisions by number, for one series of a seed: every record has its own stream and needs no other record. */
export const randomSeries = (seed: number, series: string): ((index: number) => Random) => {
  const key = hashText(`${seed} ${series} random`);
  return (index) => new Decisions(scramble(key ^ index));
};

/** The value, with the given probability; otherwise null, as an empty column has it. */
export const sometimes = <T>(random: Random, probability: number, value: T): T | null =>
  random.chance(probability) ? value : null;
