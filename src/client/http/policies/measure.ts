import type { Clock } from "../clock.ts";
import type { DataverseRequest, Policy } from "../message.ts";
import { type Outcome, outcomeOf } from "../noAnswer.ts";

/** Hears how an attempt ended, and how many milliseconds it took without the wait for a slot. */
export type OnAnswer = (request: DataverseRequest, outcome: Outcome, ms: number) => void;

/** Tells the caller of every attempt; stands inside the gate and the retries. */
export const measure =
  (clock: Clock, onAnswer: OnAnswer): Policy =>
  (next) =>
  async (request) => {
    const start = clock.now();
    const outcome = await outcomeOf(next(request));
    onAnswer(request, outcome, clock.now() - start);
    if (outcome instanceof Error) {
      throw outcome;
    }
    return outcome;
  };
