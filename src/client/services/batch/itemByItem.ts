import type { BatchPart } from "../../batch/operation.ts";
import { type BatchItemResult, DataverseError } from "../../errors.ts";
import type { WriteOptions } from "../requestOptions.ts";
import type { ServiceContext } from "../serviceContext.ts";
import { type BatchItem, type BatchMode, itemName, itemNumbers } from "./batchItem.ts";
import { changeSetOutcome } from "./changeSetOutcome.ts";
import { inBatches } from "./chunks.ts";
import { itemOperation } from "./itemOperation.ts";
import { failedResult, type ItemOutcome, itemOutcome, itemResult, notRunResult } from "./itemOutcome.ts";
import { type LinkedItems, linkItems } from "./linkedItems.ts";
import { repeatEffect } from "./repeatEffect.ts";
import { isOfChangeSet, type PartResponse, sendBatch, unreadableBatch } from "./sendBatch.ts";
import { createSuggest, type Suggest } from "./suggestions.ts";

export interface ItemByItem {
  readonly items: readonly BatchItem[];
  readonly mode: Exclude<BatchMode, "allOrNothing">;
  readonly options: WriteOptions;
}

/** A result for every item; `ended` is the error after which no more were carried out. */
export interface BatchRun {
  readonly results: readonly BatchItemResult[];
  readonly ended?: DataverseError | undefined;
}

/**
 * Carries out the items one after the other, each by itself or with those that refer to it. More than Dataverse takes at
 * once go in several batches, one after the other, because a later item may depend on what an earlier one did.
 */
export const runItemByItem = async (context: ServiceContext, call: ItemByItem): Promise<BatchRun> => {
  const setting = { serviceRoot: context.serviceRoot, options: call.options, entitySets: NO_NAMES };
  const encode = ([first, ...others]: LinkedItems): BatchPart =>
    others.length === 0
      ? itemOperation(first, setting)
      : { changeSet: [first, ...others].map((item) => itemOperation(item, setting)) };
  const suggest = createSuggest(context);
  const results: BatchItemResult[] = [];
  let ended: DataverseError | undefined;
  for (const groups of inBatches(linkItems(call.items), encode)) {
    const run =
      ended === undefined
        ? await runBatch(context, call, { groups, parts: groups.map(encode), suggest })
        : { results: groups.flat().map((item) => notRunResult(item)), ended };
    results.push(...run.results);
    ended = run.ended;
  }
  return { results, ended };
};

const NO_NAMES: ReadonlyMap<string, string> = new Map();

interface Batch {
  readonly groups: readonly LinkedItems[];
  readonly parts: readonly BatchPart[];
  readonly suggest: Suggest;
}

const runBatch = async (
  context: ServiceContext,
  { items, mode }: ItemByItem,
  { groups, parts, suggest }: Batch,
): Promise<BatchRun> => {
  const sent = groups.flat();
  const request = {
    operation: `Carry out ${itemNumbers(sent.map(({ position }) => position))} of the batch of ${items.length}`,
    parts,
    repeat: repeatEffect(sent),
    continueOnError: mode === "continueOnError",
  };
  try {
    const answers = await sendBatch(context, request);
    const runs = await Promise.all(groups.map((group, index) => groupRun(group, answers[index], suggest)));
    return (
      wholeRun({ groups, runs, answered: answers.length }, mode) ?? allOf(sent, unreadableBatch(request))
    );
  } catch (error) {
    if (error instanceof DataverseError) {
      return allOf(sent, error);
    }
    throw error;
  }
};

/** The batch as a whole failed: nothing was run, or nobody knows. */
const allOf = (items: readonly BatchItem[], error: DataverseError): BatchRun => ({
  results: items.map((item) =>
    error.mayHaveWritten ? failedResult(item, error) : notRunResult(item, error),
  ),
  ended: error,
});

interface AnsweredGroups {
  readonly groups: readonly LinkedItems[];
  /** Undefined for a group without an answer, or with one that is not its own. */
  readonly runs: readonly (BatchRun | undefined)[];
  readonly answered: number;
}

/** Undefined when the answers are not those of these groups: only a failure may be the last of fewer answers. */
const wholeRun = (
  { groups, runs, answered }: AnsweredGroups,
  mode: ItemByItem["mode"],
): BatchRun | undefined => {
  const known = runs.filter((run) => run !== undefined);
  const failed = known.find(({ ended }) => ended !== undefined);
  if (
    known.length < answered ||
    (answered < groups.length && (mode === "continueOnError" || failed === undefined))
  ) {
    return undefined;
  }
  const results = groups.flatMap(
    (group, index) => runs[index]?.results ?? group.map((item) => notRunResult(item)),
  );
  return { results, ended: mode === "stopAtFirstError" ? failed?.ended : undefined };
};

const groupRun = async (
  group: LinkedItems,
  answer: PartResponse | undefined,
  suggest: Suggest,
): Promise<BatchRun | undefined> => {
  if (answer === undefined) {
    return undefined;
  }
  const [first, ...others] = group;
  if (others.length === 0 && !isOfChangeSet(answer)) {
    return itemRun(first, itemOutcome(first, answer), suggest);
  }
  const outcome = changeSetOutcome(group, [answer]);
  if (outcome === undefined) {
    return undefined;
  }
  if (!outcome.written) {
    const { item: culprit } = outcome;
    const error = culprit === undefined ? outcome.error : await suggest(culprit, outcome.error);
    return { results: group.map((item) => rolledBack(item, { item: culprit, error })), ended: error };
  }
  const { outcomes } = outcome;
  return {
    results: group.flatMap((item, index) => {
      const itsOutcome = outcomes[index];
      return itsOutcome === undefined ? [] : [itemResult(item, itsOutcome)];
    }),
  };
};

const itemRun = async (item: BatchItem, outcome: ItemOutcome, suggest: Suggest): Promise<BatchRun> => {
  if (outcome.succeeded) {
    return { results: [itemResult(item, outcome)] };
  }
  const error = await suggest(item, outcome.error);
  return { results: [failedResult(item, error)], ended: error };
};

/** An item whose change set failed: by itself, or because of the item it is linked to. */
const rolledBack = (
  item: BatchItem,
  { item: culprit, error }: { readonly item?: BatchItem | undefined; readonly error: DataverseError },
): BatchItemResult => {
  const result = failedResult(item, error);
  const isCulprit = culprit === undefined || culprit === item;
  return isCulprit || result.error === undefined
    ? result
    : {
        ...result,
        error: {
          ...result.error,
          message: `Could not carry out ${itemName(item)}: it was rolled back together with item ${culprit.position}, to which it is linked. ${error.message}`,
        },
      };
};
