import type { Component, ConnectionDefinition } from "./component.ts";
import type { Connection } from "./connection.ts";
import type { ClientCredentials } from "./credentials.ts";
import { requestToken } from "./requestToken.ts";
import { wireValues } from "./wireParams.ts";

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
