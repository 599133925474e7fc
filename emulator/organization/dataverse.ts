import type { Events } from "../events/events.ts";
import type { Schema } from "../schema/schema.ts";
import type { Security } from "../security/security.ts";
import type { Store } from "../store/store.ts";
import type { Catalog } from "./catalog.ts";
import type { Turnstile } from "./turnstile.ts";

/** The records every organization has. */
export interface Organization {
  readonly id: string;
  readonly businessUnitId: string;
  /** The application user that the client id signs in as. */
  readonly userId: string;
  readonly baseCurrencyId: string;
  /** Files are kept in the database, as with customer managed keys: they cannot be downloaded in chunks. */
  readonly filesInDatabase?: boolean | undefined;
}

/** The emulated environment: what is in it, and what time it is. */
export interface Dataverse {
  /** The tables as they are now. */
  readonly schema: Schema;
  readonly catalog: Catalog;
  readonly store: Store;
  readonly organization: Organization;
  /** Where operations take turns. */
  readonly turnstile: Turnstile;
  /** What the operation under way has raised, for webhooks. */
  readonly events: Events;
  /** What users may do. */
  readonly security: Security;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}
