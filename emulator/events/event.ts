import type { Caller } from "../organization/caller.ts";
import type { Changes } from "../store/cells.ts";

/** The messages whose steps the emulator runs (Microsoft, Event framework). */
export type MessageName = "Create" | "Update" | "Delete" | "Associate" | "Disassociate";

const messageNames: readonly MessageName[] = ["Create", "Update", "Delete", "Associate", "Disassociate"];

export const isMessageName = (name: unknown): name is MessageName =>
  messageNames.some((known) => known === name);

/** What the request that raised an event says about itself. */
export interface Operation {
  /** Host and port of the environment. */
  readonly host: string;
  /** Ties together everything that follows from one request. */
  readonly correlationId: string;
  readonly requestId: string;
  readonly suppressDuplicateDetection: boolean;
  /** Whether the write asked for a version of the record: `If-Match` with an ETag. */
  readonly matchesVersion: boolean;
  /** The value of `tag` in the URL, a shared variable (Microsoft, Use optional parameters). */
  readonly tag: string | undefined;
  readonly bypass: Bypass;
}

/** The custom logic a request goes without (Microsoft, Bypass custom Dataverse logic). */
export interface Bypass {
  readonly synchronous: boolean;
  readonly asynchronous: boolean;
  /** Ids of steps. */
  readonly steps: ReadonlySet<string>;
}

/** The records an Associate or Disassociate ties together. */
export interface Association {
  /** Schema name of the relationship. */
  readonly relationship: string;
  readonly related: readonly { readonly table: string; readonly id: string }[];
}

/** Something that happened to a record. */
export interface RaisedEvent {
  readonly message: MessageName;
  /** Logical name. */
  readonly table: string;
  readonly id: string;
  readonly caller: Caller;
  readonly operation: Operation;
  /** The columns the request brought. */
  readonly sent: Changes;
  /** Those and the ones the system filled in. */
  readonly written: Changes;
  readonly association: Association | undefined;
  /** Milliseconds since 1970. */
  readonly at: number;
}
