import { isDeepStrictEqual } from "node:util";

/** One thing a step's result must be, and what it was. */
export interface Expectation {
  readonly what: string;
  readonly met: boolean;
  readonly seen: unknown;
  /** What was wanted instead, for an expectation that is not met: a value as JSON, or words. */
  readonly wanted: string;
}

export const equals = (what: string, seen: unknown, wanted: unknown): Expectation => ({
  what,
  met: isDeepStrictEqual(seen, wanted),
  seen,
  wanted: JSON.stringify(wanted) ?? "nothing",
});

/** `wanted` says in words what `met` has judged. */
export const holds = (
  what: string,
  met: boolean,
  { seen, wanted }: Pick<Expectation, "seen" | "wanted">,
): Expectation => ({
  what,
  met,
  seen,
  wanted,
});

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const isRecordId = (what: string, seen: unknown): Expectation =>
  holds(what, typeof seen === "string" && guid.test(seen), { seen, wanted: "a record id" });
