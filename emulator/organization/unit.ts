import type { Answer } from "../server/message.ts";
import type { Dataverse } from "./dataverse.ts";

/**
 * Carries out one operation as a transaction: a single request, an operation of a batch, or a whole change set. What
 * it wrote is taken back when it throws. Operations take turns, because a synchronous webhook can hold one up in its
 * middle, and nobody may see or touch what is not committed. What it raised is delivered to synchronous webhooks before
 * it is committed, and to the others afterwards.
 */
export const runUnit = (
  { store, turnstile, events }: Dataverse,
  work: () => Answer | Promise<Answer>,
): Promise<Answer> =>
  turnstile.pass(async () => {
    const transaction = store.begin();
    try {
      const answer = await work();
      await events.beforeCommit();
      transaction.commit();
      events.afterCommit();
      return answer;
    } catch (error) {
      transaction.rollback();
      throw error;
    }
  });
