import type { Server } from "node:http";
import { type Clock, createClock } from "./control/clock.ts";
import type { Control } from "./control/control.ts";
import { createFaults, type Faults } from "./control/faults.ts";
import { createRequestLog, type RequestLog } from "./control/requestLog.ts";
import { createSchemaControl } from "./control/schemaControl.ts";
import type { CostOptions } from "./cost/costModel.ts";
import { createMeter } from "./cost/meter.ts";
import { createDataControl } from "./data/dataControl.ts";
import { type Applications, createApplications } from "./oauth/applications.ts";
import type { Registration } from "./oauth/tokenEndpoint.ts";
import { createTokens, type Tokens } from "./oauth/tokens.ts";
import { createEnvironment, type Environment, type EnvironmentOptions } from "./organization/environment.ts";
import type { ProtectionOptions } from "./protection/protectionOptions.ts";
import { createServiceProtection } from "./protection/serviceProtection.ts";
import type { Service } from "./protection/withinLimits.ts";
import { createUsers } from "./security/users.ts";
import { applicationId, applicationUserId } from "./seed/wellKnown.ts";
import type { DataEndpoint } from "./server/dataEndpoint.ts";
import { listen } from "./server/listener.ts";
import { newGuid } from "./store/guid.ts";
import { createWebhooks, type Webhooks } from "./webhooks/carrier.ts";

export interface EmulatorOptions extends EnvironmentOptions {
  /** 0, the default, takes a free port. */
  readonly port?: number;
  readonly tokenLifetimeSeconds?: number;
  /** Milliseconds since 1970; the control API shifts this clock. */
  readonly now?: () => number;
  /** Service protection; Microsoft's documented limits when absent. */
  readonly protection?: Partial<ProtectionOptions>;
  /** How long things take; nothing waits unless it has a scale. */
  readonly cost?: Partial<CostOptions>;
  /** How long a webhook may take to answer; 60,000 when absent, as in the service. */
  readonly webhookTimeoutMs?: number;
}

/** A running local Dataverse. */
export interface Emulator {
  /** "http://127.0.0.1:PORT", the environment's URL. */
  readonly url: string;
  readonly tokenUrl: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scope: string;
  readonly control: Control;
  /** Ends all connections and the server. */
  readonly close: () => Promise<void>;
}

interface Instruments {
  readonly applications: Applications;
  readonly webhooks: Webhooks;
  readonly clock: Clock;
  readonly faults: Faults;
  readonly log: RequestLog;
  readonly service: Service;
}

/** The limits' time passes as much faster than real time as the cost model is. */
const createService = ({ cost, protection }: EmulatorOptions, { now }: Clock): Service => {
  const timeScale = cost?.scale === undefined || cost.scale === 0 ? 1 : 1 / cost.scale;
  return {
    protection: createServiceProtection(now, { timeScale, ...protection }),
    meter: createMeter(cost),
  };
};

const createControl = (
  { clock, faults, log, service, webhooks, applications }: Instruments,
  {
    tokens,
    environment,
  }: {
    readonly tokens: () => Tokens | undefined;
    readonly environment: Environment;
  },
): Control => ({
  users: createUsers(environment.current, applications),
  roles: { set: (userId, roles) => environment.current().security.setRoles(userId, roles) },
  webhooks,
  faults,
  clock,
  requests: log,
  protection: service.protection,
  cost: service.meter,
  data: createDataControl(environment),
  schema: createSchemaControl(environment.current),
  resetData: environment.reset,
  expireTokens: () => tokens()?.expireAll(),
});

const urlOf = (server: Server): string => {
  const address = server.address();
  if (address === null || typeof address === "string") {
    throw new Error("The emulator's server has no port.");
  }
  return `http://127.0.0.1:${address.port}`;
};

const closeServer = (server: Server): Promise<void> =>
  new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)));
    server.closeAllConnections();
  });

/** Random for every start: nothing that a repository or a log could leak stays usable. */
const createRegistration = (resource: string, applications: Applications): Registration => ({
  tenantId: newGuid(),
  applications,
  resource,
});

const createEndpoint = (
  registration: Registration,
  { clock, service }: Instruments,
  tokenLifetimeSeconds: number,
): Omit<DataEndpoint, "dataverse"> => {
  const { tenantId, resource } = registration;
  const claims = { aud: resource, tid: tenantId };
  return {
    registration,
    service,
    tokens: createTokens({ lifetimeSeconds: tokenLifetimeSeconds, now: clock.now, claims }),
  };
};

/** Starts a local Dataverse on a loopback port, with data and an application that may sign in. */
export const startEmulator = async (options: EmulatorOptions = {}): Promise<Emulator> => {
  const clock = createClock(options.now ?? Date.now);
  const instruments: Instruments = {
    clock,
    faults: createFaults(),
    log: createRequestLog(),
    applications: createApplications(),
    webhooks: createWebhooks({ timeoutMs: options.webhookTimeoutMs ?? 60_000 }),
    service: createService(options, clock),
  };
  const environment = createEnvironment(options, { now: clock.now, webhooks: instruments.webhooks });
  let endpoint: Omit<DataEndpoint, "dataverse"> | undefined;
  const control = createControl(instruments, {
    tokens: () => endpoint?.tokens,
    environment,
  });
  const application = instruments.applications.add({ clientId: applicationId, userId: applicationUserId });
  const data = (): DataEndpoint => {
    if (endpoint === undefined) {
      throw new Error("The emulator has not started yet.");
    }
    return { ...endpoint, dataverse: environment.current() };
  };
  const { faults, log } = instruments;
  const server = await listen({ data, control, faults, log }, options.port ?? 0);
  const url = urlOf(server);
  const registration = createRegistration(url, instruments.applications);
  endpoint = createEndpoint(registration, instruments, options.tokenLifetimeSeconds ?? 3600);
  const { tenantId } = registration;
  const { clientId, clientSecret } = application;
  return {
    url,
    tokenUrl: `${url}/${tenantId}/oauth2/v2.0/token`,
    tenantId,
    clientId,
    clientSecret,
    scope: `${url}/.default`,
    control,
    close: async () => {
      instruments.webhooks.close();
      await closeServer(server);
    },
  };
};
