import type { Expansion } from "../odata/expand.ts";
import type { Column, Table } from "../schema/schema.ts";

/** What of a record is shown, and how. */
export interface RecordShape {
  readonly table: Table;
  /** The selected columns; undefined shows all. */
  readonly columns: readonly Column[] | undefined;
  readonly expand: readonly Expansion[];
  /** Whether the record carries its `@odata.etag`. */
  readonly etag: boolean;
  /** Records of a list and a single record print their expansions differently. */
  readonly inList: boolean;
  /** Rows per page of expanded collections; undefined when they are not paged. */
  readonly expandedPage: number | undefined;
}
