import { decodeBatch } from "../../batch/decodeBatch.ts";
import { encodeBatch } from "../../batch/encodeBatch.ts";
import {
  type BatchPart,
  isChangeSet,
  isChangeSetAnswer,
  type OperationAnswer,
} from "../../batch/operation.ts";
import { DataverseError } from "../../errors.ts";
import { errorSentence } from "../../http/errorSentence.ts";
import type { DataverseRequest, DataverseResponse, RepeatEffect, Writes } from "../../http/message.ts";
import { requestIdOf } from "../../http/serverError.ts";
import type { ServiceContext } from "../serviceContext.ts";

export interface BatchRequest {
  /** As the start of an error sentence: "Carry out the batch of 3 items". */
  readonly operation: string;
  readonly parts: readonly BatchPart[];
  /** What carrying out all parts a second time can do. */
  readonly repeat: RepeatEffect;
  /** Goes on after a failed part; otherwise the first failure ends the batch. */
  readonly continueOnError: boolean;
  /** As in `DataverseRequest`. */
  readonly writes?: Writes | undefined;
}

/** The answer to an operation, with what went wrong on the way to the answer to its batch. */
export interface BatchedResponse extends DataverseResponse {
  readonly contentId?: string | undefined;
}

/** What a part was answered with: a change set with a response for each operation, or with a single one when it failed. */
export type PartResponse = BatchedResponse | { readonly changeSet: readonly BatchedResponse[] };

export const isOfChangeSet = (
  response: PartResponse,
): response is { readonly changeSet: readonly BatchedResponse[] } => "changeSet" in response;

/**
 * Sends one `$batch` request and returns an answer for each part that Dataverse got to, whatever their statuses. Throws
 * when the batch as a whole was refused or its answer cannot be read; `mayHaveWritten` then tells whether parts of it
 * may have been carried out.
 */
export const sendBatch = async (
  context: ServiceContext,
  batch: BatchRequest,
): Promise<readonly PartResponse[]> => {
  const { contentType, body } = encodeBatch(batch.parts, context.newId);
  const request: DataverseRequest = {
    operation: batch.operation,
    method: "POST",
    path: "$batch",
    repeat: batch.repeat,
    answeredInParts: true,
    timeoutMs: timeoutFor(batch.parts),
    ...(batch.writes !== undefined && { writes: batch.writes }),
    headers: {
      "Content-Type": contentType,
      ...(batch.continueOnError && { Prefer: "odata.continue-on-error" }),
    },
    body,
  };
  const response = await context.send(request);
  const answers = decodeBatch(response.headers["content-type"], response.body);
  if (answers === undefined || answers.length > batch.parts.length) {
    throw unreadableBatch(request, response.status, requestIdOf(response.headers));
  }
  const responseTo = (answer: OperationAnswer): BatchedResponse => batchedResponse(response, answer);
  return answers.map((answer) =>
    isChangeSetAnswer(answer) ? { changeSet: answer.changeSet.map(responseTo) } : responseTo(answer),
  );
};

/** Operations have no date of their own. */
const batchedResponse = (
  { headers: { date }, earlierAttempts }: DataverseResponse,
  answer: OperationAnswer,
): BatchedResponse => ({
  ...answer,
  headers: { ...(date !== undefined && { date }), ...answer.headers },
  earlierAttempts,
});

/** What one request may take, and a second for each operation: plug-ins of a slow table take about that long. */
const BASE_MS = 120_000;
const OPERATION_MS = 1_000;
/** The platform ends a run after 15 minutes, which is too late to tell what became of a batch. */
const LONGEST_MS = 600_000;

const timeoutFor = (parts: readonly BatchPart[]): number => {
  const operations = parts.reduce((sum, part) => sum + (isChangeSet(part) ? part.changeSet.length : 1), 0);
  return Math.min(LONGEST_MS, BASE_MS + OPERATION_MS * operations);
};

/** The answer is not one to this batch, so nobody knows which parts were carried out. */
export const unreadableBatch = (
  { operation, repeat }: Pick<DataverseRequest, "operation" | "repeat">,
  status?: number,
  requestId?: string,
): DataverseError => {
  const mayHaveWritten = repeat !== "read";
  const message = errorSentence({
    operation,
    what: "the answer of Dataverse is cut off or does not fit the batch",
    mayHaveWritten,
    status,
    requestId,
  });
  return new DataverseError(message, {
    kind: "unexpectedAnswer",
    operation,
    status,
    requestId,
    mayHaveWritten,
  });
};
