import { DataverseError } from "../../errors.ts";
import { errorSentence } from "../../http/errorSentence.ts";
import { jsonObject } from "../../http/jsonBody.ts";
import type { DataverseRequest, DataverseResponse, HeaderMap } from "../../http/message.ts";
import type { Rounds } from "../../http/rounds.ts";
import { percentEncode } from "../../odata/literal.ts";
import { recordPath } from "../../odata/recordPath.ts";
import type { JsonObject } from "../jsonObject.ts";
import { existedBefore } from "./creation.ts";
import type { NewRecordId } from "./newRecordId.ts";
import type { RecordContext } from "./recordContext.ts";

/** The creation of a record whose id is known before. */
export interface ResolvableCreate {
  readonly entitySet: string;
  readonly id: NewRecordId;
  /** Sends the record; each time the same. */
  readonly post: () => Promise<JsonObject>;
  /** For reading the record as its creation would have returned it. */
  readonly readHeaders: HeaderMap;
}

/**
 * Creates a record once, whatever becomes of the answers: when one is lost, the record is looked for by its id, and
 * sent again only when it is not there. The id keeps it from being created twice even when an attempt that was given
 * up is carried out late; then the one after it is refused, and the record is looked for once more.
 */
export const resolvedCreate = async (
  context: RecordContext,
  creation: ResolvableCreate,
): Promise<JsonObject> => {
  const rounds = context.startRounds();
  for (let lost = false; ; lost = true) {
    const outcome = await attempted(creation.post());
    const record =
      outcome instanceof DataverseError
        ? await recordAfter(context, creation, {
            error: outcome,
            lost: lost || outcome.mayHaveWritten,
            rounds,
          })
        : outcome;
    if (record !== undefined) {
      return record;
    }
    tell(context, creation, MISSING);
  }
};

const attempted = async (post: Promise<JsonObject>): Promise<JsonObject | DataverseError> => {
  try {
    return await post;
  } catch (error) {
    if (error instanceof DataverseError) {
      return error;
    }
    throw error;
  }
};

interface Failure {
  readonly error: DataverseError;
  /** An answer was lost, this time or before. */
  readonly lost: boolean;
  readonly rounds: Rounds;
}

/** The record, if it was created in spite of the failure; undefined when it may be sent again. */
const recordAfter = async (
  context: RecordContext,
  creation: ResolvableCreate,
  { error, lost, rounds }: Failure,
): Promise<JsonObject | undefined> => {
  if (!lost && !isOfThisStep(creation, error)) {
    throw error;
  }
  const goesOn = error.mayHaveWritten && (await rounds.pause());
  const found = await lookFor(context, creation, lost ? unresolved(creation, error) : error);
  if (found !== undefined) {
    checkAge(creation, found, { error, elapsedMs: rounds.elapsedMs() });
    tell(context, creation, lost ? CREATED_BY_LOST : CREATED_BY_STEP);
    return found.record;
  }
  if (!goesOn) {
    throw error.mayHaveWritten ? unresolved(creation, error) : error;
  }
  return undefined;
};

/** An id that was chosen here can be taken only by an earlier attempt of the same step, which chose it too. */
const isOfThisStep = ({ id }: ResolvableCreate, { kind }: DataverseError): boolean =>
  id.chosenBy === "connector" && kind === "duplicate";

/** Throws when the record may not be the one that was sent: an id of the caller can name one that was there before. */
const checkAge = (
  creation: ResolvableCreate,
  { record, response }: Found,
  { error, elapsedMs }: { readonly error: DataverseError; readonly elapsedMs: number },
): void => {
  const existed = creation.id.chosenBy === "caller" && existedBefore(response, record, elapsedMs);
  if (existed !== false) {
    throw existed ? existing(creation, error) : unresolved(creation, error);
  }
};

interface Found {
  readonly record: JsonObject;
  readonly response: DataverseResponse;
}

/** Undefined when there is no such record; throws `otherwise` when that cannot be found out. */
const lookFor = async (
  context: RecordContext,
  { entitySet, id: { id, partition }, readHeaders: headers }: ResolvableCreate,
  otherwise: DataverseError,
): Promise<Found | undefined> => {
  const query = partition === undefined ? "" : `?partitionId=${percentEncode(partition)}`;
  const request: DataverseRequest = {
    operation: `Look for the record ${entitySet}(${id})`,
    method: "GET",
    path: `${recordPath(entitySet, { kind: "id", id })}${query}`,
    repeat: "read",
    headers,
  };
  try {
    const response = await context.send(request);
    return { record: jsonObject(request, response), response };
  } catch (error) {
    if (error instanceof DataverseError && error.kind === "notFound") {
      return undefined;
    }
    context.log.debug("It could not be found out whether the record exists.", { reason: String(error) });
    throw otherwise;
  }
};

/** The same failure, with what it takes to find out what became of it. */
const unresolved = ({ id: { column, id } }: ResolvableCreate, error: DataverseError): DataverseError =>
  new DataverseError(`${error.message} Look for the record with ${column} ${id}.`, {
    ...error,
    mayHaveWritten: true,
  });

const existing = ({ id: { column, id } }: ResolvableCreate, { operation }: DataverseError): DataverseError =>
  new DataverseError(
    errorSentence({
      operation,
      what: `a record with ${column} ${id} exists already`,
      hint: "Update that one, use Upsert, or leave out the id.",
    }),
    { kind: "duplicate", operation },
  );

const CREATED_BY_LOST = "The answer was lost, but the record was created";
const CREATED_BY_STEP = "An earlier attempt of this step created the record";
const MISSING = "The answer was lost and the record is not there, so it is sent again";

const tell = ({ log }: RecordContext, { entitySet, id: { id } }: ResolvableCreate, what: string): void =>
  log.warn(`${what}: ${entitySet}(${id}).`);
