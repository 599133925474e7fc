import { AsyncLocalStorage } from "node:async_hooks";

/** What a request made the service do. */
export interface Workload {
  /** One for a plain request; a batch counts each of its operations. */
  operations: number;
  /** Records written one by one, cascades included. */
  written: number;
  /** Records written by a bulk message. */
  bulkWritten: number;
  /** Records in the answer, expanded ones included. */
  read: number;
  /** Whether the operation under way is a bulk message. */
  isBulk: boolean;
}

/** Follows a request through everything it awaits, so that nobody has to hand its workload around. */
const current = new AsyncLocalStorage<Workload>();

export const emptyWorkload = (): Workload => ({
  operations: 0,
  written: 0,
  bulkWritten: 0,
  read: 0,
  isBulk: false,
});

/** Runs work whose load is noted in `workload`. */
export const measured = <T>(workload: Workload, work: () => Promise<T>): Promise<T> =>
  current.run(workload, work);

/** To be called at the start of every operation, with its path. */
export const noteOperation = (path: string): void => {
  const workload = current.getStore();
  if (workload !== undefined) {
    workload.operations += 1;
    workload.isBulk = /Microsoft\.Dynamics\.CRM\.\w+Multiple$/.test(path);
  }
};

/** To be called for every record that is written. */
export const noteWrite = (): void => {
  const workload = current.getStore();
  if (workload?.isBulk === true) {
    workload.bulkWritten += 1;
  } else if (workload !== undefined) {
    workload.written += 1;
  }
};

/** Gives what is to be called for every record that is read by the request under way. */
export const readCounter = (): (() => void) => {
  const workload = current.getStore();
  return () => {
    if (workload !== undefined) {
      workload.read += 1;
    }
  };
};
