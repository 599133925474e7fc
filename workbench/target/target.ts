import type { Component } from "../runner/component.ts";
import { connect } from "../runner/connect.ts";
import type { Connection } from "../runner/connection.ts";
import type { ClientCredentials } from "../runner/credentials.ts";
import { type ObserveRequests, requestsInLogs } from "./requestLine.ts";

/** What the component is run against. */
export interface Target {
  readonly kind: "emulator" | "org";
  readonly url: string;
  readonly connection: Connection;
  /** How long the token endpoint took. */
  readonly signInMs: number;
  readonly observeRequests: ObserveRequests;
  /** Texts that must not be printed. */
  readonly secrets: readonly string[];
  readonly close: () => Promise<void>;
}

/** The secret and whatever the token endpoint answered that grants access. */
export const secretsOf = ({ clientSecret }: ClientCredentials, { token }: Connection): readonly string[] =>
  [clientSecret, token?.access_token, token?.["refresh_token"], token?.["id_token"]].filter(
    (value): value is string => typeof value === "string" && value !== "",
  );

export const orgTarget = async (component: Component, credentials: ClientCredentials): Promise<Target> => {
  const started = performance.now();
  const connection = await connect(component, credentials);
  return {
    kind: "org",
    signInMs: performance.now() - started,
    url: credentials.webApiUrl,
    connection,
    observeRequests: requestsInLogs,
    secrets: secretsOf(credentials, connection),
    close: async () => undefined,
  };
};
