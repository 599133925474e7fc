import type { Clock } from "../clock.ts";
import { errorFromNoAnswer } from "../errorFromNoAnswer.ts";
import { errorFromResponse } from "../errorFromResponse.ts";
import type { Policy } from "../message.ts";
import { NoAnswer, outcomeOf } from "../noAnswer.ts";

export interface RaiseErrorsOptions {
  readonly clock: Clock;
  readonly waitBudgetMs: number;
}

/** The one place where an answer becomes a `DataverseError`: every status of 300 and above, and every missing answer. */
export const raiseErrors =
  ({ clock, waitBudgetMs }: RaiseErrorsOptions): Policy =>
  (next) =>
  async (request) => {
    const outcome = await outcomeOf(next(request));
    if (outcome instanceof NoAnswer) {
      throw errorFromNoAnswer(request, outcome);
    }
    if (outcome.status >= 300) {
      throw errorFromResponse(request, outcome, { now: clock.now(), waitBudgetMs });
    }
    return outcome;
  };
