import type { Query } from "../query/model.ts";
import type { Table } from "../schema/schema.ts";

/** A set of records a URL names: an entity set, or a collection of one record. */
export interface RecordSet {
  readonly table: Table;
  readonly within?: Query["within"];
  /** The absolute URL of the set without options, for next links. */
  readonly url: string;
}
