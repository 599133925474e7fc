import type { TokenResponse } from "./requestToken.ts";

/** A connection as an action receives it: the entered fields, and the token endpoint's answer. */
export interface Connection {
  readonly key: string;
  readonly configVarKey: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly token?: TokenResponse | undefined;
  readonly context: Readonly<Record<string, unknown>>;
}
