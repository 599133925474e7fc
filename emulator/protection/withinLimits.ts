import { recommendedParallelism } from "../cost/costModel.ts";
import type { Meter } from "../cost/meter.ts";
import type { DataverseError } from "../errors/dataverseError.ts";
import type { Answer } from "../server/message.ts";
import type { ServiceProtection } from "./serviceProtection.ts";

/** What stands between the requests and the Web API: limits and the time things take. */
export interface Service {
  readonly protection: ServiceProtection;
  readonly meter: Meter;
}

interface Work {
  /** Whose limits count. */
  readonly user: string;
  readonly carryOut: () => Promise<Answer>;
  readonly refuse: (error: DataverseError) => Answer;
}

/** Time of the limits: the cost model's own, or real time at their pace. */
const chargedTime = ({ protection, meter }: Service, executionMs: number): number =>
  meter.options().scale === 0 ? executionMs * protection.options().timeScale : executionMs;

/** Carries out a request as long as its user is within the limits of the service, and charges it to the user. */
export const withinLimits = async (service: Service, { user, carryOut, refuse }: Work): Promise<Answer> => {
  const { protection, meter } = service;
  const admission = protection.admit(user);
  const hint = { "x-ms-dop-hint": String(recommendedParallelism(meter.options())) };
  if (admission.refusal !== undefined) {
    const answer = refuse(admission.refusal);
    return { ...answer, headers: { ...answer.headers, ...admission.headers(), ...hint } };
  }
  let executionMs = 0;
  try {
    const metered = await meter.run(carryOut);
    executionMs = metered.executionMs;
    const { result: answer } = metered;
    return {
      ...answer,
      headers: { ...answer.headers, ...hint, ...admission.headers() },
    };
  } finally {
    admission.leave(chargedTime(service, executionMs));
  }
};
