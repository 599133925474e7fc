import type { Meter } from "../cost/meter.ts";
import type { DataControl } from "../data/dataControl.ts";
import type { ServiceProtection } from "../protection/serviceProtection.ts";
import type { Security } from "../security/security.ts";
import type { Users } from "../security/users.ts";
import type { Webhooks } from "../webhooks/carrier.ts";
import type { Clock } from "./clock.ts";
import type { Faults } from "./faults.ts";
import type { RequestLog } from "./requestLog.ts";
import type { SchemaControl } from "./schemaControl.ts";

/** What tests and tools can do to the emulator. The same is there over HTTP below `/_emulator/`. */
export interface Control {
  readonly faults: Pick<Faults, "add" | "clear" | "active">;
  readonly clock: Clock;
  readonly requests: Pick<RequestLog, "all" | "clear" | "count">;
  readonly protection: Pick<ServiceProtection, "options" | "set">;
  readonly cost: Pick<Meter, "options" | "set">;
  /** Users beside the seeded ones, each with an application that signs in as it. */
  readonly users: Users;
  /** What users may do. Everybody is a System Administrator until their roles are set. */
  readonly roles: { readonly set: Security["setRoles"] };
  /** `idle` resolves when all deliveries to webhooks have ended. */
  readonly webhooks: Pick<Webhooks, "idle">;
  readonly data: DataControl;
  readonly schema: SchemaControl;
  /** Puts the seeded data back. Ids of the application user and the organization stay. */
  readonly resetData: () => void;
  readonly expireTokens: () => void;
}
