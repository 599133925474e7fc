/** What is wrong with a record. */
export interface RecordProblem {
  /** The member of the record that is wrong, as it was given; absent when it is about the record as a whole. */
  readonly column?: string;
  /** One sentence that names the column, what is wrong and what to do; it does not name the record. */
  readonly message: string;
}

/** What a record is checked for. */
export type Purpose = "create" | "update" | "upsert";
