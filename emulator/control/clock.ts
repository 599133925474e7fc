/** The emulator's time: real, shifted, or somebody else's function. */
export interface Clock {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly advance: (milliseconds: number) => void;
  /** Sets the time to a moment; from there it goes on running. */
  readonly set: (time: number) => void;
}

export const createClock = (source: () => number): Clock => {
  let offset = 0;
  const now = (): number => source() + offset;
  return {
    now,
    advance: (milliseconds) => {
      offset += milliseconds;
    },
    set: (time) => {
      offset = time - source();
    },
  };
};
