/** What a lookup column of a seed record holds. */
export interface Reference {
  /** Logical name of the table pointed to. */
  readonly table: string;
  readonly id: string;
}

/** One row of the seed data. */
export interface SeedRecord {
  /** Logical name of the table. */
  readonly table: string;
  /** The primary key, a lower-case GUID; not repeated in `values`. */
  readonly id: string;
  /**
   * Stored values by the column's logical name: times as `2026-01-31T08:15:00Z`, dates as `2026-01-31`, several choices
   * as `"100000000,100000003"`, lookups as `Reference`. A column that is absent holds its default value, or null if it
   * has none. The version number is the store's business.
   */
  readonly values: Readonly<Record<string, unknown>>;
}
