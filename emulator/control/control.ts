import type { Clock } from "./clock.ts";
import type { Faults } from "./faults.ts";
import type { RequestLog } from "./requestLog.ts";

/** What tests and tools can do to the emulator. The same is there over HTTP below `/_emulator/`. */
export interface Control {
  readonly faults: Pick<Faults, "add" | "clear" | "active">;
  readonly clock: Clock;
  readonly requests: Pick<RequestLog, "all" | "clear" | "count">;
  /** Puts the seeded data back. Ids of the application user and the organization stay. */
  readonly resetData: () => void;
  readonly expireTokens: () => void;
}
