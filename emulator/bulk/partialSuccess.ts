import { DataverseError } from "../errors/dataverseError.ts";
import { errorBody } from "../errors/errorBody.ts";
import type { Session } from "../organization/session.ts";
import { type Answer, jsonAnswer } from "../server/message.ts";
import type { Target } from "./targets.ts";

interface Detail {
  readonly RequestIndex: number;
  readonly Id: string;
  readonly StatusCode: number;
}

/** What is done with each record: gives its id. */
export type Work = (target: Target) => string;

const annotation = "Microsoft.PowerApps.CDS.ErrorDetails.Plugin.BulkApiErrorDetails";

const attempt = ({ dataverse }: Session, work: Work, target: Target): string | DataverseError => {
  const transaction = dataverse.store.begin();
  try {
    const id = work(target);
    transaction.commit();
    return id;
  } catch (error) {
    transaction.rollback();
    if (error instanceof DataverseError) {
      return error;
    }
    throw error;
  }
};

/**
 * Does the work for each record of an elastic table, where there is no transaction: what succeeds stays. When anything
 * failed the answer is an error, whose details say for each record how it went, but only to a client that asks for
 * annotations (Microsoft, Use bulk operation messages). Such an answer is given, not thrown, so that the rest is kept.
 */
export const workEach = (
  session: Session,
  targets: readonly Target[],
  { status, work }: { readonly status: number; readonly work: Work },
): { readonly ids: readonly string[] } | { readonly failure: Answer } => {
  const outcomes = targets.map((target) => attempt(session, work, target));
  const first = outcomes.find((outcome) => outcome instanceof DataverseError);
  if (first === undefined) {
    return { ids: outcomes.map(String) };
  }
  const details = outcomes.map(
    (outcome, index): Detail =>
      outcome instanceof DataverseError
        ? { RequestIndex: index, Id: targets[index]?.id ?? "", StatusCode: outcome.status }
        : { RequestIndex: index, Id: outcome, StatusCode: status },
  );
  const { wantsAnnotation } = session.request.prefer;
  const body = errorBody(first, wantsAnnotation, { [annotation]: JSON.stringify(details) });
  return { failure: jsonAnswer(first.status, body) };
};
