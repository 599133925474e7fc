import { isBatchContentType } from "../batch/decodeBatch.ts";

export type HttpMethod = "GET" | "HEAD" | "POST" | "PATCH" | "PUT" | "DELETE" | "OPTIONS";

/**
 * What a repeated request can do to the data when it is not known whether the first one arrived:
 * - `read`: nothing is written, repeat freely;
 * - `converges`: the same values land on the same record again (PATCH or PUT by key, DELETE), so repeating
 *   leaves one record in the same state;
 * - `appends`: every arrival writes anew (POST of a record), so only an answer that proves that nothing was
 *   written may be repeated.
 */
export type RepeatEffect = "read" | "converges" | "appends";

/** One HTTP request to Dataverse as plain data: services make it, policies look at it, the transport sends it. */
export interface DataverseRequest {
  /** What the caller is doing, as an order with a capital letter: "Update the record accounts(…)". Errors say "Could not …". */
  readonly operation: string;
  readonly method: HttpMethod;
  /**
   * Relative to the service root and already percent-encoded (`accounts?$select=name`), or an absolute URL of the
   * same origin (a next link), which is sent byte for byte.
   */
  readonly path: string;
  readonly repeat: RepeatEffect;
  readonly headers?: HeaderMap;
  /** Sent as it is; JSON is serialised by the service that makes the request. */
  readonly body?: string | Uint8Array;
  /**
   * True for a request whose answer may hold answers to parts of it (`$batch`): whatever its status, such an answer is
   * given back, because parts of it may have been carried out.
   */
  readonly answeredInParts?: boolean;
  /** How long the answer may take in milliseconds, for a request that does more than others. */
  readonly timeoutMs?: number;
  /** What it writes, for those who pace themselves by the time that takes; absent where that time is not typical of others. */
  readonly writes?: Writes;
  /** Which try this is, counted from 1 by `retry`; services leave it out. */
  readonly attempt?: number;
}

/** How many records a request writes, and how many of them each of its operations holds. */
export interface Writes {
  readonly records: number;
  readonly perOperation: number;
}

/** Header names are lower case in responses; in requests any case is accepted. */
export type HeaderMap = Readonly<Record<string, string>>;

/** An answer with any status: only `raiseErrors` judges it. */
export interface DataverseResponse {
  readonly status: number;
  readonly headers: HeaderMap;
  readonly body: Uint8Array;
  /** What went wrong on the way to this answer, oldest first; empty when the first attempt was answered. */
  readonly earlierAttempts: readonly FailedAttempt[];
}

/** An attempt that was repeated. */
export interface FailedAttempt {
  /** For the log and the error: "503", "connection reset". */
  readonly reason: string;
  /** True when the attempt may have been carried out although no usable answer came back. */
  readonly mayHaveWritten: boolean;
  readonly waitedMs: number;
}

/** True for an answer that the maker of the request judges part by part. */
export const isInParts = (request: DataverseRequest, { headers }: DataverseResponse): boolean =>
  request.answeredInParts === true && isBatchContentType(headers["content-type"]);

export type Send = (request: DataverseRequest) => Promise<DataverseResponse>;
export type Policy = (next: Send) => Send;

/** The first policy is the outermost: it sees the request first and the response last. */
export const pipeline = (policies: readonly Policy[], transport: Send): Send =>
  policies.reduceRight<Send>((next, policy) => policy(next), transport);
