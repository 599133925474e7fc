import type { DataverseError } from "../../errors.ts";
import { type BatchItem, itemNumbers } from "./batchItem.ts";
import { type ItemOutcome, itemError, itemOutcome, operationError } from "./itemOutcome.ts";
import { type BatchedResponse, isOfChangeSet, type PartResponse } from "./sendBatch.ts";

/** What became of a change set: all of its items were written, or none. */
export type ChangeSetOutcome =
  | { readonly written: true; readonly outcomes: readonly ItemOutcome[] }
  /** `item` is the one that failed, where the answer names it. */
  | { readonly written: false; readonly error: DataverseError; readonly item?: BatchItem | undefined };

/**
 * Reads the answers to a change set. A failed one has a single answer, inside or outside of a set of answers, which
 * names the item by its Content-ID (captured in an issue of Microsoft's documentation). Undefined when the answers are
 * not those of these items.
 */
export const changeSetOutcome = (
  items: readonly BatchItem[],
  parts: readonly PartResponse[],
): ChangeSetOutcome | undefined => {
  const answers = parts.flatMap((part): readonly BatchedResponse[] =>
    isOfChangeSet(part) ? part.changeSet : [part],
  );
  const failure = answers.find(({ status }) => status >= 300);
  return failure === undefined ? writtenOutcome(items, answers) : failedOutcome(items, failure);
};

const failedOutcome = (items: readonly BatchItem[], failure: BatchedResponse): ChangeSetOutcome => {
  const named = items.find(({ position }) => String(position) === failure.contentId);
  const item = named ?? (items.length === 1 ? items[0] : undefined);
  const error =
    item === undefined
      ? operationError(`Carry out one of ${itemNumbers(items.map(({ position }) => position))}`, failure)
      : itemError(item, failure);
  return { written: false, error, item };
};

/** Answers are in the order of the items; Content-IDs, where all have one, are trusted more. */
const writtenOutcome = (
  items: readonly BatchItem[],
  answers: readonly BatchedResponse[],
): ChangeSetOutcome | undefined => {
  if (answers.length !== items.length) {
    return undefined;
  }
  const byId = new Map(answers.map((answer) => [answer.contentId, answer]));
  const inOrder = items.map((item, index) =>
    byId.size === items.length && !byId.has(undefined) ? byId.get(String(item.position)) : answers[index],
  );
  const ids = new Map<number, string>();
  const outcomes = items.flatMap((item, index) => {
    const answer = inOrder[index];
    const outcome = answer === undefined ? undefined : itemOutcome(item, answer, ids);
    if (outcome?.succeeded && outcome.id !== undefined) {
      ids.set(item.position, outcome.id);
    }
    return outcome === undefined ? [] : [outcome];
  });
  return outcomes.length === items.length ? { written: true, outcomes } : undefined;
};
