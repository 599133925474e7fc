/** Every way a call can fail, for flows that branch on it. The list is closed: a new kind is a change of the public API. */
export type DataverseErrorKind =
  /** The call was refused here, before a request was spent: an input is wrong. */
  | "invalidInput"
  /** 400: Dataverse refused what was sent. */
  | "badRequest"
  /** 401: the access token is missing, expired or not accepted. */
  | "unauthorized"
  /** 403: the user lacks a privilege or the record is out of reach. */
  | "forbidden"
  /** 404: no such record or table. */
  | "notFound"
  /** 412 and its relatives: the record changed since it was read, or a condition was not met. */
  | "conflict"
  /** A record with the same key or a duplicate by the org's rules exists already. */
  | "duplicate"
  /** 413 and size limits. */
  | "tooLarge"
  /** 429: a service protection limit, and the wait it asks for exceeds the wait budget. */
  | "throttled"
  /** No answer within the request timeout. */
  | "timeout"
  /** The host was not reached or the connection broke. */
  | "unreachable"
  /** 5xx. */
  | "serverError"
  /** 501 and other answers that say Dataverse does not support what was asked. */
  | "notSupported"
  /** The answer is not what Dataverse sends: a redirect, HTML, truncated JSON. */
  | "unexpectedAnswer"
  /** The caller aborted. */
  | "aborted";

export interface DataverseErrorDetails {
  readonly kind: DataverseErrorKind;
  /** What was being done: "Update the record accounts(…)". */
  readonly operation: string;
  readonly status?: number | undefined;
  /** The Dataverse code as lower-case hex with eight digits ("0x80040217"), whatever notation the server used. */
  readonly code?: string | undefined;
  /** The server's own message, untouched. */
  readonly serverMessage?: string | undefined;
  /** The request id to quote to Microsoft's support. */
  readonly requestId?: string | undefined;
  /** How long the server asked to wait. */
  readonly retryAfterMs?: number | undefined;
  /** True when the write may have happened although the call failed: check before running it again. */
  readonly mayHaveWritten?: boolean | undefined;
  /** What became of the records of a bulk message that was carried out in part. */
  readonly recordStatuses?: readonly RecordStatus[] | undefined;
}

/** The HTTP status of one record of a bulk message on an elastic table. */
export interface RecordStatus {
  /** Its place in the message, counted from 0. */
  readonly index: number;
  readonly status: number;
}

/** The one error of the client. `message` is a sentence for a flow builder and holds no token, no secret and no stack. */
export class DataverseError extends Error {
  override readonly name: string = "DataverseError";
  readonly kind: DataverseErrorKind;
  readonly operation: string;
  readonly status: number | undefined;
  readonly code: string | undefined;
  readonly serverMessage: string | undefined;
  readonly requestId: string | undefined;
  readonly retryAfterMs: number | undefined;
  readonly mayHaveWritten: boolean;
  readonly recordStatuses: readonly RecordStatus[] | undefined;

  constructor(message: string, details: DataverseErrorDetails) {
    super(message);
    this.kind = details.kind;
    this.operation = details.operation;
    this.status = details.status;
    this.code = details.code;
    this.serverMessage = details.serverMessage;
    this.requestId = details.requestId;
    this.retryAfterMs = details.retryAfterMs;
    this.mayHaveWritten = details.mayHaveWritten ?? false;
    this.recordStatuses = details.recordStatuses;
  }
}

/** What became of one item of a batch. */
export interface BatchItemResult {
  /** Counted from 0, as in a reference to a list; sentences count items from 1. */
  readonly index: number;
  /**
   * `notRun`: nothing was sent, or what came before it ended the batch. `unknown`: it was sent, but no answer says whether it
   * was carried out.
   */
  readonly status: "succeeded" | "failed" | "notRun" | "unknown";
  readonly httpStatus?: number;
  /** GUID or alternate key of the record. */
  readonly id?: string;
  /** The record or `{ id }`, as the item would give by itself. */
  readonly record?: Readonly<Record<string, unknown>>;
  readonly error?: BatchItemError;
}

export interface BatchItemError {
  readonly kind: DataverseErrorKind;
  readonly code: string | null;
  /** A sentence that names the item. */
  readonly message: string;
  /** True when the same item may succeed later: a limit or a fault that passes. */
  readonly retryable: boolean;
}

/** A batch that did not do all it was given. `results` has an entry for each item, in the order of the items. */
export class BatchError extends DataverseError {
  override readonly name: string = "BatchError";
  readonly results: readonly BatchItemResult[];

  constructor(message: string, details: DataverseErrorDetails, results: readonly BatchItemResult[]) {
    super(message, details);
    this.results = results;
  }
}

/** Refuses a call before a request is spent. `message` names the input, what is wrong with it and what to do. */
export const invalidInput = (message: string): DataverseError =>
  new DataverseError(message, { kind: "invalidInput", operation: "Read the inputs" });
