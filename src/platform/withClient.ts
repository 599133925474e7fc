import type { ActionContext } from "@prismatic-io/spectral";
import { type Client, type ClientOptions, createClient } from "../client/client.ts";
import { DataverseError } from "../client/errors.ts";
import type { RecordIds } from "../client/services/records/recordIds.ts";
import { createPrimaryKeyCache } from "../client/services/tables/primaryKeys.ts";
import { type ConnectionSettings, connectionError, connectionSettings } from "./connectionSettings.ts";
import { executionEnd } from "./executionEnd.ts";
import { platformLog } from "./platformLog.ts";

/** The part of the platform's context that a client needs; data sources have no debug mode. */
export type ClientContext = Pick<ActionContext, "logger"> & {
  readonly startedAt?: string;
  readonly debug?: Pick<ActionContext["debug"], "enabled">;
};

/** What a call gets from the platform; the connection is the raw value of the connection input. */
export interface PlatformCall {
  readonly context: ClientContext;
  readonly connection: unknown;
  /** For calls that the platform ends early. */
  readonly limits?: Pick<ClientOptions, "requestTimeoutMs" | "waitBudgetMs">;
  /** For steps that create records: see `inInvocation`. */
  readonly recordIds?: RecordIds | undefined;
}

/** Names of columns do not depend on who asks, so one reading serves all steps that this process runs. */
const primaryKeyCache = createPrimaryKeyCache();

/**
 * Runs `use` with a client for the connection. Raises ConnectionError, which the platform shows as a configuration
 * error of the instance, when the connection's settings are unusable or Dataverse does not accept its token.
 */
export const withClient = async <T>(
  { context, connection, ...call }: PlatformCall,
  use: (client: Client) => Promise<T>,
): Promise<T> => {
  const settings = connectionSettings(connection);
  const client = openClient(context, settings, call);
  try {
    return await use(client);
  } catch (error) {
    throw isUnauthorized(error) ? connectionError(settings, error.message) : error;
  }
};

const openClient = (
  context: ClientContext,
  settings: ConnectionSettings,
  { limits, recordIds }: Pick<PlatformCall, "limits" | "recordIds">,
): Client => {
  try {
    return createClient({
      environmentUrl: settings.webApiUrl,
      accessToken: settings.accessToken,
      log: platformLog(context.logger),
      debug: context.debug?.enabled,
      recordIds,
      primaryKeyCache,
      endsBy: executionEnd(context.startedAt, Date.now()),
      ...limits,
    });
  } catch (error) {
    throw error instanceof DataverseError ? connectionError(settings, error.message) : error;
  }
};

const isUnauthorized = (error: unknown): error is DataverseError =>
  error instanceof DataverseError && error.kind === "unauthorized";
