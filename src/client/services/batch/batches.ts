import { BatchError, type BatchItemResult, type DataverseError } from "../../errors.ts";
import type { JsonObject } from "../jsonObject.ts";
import type { WriteOptions } from "../requestOptions.ts";
import type { ServiceContext } from "../serviceContext.ts";
import { createEntitySets, type EntitySets } from "../tables/entitySets.ts";
import { runAllOrNothing } from "./allOrNothing.ts";
import { type BatchItem, type BatchMode, itemNumbers } from "./batchItem.ts";
import { type BatchRun, runItemByItem } from "./itemByItem.ts";

export interface Batches {
  /**
   * Carries out all items and returns, in their order, the record of each or `{ id }`, `{ id, deleted: true }`. Throws
   * `BatchError` at the first failure: in the mode all or nothing nothing is written then, otherwise its `results` and its
   * message tell what was.
   */
  readonly run: (
    items: readonly BatchItem[],
    mode: Exclude<BatchMode, "continueOnError">,
    options?: WriteOptions,
  ) => Promise<readonly JsonObject[]>;
  /** Carries out every item it can and returns a result for each; throws only when nothing is known about any of them. */
  readonly runEach: (
    items: readonly BatchItem[],
    options?: WriteOptions,
  ) => Promise<readonly BatchItemResult[]>;
}

export const createBatches = (
  context: ServiceContext,
  entitySets: EntitySets = createEntitySets(context),
): Batches => ({
  run: async (items, mode, options = {}) => {
    if (items.length === 0) {
      return [];
    }
    if (mode === "allOrNothing") {
      const outcomes = await runAllOrNothing({ context, entitySets }, items, options);
      return outcomes.flatMap((outcome) => (outcome.succeeded ? [outcome.record] : []));
    }
    const { results, ended } = await runItemByItem(context, { items, mode, options });
    if (ended !== undefined) {
      throw stopped(ended, results);
    }
    return results.map(({ record }) => record ?? {});
  },
  runEach: async (items, options = {}) => {
    const run = await runItemByItem(context, { items, mode: "continueOnError", options });
    if (run.ended !== undefined && nothingKnown(run)) {
      throw stopped(run.ended, run.results);
    }
    return run.results;
  },
});

/** Not one answer about an item: as a success of the step, it would be overlooked. */
const nothingKnown = ({ results }: BatchRun): boolean =>
  results.every(({ status }) => status === "notRun" || status === "unknown");

/** What was written stays written: the message names it, with the ids of the first items. */
const stopped = (error: DataverseError, results: readonly BatchItemResult[]): BatchError => {
  const written = results.filter(({ status }) => status === "succeeded");
  const left = results.filter(({ status }) => status === "notRun");
  const nothing = error.mayHaveWritten ? "" : "Nothing was written.";
  const sentences = [
    written.length === 0 ? nothing : `Carried out and kept: ${numbersOf(written)} (${idsOf(written)}).`,
    left.length === 0 ? "" : `Not run: ${numbersOf(left)}.`,
  ];
  const message = [error.message, ...sentences].filter((text) => text !== "").join(" ");
  return new BatchError(message, error, results);
};

const numbersOf = (results: readonly BatchItemResult[]): string =>
  itemNumbers(results.map(({ index }) => index + 1));

const SHOWN_IDS = 10;

const idsOf = (results: readonly BatchItemResult[]): string => {
  const ids = results.slice(0, SHOWN_IDS).map(({ id }) => id ?? "no id");
  return results.length > SHOWN_IDS ? `${ids.join(", ")} …` : ids.join(", ");
};
