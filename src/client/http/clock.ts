/** Time as a parameter, so that tests need no waiting. */
export interface Clock {
  /** Milliseconds since 1970, as `Date.now()`. */
  readonly now: () => number;
  /** Resolves after the wait, or at once when the signal is aborted; it never rejects. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
}

/** Node's timers take no longer wait; they would fire at once (Node.js, "setTimeout"). */
const LONGEST_MS = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) {
        resolve();
        return;
      }
      const wake = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", wake);
        resolve();
      };
      const timer = setTimeout(wake, Math.min(ms, LONGEST_MS));
      signal?.addEventListener("abort", wake);
    }),
};
