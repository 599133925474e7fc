/** Part of the name of every record of one run: tells a person where it comes from, and runs from each other. */
export interface Stamp {
  readonly stamp: string;
}

/** An entry of a key/value list input. */
export const entry = (key: string, value: unknown) => ({ key, value });
