import type { Failure, Success } from "../runner/outcome.ts";
import type { RequestLine } from "../target/requestLine.ts";

/** A request that came in, and what the trigger made of it. */
export interface Arrival {
  readonly run: Success | Failure;
  readonly request: RequestLine;
}

type Take = (arrival: Arrival) => void;

/** Hands out arrivals in their order; who asks before one is there waits for it. */
export const createArrivals = (patienceMs: number) => {
  const queue: Arrival[] = [];
  let takers: readonly Take[] = [];
  const wait = (): Promise<Arrival> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        takers = takers.filter((taker) => taker !== take);
        reject(new Error(`No request has arrived within ${patienceMs} ms.`));
      }, patienceMs);
      const take: Take = (arrival) => {
        clearTimeout(timer);
        resolve(arrival);
      };
      takers = [...takers, take];
    });
  return {
    add: (arrival: Arrival): void => {
      const [taker, ...others] = takers;
      takers = others;
      if (taker === undefined) queue.push(arrival);
      else taker(arrival);
    },
    waiting: (): number => queue.length,
    next: async (): Promise<Arrival> => queue.shift() ?? wait(),
  };
};
