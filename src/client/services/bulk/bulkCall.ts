import type { DataverseErrorKind } from "../../errors.ts";
import type { JsonObject } from "../jsonObject.ts";
import type { WriteOptions } from "../requestOptions.ts";

export type BulkAction = "create" | "update" | "upsert" | "delete";

/** Many records of one table, and what to do with them. */
export interface BulkCall {
  readonly action: BulkAction;
  /** The entity set; a logical name or another case is corrected at the cost of two more requests. */
  readonly entityType: string;
  /** Each an object of columns; to delete, also ids or keys as texts. */
  readonly records: readonly unknown[];
  readonly options: BulkOptions;
}

export interface BulkOptions extends WriteOptions {
  /** The columns of an alternate key that name the records; the primary key when empty. */
  readonly keyColumns?: readonly string[] | undefined;
  /** One transaction for all of it. */
  readonly allOrNothing?: boolean | undefined;
  /** Checks the records and writes nothing. */
  readonly dryRun?: boolean | undefined;
  /** Reads the records first and sends what differs. */
  readonly onlyChanged?: boolean | undefined;
  /** Reads before an upsert which records exist. */
  readonly tellCreated?: boolean | undefined;
  /** Records with the same value here never travel in two requests at once. */
  readonly groupBy?: string | undefined;
  /** Ends the run once so many records have failed; never when absent. */
  readonly stopAfterFailures?: number | undefined;
  readonly mostPerRequest?: number | undefined;
  readonly mostAtOnce?: number | undefined;
  /** When no more requests are begun, counted from the start of the call. */
  readonly durationMs: number;
}

/**
 * What became of a record:
 * - `succeeded`: it was written;
 * - `unchanged`: it holds these values already, so nothing was sent;
 * - `valid`: the dry run found nothing wrong with it;
 * - `failed`: it was refused, and nothing of it was written;
 * - `unknown`: it was sent, but no answer came, and it could not be found out whether it was written;
 * - `notAttempted`: it was not sent, or certainly not carried out.
 */
export type BulkStatus = "succeeded" | "unchanged" | "valid" | "failed" | "unknown" | "notAttempted";

export interface BulkResult {
  /** The place of the record in the list, counted from 0; sentences count from 1. */
  readonly index: number;
  readonly status: BulkStatus;
  /** The GUID, or the alternate key as it was given. */
  readonly id?: string;
  /** Whether an upsert created the record, where it is known; true for a create. */
  readonly created?: boolean;
  readonly error?: BulkRecordError;
}

export interface BulkRecordError {
  readonly kind: DataverseErrorKind;
  /** The Dataverse code, such as "0x80040217". */
  readonly code: string | null;
  /** A sentence that names the record by its number. */
  readonly message: string;
  /** The member of the record that the error is about, where that can be told. */
  readonly column?: string;
  /** True when the same record may succeed later: a limit or a fault that passes. */
  readonly retryable: boolean;
  /** All that a dry run found, when it is more than one thing. */
  readonly problems?: readonly { readonly column?: string; readonly message: string }[];
}

export interface BulkSummary {
  readonly total: number;
  readonly succeeded: number;
  readonly unchanged: number;
  readonly valid: number;
  readonly failed: number;
  readonly unknown: number;
  readonly notAttempted: number;
  /** HTTP requests that were sent, repeated ones included. */
  readonly requests: number;
  /** For how long nothing could be sent because Dataverse asked to wait. */
  readonly throttledMs: number;
  readonly elapsedMs: number;
}

/** Why a run ended before all records were dealt with. */
export interface BulkStop {
  readonly kind: DataverseErrorKind | CallLimit;
  readonly message: string;
}

/** A limit that the caller set. */
export type CallLimit = "timeBudget" | "failureLimit";

export const isCallLimit = (kind: BulkStop["kind"]): kind is CallLimit =>
  kind === "timeBudget" || kind === "failureLimit";

export interface BulkReport {
  readonly summary: BulkSummary;
  /** In the order of the records. */
  readonly results: readonly BulkResult[];
  /**
   * The records that were not attempted or whose outcome is unknown, ready to be handed over again: a new one carries the id that
   * was chosen for it and a mark, as does one that may have been deleted already. Of an all-or-nothing call, those that
   * were refused remain as well.
   */
  readonly remaining: readonly JsonObject[];
  readonly stopped?: BulkStop;
}
