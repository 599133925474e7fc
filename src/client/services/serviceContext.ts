import type { Send } from "../http/message.ts";
import type { Log } from "../log.ts";

/** What every service works with. */
export interface ServiceContext {
  readonly send: Send;
  /** With a slash at its end. */
  readonly serviceRoot: string;
  readonly log: Log;
  /** A new GUID. */
  readonly newId: () => string;
}
