import type { FaultRule, Faults } from "../../../../../emulator/control/faults.ts";

/** What a real network and a busy service do, often: each hits some of the requests, others for each seed. */
const faults: readonly Omit<FaultRule, "seed">[] = [
  { probability: 0.03, fault: { kind: "status", status: 429, headers: { "Retry-After": "2" } } },
  { probability: 0.03, fault: { kind: "resetBefore" } },
  { probability: 0.03, fault: { kind: "resetAfter" } },
  { probability: 0.03, fault: { kind: "emptyBody", status: 503 } },
  { probability: 0.03, fault: { kind: "truncate" } },
  { probability: 0.01, fault: { kind: "html" } },
];

/** Throttling, connections that break before and after the commit, 503, cut answers, pages of a gateway. */
export const breakNetwork = ({ add }: Pick<Faults, "add">, seed: number): void => {
  for (const [index, rule] of faults.entries()) {
    add({ ...rule, seed: seed * 100 + index });
  }
};
