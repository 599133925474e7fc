import type { Clock } from "../clock.ts";
import { errorFromNoAnswer } from "../errorFromNoAnswer.ts";
import { errorFromResponse } from "../errorFromResponse.ts";
import { isInParts, type Policy } from "../message.ts";
import { NoAnswer, outcomeOf } from "../noAnswer.ts";

export interface RaiseErrorsOptions {
  readonly clock: Clock;
  /** Named in the error of a call that gave up waiting; undefined when something else ended it. */
  readonly waitBudgetMs?: number | undefined;
  /** Statuses of 300 and above that the caller takes for answers. */
  readonly accepted?: readonly number[] | undefined;
}

/** The one place where an answer becomes a `DataverseError`: every status of 300 and above, and every missing answer.
 * Answers to the parts of a batch are left to the one who sent it. */
export const raiseErrors =
  ({ clock, waitBudgetMs, accepted = [] }: RaiseErrorsOptions): Policy =>
  (next) =>
  async (request) => {
    const outcome = await outcomeOf(next(request));
    if (outcome instanceof NoAnswer) {
      throw errorFromNoAnswer(request, outcome);
    }
    if (outcome.status >= 300 && !accepted.includes(outcome.status) && !isInParts(request, outcome)) {
      throw errorFromResponse(request, outcome, { now: clock.now(), waitBudgetMs });
    }
    return outcome;
  };
