import type { Schema } from "../schema/schema.ts";
import type { Store } from "../store/store.ts";
import type { Turnstile } from "./unit.ts";

/** The records every organization has. */
export interface Organization {
  readonly id: string;
  readonly businessUnitId: string;
  /** The application user that the client id signs in as. */
  readonly userId: string;
  readonly baseCurrencyId: string;
}

/** The emulated environment: what is in it, and what time it is. */
export interface Dataverse {
  readonly schema: Schema;
  readonly store: Store;
  readonly organization: Organization;
  /** Where operations take turns. */
  readonly turnstile: Turnstile;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Who a request acts as. */
export interface Caller {
  readonly userId: string;
  /** The application user, when it acts as somebody else. */
  readonly onBehalfBy: string | undefined;
}
