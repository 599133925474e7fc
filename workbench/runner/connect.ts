import type { Component, ConnectionDefinition } from "./component.ts";
import type { ClientCredentials } from "./credentials.ts";
import { requestToken, type TokenResponse } from "./requestToken.ts";
import { wireValues } from "./wireParams.ts";

/** A connection as an action receives it: the entered fields, and the token endpoint's answer. */
export interface Connection {
  readonly key: string;
  readonly configVarKey: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly token?: TokenResponse | undefined;
  readonly context: Readonly<Record<string, unknown>>;
}

const clientCredentialsConnection = ({ key, connections }: Component): ConnectionDefinition => {
  const connection = connections.find(({ oauth2Type }) => oauth2Type === "client_credentials");
  if (connection === undefined) {
    throw new Error(`The component ${key} has no client credentials connection.`);
  }
  return connection;
};

/** Activates the component's client credentials connection as the platform would, token included. */
export const connect = async (component: Component, credentials: ClientCredentials): Promise<Connection> => {
  const { key, label, inputs } = clientCredentialsConnection(component);
  return {
    key,
    configVarKey: label,
    fields: wireValues(inputs, { ...credentials }),
    token: await requestToken(credentials),
    context: {},
  };
};
