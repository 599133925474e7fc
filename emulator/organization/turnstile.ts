/** Lets one piece of work begin when the one before it has ended. */
export interface Turnstile {
  readonly pass: <T>(work: () => Promise<T>) => Promise<T>;
}

export const createTurnstile = (): Turnstile => {
  let last: Promise<unknown> = Promise.resolve();
  return {
    pass: (work) => {
      const own = last.then(work, work);
      last = own.catch(() => undefined);
      return own;
    },
  };
};
