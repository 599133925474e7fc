import type { Principal } from "../security/security.ts";

/** Who a request acts as. */
export interface Caller {
  readonly userId: string;
  /** The application user, when it acts as somebody else. */
  readonly onBehalfBy: string | undefined;
  /** Those of the two whose privileges limit the request: nobody when they are administrators. */
  readonly limitedBy: readonly Principal[];
}
