import type { Send } from "../http/message.ts";
import type { Log } from "../log.ts";

/** What every service works with. */
export interface ServiceContext {
  readonly send: Send;
  /** `https://org.crm.dynamics.com/api/data/v9.2/`, which relative paths start from. */
  readonly serviceRoot: string;
  readonly log: Log;
}
