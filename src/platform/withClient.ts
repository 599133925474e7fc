import type { ActionContext } from "@prismatic-io/spectral";
import { type Client, type ClientOptions, createClient } from "../client/client.ts";
import { DataverseError } from "../client/errors.ts";
import { type ConnectionSettings, connectionError, connectionSettings } from "./connectionSettings.ts";
import { platformLog } from "./platformLog.ts";

/** The part of the platform's context that a client needs; data sources have no debug mode. */
export type ClientContext = Pick<ActionContext, "logger"> & {
  readonly debug?: Pick<ActionContext["debug"], "enabled">;
};

/** What a call gets from the platform; the connection is the raw value of the connection input. */
export interface PlatformCall {
  readonly context: ClientContext;
  readonly connection: unknown;
  /** For calls that the platform ends early. */
  readonly limits?: Pick<ClientOptions, "requestTimeoutMs" | "waitBudgetMs">;
}

/**
 * Runs `use` with a client for the connection. Raises ConnectionError, which the platform shows as a configuration
 * error of the instance, when the connection's settings are unusable or Dataverse does not accept its token.
 */
export const withClient = async <T>(
  { context, connection, limits }: PlatformCall,
  use: (client: Client) => Promise<T>,
): Promise<T> => {
  const settings = connectionSettings(connection);
  const client = openClient(context, settings, limits);
  try {
    return await use(client);
  } catch (error) {
    throw isUnauthorized(error) ? connectionError(settings, error.message) : error;
  }
};

const openClient = (
  context: ClientContext,
  settings: ConnectionSettings,
  limits: PlatformCall["limits"],
): Client => {
  try {
    return createClient({
      environmentUrl: settings.webApiUrl,
      accessToken: settings.accessToken,
      log: platformLog(context.logger),
      debug: context.debug?.enabled,
      ...limits,
    });
  } catch (error) {
    throw error instanceof DataverseError ? connectionError(settings, error.message) : error;
  }
};

const isUnauthorized = (error: unknown): error is DataverseError =>
  error instanceof DataverseError && error.kind === "unauthorized";
