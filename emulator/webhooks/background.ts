/** Work that goes on beside the requests. */
export interface Background {
  /** Work of one lane is done one piece after the other; lanes do not wait for each other. */
  readonly add: (lane: string, work: () => Promise<void>) => void;
  /**
   * Resolves when nothing is left to do, what was added meanwhile included.
   *
   * @throws what a piece of work has thrown since the last time
   */
  readonly idle: () => Promise<void>;
  /** Work that has not begun does not begin any more. */
  readonly close: () => void;
}

export const createBackground = (): Background => {
  const lanes = new Map<string, Promise<void>>();
  let defects: unknown[] = [];
  let isClosed = false;
  const carryOut = async (work: () => Promise<void>): Promise<void> => {
    try {
      if (!isClosed) {
        await work();
      }
    } catch (error) {
      defects.push(error);
    }
  };
  return {
    add: (lane, work) => {
      const own: Promise<void> = (lanes.get(lane) ?? Promise.resolve())
        .then(() => carryOut(work))
        .then(() => {
          if (lanes.get(lane) === own) {
            lanes.delete(lane);
          }
        });
      lanes.set(lane, own);
    },
    idle: async () => {
      while (lanes.size > 0) {
        await Promise.all(lanes.values());
      }
      const [defect] = defects;
      defects = [];
      if (defect !== undefined) {
        throw defect;
      }
    },
    close: () => {
      isClosed = true;
    },
  };
};
