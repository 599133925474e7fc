import type { ActionContext } from "@prismatic-io/spectral";
import { type Client, createClient } from "../client/client.ts";
import { DataverseError } from "../client/errors.ts";
import { type ConnectionSettings, connectionError, connectionSettings } from "./connectionSettings.ts";
import { platformLog } from "./platformLog.ts";

/** The part of the platform's context that a client needs. */
export type ClientContext = Pick<ActionContext, "logger" | "debug">;

/** What a call gets from the platform; the connection is the raw value of the connection input. */
export interface PlatformCall {
  readonly context: ClientContext;
  readonly connection: unknown;
}

/**
 * Runs `use` with a client for the connection. Raises ConnectionError, which the platform shows as a configuration
 * error of the instance, when the connection's settings are unusable or Dataverse does not accept its token.
 */
export const withClient = async <T>(
  { context, connection }: PlatformCall,
  use: (client: Client) => Promise<T>,
): Promise<T> => {
  const settings = connectionSettings(connection);
  const client = openClient(context, settings);
  try {
    return await use(client);
  } catch (error) {
    throw isUnauthorized(error) ? connectionError(settings, error.message) : error;
  }
};

const openClient = (context: ClientContext, settings: ConnectionSettings): Client => {
  try {
    return createClient({
      environmentUrl: settings.webApiUrl,
      accessToken: settings.accessToken,
      log: platformLog(context.logger),
      debug: context.debug.enabled,
    });
  } catch (error) {
    throw error instanceof DataverseError ? connectionError(settings, error.message) : error;
  }
};

const isUnauthorized = (error: unknown): error is DataverseError =>
  error instanceof DataverseError && error.kind === "unauthorized";
