/** One operation of a `$batch` request as plain data. */
export interface BatchOperation {
  readonly method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
  /**
   * From the root of the host (`/api/data/v9.2/accounts`) and percent-encoded, or one that begins with a reference to
   * an earlier operation of the same change set (`$1`).
   */
  readonly url: string;
  /** Headers of the outer request do not apply to an operation: it brings its own. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  /** What answers and references name the operation by; unique in the batch. A must in a change set. */
  readonly contentId?: string | undefined;
}

/** Operations that Dataverse carries out as one transaction. */
export interface ChangeSet {
  readonly changeSet: readonly BatchOperation[];
}

export type BatchPart = BatchOperation | ChangeSet;

export const isChangeSet = (part: BatchPart): part is ChangeSet => "changeSet" in part;

/** The answer to one operation. Header names are lower case. */
export interface OperationAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  readonly contentId?: string | undefined;
}

/** The answers to a change set: one for each operation, or a single one when it failed. */
export interface ChangeSetAnswer {
  readonly changeSet: readonly OperationAnswer[];
}

export type PartAnswer = OperationAnswer | ChangeSetAnswer;

export const isChangeSetAnswer = (answer: PartAnswer): answer is ChangeSetAnswer => "changeSet" in answer;
