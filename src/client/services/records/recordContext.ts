import type { Rounds } from "../../http/rounds.ts";
import type { ServiceContext } from "../serviceContext.ts";
import type { PrimaryKeys } from "../tables/primaryKeys.ts";

/** What services work with that create records one at a time. */
export interface RecordContext extends ServiceContext {
  readonly primaryKeys: PrimaryKeys;
  /** Begins an undertaking that may take several tries. */
  readonly startRounds: () => Rounds;
}
