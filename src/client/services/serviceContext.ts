import type { Send } from "../http/message.ts";
import type { Log } from "../log.ts";
import type { RecordIds } from "./records/recordIds.ts";

/** What every service works with. */
export interface ServiceContext {
  readonly send: Send;
  /** With a slash at its end. */
  readonly serviceRoot: string;
  readonly log: Log;
  /** A new GUID. */
  readonly newId: () => string;
  /** Ids for new records. */
  readonly recordIds: RecordIds;
}
