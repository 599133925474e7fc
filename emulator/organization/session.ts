import type { Presentation } from "../representation/columnWriter.ts";
import type { DataRequest } from "../server/message.ts";
import type { Caller } from "./caller.ts";
import type { Dataverse } from "./dataverse.ts";

/** One authenticated request at work. */
export interface Session {
  readonly dataverse: Dataverse;
  readonly caller: Caller;
  readonly request: DataRequest;
  readonly presentation: Presentation;
  /** The Entra tenant of the environment. */
  readonly tenantId: string;
}
