import { BatchError, DataverseError, invalidInput } from "../../errors.ts";
import type { WriteOptions } from "../requestOptions.ts";
import type { ServiceContext } from "../serviceContext.ts";
import { withNameSuggestions } from "../tables/columnNames.ts";
import { elasticAmong } from "../tables/elasticTables.ts";
import type { EntitySets } from "../tables/entitySets.ts";
import { type BatchItem, itemName, itemNumbers } from "./batchItem.ts";
import { changeSetOutcome } from "./changeSetOutcome.ts";
import { MOST_OPERATIONS } from "./chunks.ts";
import { itemOperation } from "./itemOperation.ts";
import { failedResult, type ItemOutcome, notRunResult } from "./itemOutcome.ts";
import { repeatEffect } from "./repeatEffect.ts";
import { sendBatch, unreadableBatch } from "./sendBatch.ts";

/**
 * Carries out all items as one change set: all of them or, when one fails, none. A collection that is no entity set is
 * corrected and the batch sent again, since nothing of it was written.
 */
export const runAllOrNothing = async (
  { context, entitySets }: { readonly context: ServiceContext; readonly entitySets: EntitySets },
  items: readonly BatchItem[],
  options: WriteOptions,
): Promise<readonly ItemOutcome[]> => {
  if (items.length > MOST_OPERATIONS) {
    throw invalidInput(
      `Batch Actions holds ${items.length} items, but Dataverse carries out at most ${MOST_OPERATIONS} in one transaction. Set Mode to stop or continue at an error, which sends them in several batches, or hand over fewer items.`,
    );
  }
  const send = (names: ReadonlyMap<string, string>) => sendChangeSet(context, { items, options, names });
  const collections = [...new Set(items.flatMap(collectionsOf))];
  try {
    return await withNameSuggestions(context, () => withEntitySets(entitySets, collections, send));
  } catch (error) {
    throw error instanceof DataverseError ? await failedBatch(context, error, items) : error;
  }
};

const collectionsOf = (item: BatchItem): readonly string[] =>
  ("related" in item ? [item.collection, item.related.collection] : [item.collection]).filter(
    (collection) => collection !== "",
  );

/** One lookup of the right name inside the other: each corrects its own, and passes on what is about another. */
const withEntitySets = <Result>(
  entitySets: EntitySets,
  [collection, ...others]: readonly string[],
  call: (names: ReadonlyMap<string, string>) => Promise<Result>,
): Promise<Result> =>
  collection === undefined
    ? call(new Map())
    : entitySets.run(
        collection,
        (entitySet) =>
          withEntitySets(entitySets, others, (names) => call(new Map([...names, [collection, entitySet]]))),
        "The collection",
      );

interface ChangeSetCall {
  readonly items: readonly BatchItem[];
  readonly options: WriteOptions;
  readonly names: ReadonlyMap<string, string>;
}

const sendChangeSet = async (
  context: ServiceContext,
  { items, options, names }: ChangeSetCall,
): Promise<readonly ItemOutcome[]> => {
  const setting = { serviceRoot: context.serviceRoot, options, entitySets: names };
  const batch = {
    operation: `Carry out the batch of ${items.length} ${items.length === 1 ? "item" : "items"}`,
    parts: [{ changeSet: items.map((item) => itemOperation(item, setting)) }],
    repeat: repeatEffect(items),
    continueOnError: false,
  };
  const outcome = changeSetOutcome(items, await sendBatch(context, batch));
  if (outcome === undefined) {
    throw unreadableBatch(batch);
  }
  if (!outcome.written) {
    throw outcome.error;
  }
  return outcome.outcomes;
};

const NOTHING_WRITTEN = "Nothing of the batch was written, because it runs all or nothing.";

/** What an error of the whole says about each item, and whether anything of it was written. */
const failedBatch = async (
  context: ServiceContext,
  error: DataverseError,
  items: readonly BatchItem[],
): Promise<DataverseError> => {
  if (error.mayHaveWritten) {
    const results = items.map((item) => failedResult(item, error));
    return new BatchError(error.message, error, results);
  }
  const at = items.findIndex((item) => error.operation === `Carry out ${itemName(item)}`);
  const resultOf = (item: BatchItem, index: number) =>
    index === at ? failedResult(item, error) : notRunResult(item);
  const kept = await keptItems(context, items.slice(0, Math.max(0, at)));
  const [first] = kept;
  if (first === undefined) {
    return new BatchError(`${error.message} ${NOTHING_WRITTEN}`, error, items.map(resultOf));
  }
  const numbers = itemNumbers(kept.map(({ position }) => position));
  const message = `${error.message} What came before it in elastic tables such as ${first.collection} is not taken back: ${numbers} may have been written. Check in Dataverse before you run it again.`;
  const details = { ...error, mayHaveWritten: true };
  const unknown = new DataverseError(message, details);
  return new BatchError(
    message,
    details,
    items.map((item, index) => (kept.includes(item) ? failedResult(item, unknown) : resultOf(item, index))),
  );
};

/** The items that stay written although the change set failed behind them. */
const keptItems = async (
  context: ServiceContext,
  before: readonly BatchItem[],
): Promise<readonly BatchItem[]> => {
  if (before.length === 0) {
    return [];
  }
  const elastic = await elasticAmong(context, before.flatMap(collectionsOf));
  return before.filter(({ collection }) => elastic.includes(collection));
};
