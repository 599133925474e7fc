import { randomBytes } from "node:crypto";
import type { Server } from "node:http";
import { type Clock, createClock } from "./control/clock.ts";
import type { Control } from "./control/control.ts";
import { createFaults, type Faults } from "./control/faults.ts";
import { createRequestLog, type RequestLog } from "./control/requestLog.ts";
import type { Registration } from "./oauth/tokenEndpoint.ts";
import { createTokens, type Tokens } from "./oauth/tokens.ts";
import type { Organization } from "./organization/dataverse.ts";
import { loadRecords } from "./organization/load.ts";
import { createTurnstile } from "./organization/unit.ts";
import type { TableDefinition } from "./schema/model.ts";
import { compileSchema } from "./schema/schema.ts";
import { defaultTables } from "./schema/tables/index.ts";
import { contosoRecords } from "./seed/contoso.ts";
import {
  applicationId,
  applicationUserId,
  organizationId,
  rootBusinessUnitId,
  usDollarId,
} from "./seed/wellKnown.ts";
import type { DataEndpoint } from "./server/dataEndpoint.ts";
import { listen } from "./server/listener.ts";
import { newGuid } from "./store/guid.ts";
import { createStore } from "./store/store.ts";

export interface EmulatorOptions {
  /** 0, the default, takes a free port. */
  readonly port?: number;
  /** How many accounts to start with; contacts, tasks and the rest come in proportion. About 50 when absent. */
  readonly records?: number;
  /** The same number gives the same records. */
  readonly seed?: number;
  readonly tokenLifetimeSeconds?: number;
  /** Milliseconds since 1970; the control API shifts this clock. */
  readonly now?: () => number;
  /** Tables in place of the default ones. */
  readonly tables?: readonly TableDefinition[];
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

const organization: Organization = {
  id: organizationId,
  businessUnitId: rootBusinessUnitId,
  userId: applicationUserId,
  baseCurrencyId: usDollarId,
};

interface Instruments {
  readonly clock: Clock;
  readonly faults: Faults;
  readonly log: RequestLog;
}

/** The environment behind the endpoints, which a reset replaces as a whole. */
const createEnvironment = (options: EmulatorOptions, { clock }: Instruments) => {
  const schema = compileSchema(options.tables ?? defaultTables);
  const seededAt = clock.now();
  const build = (version?: number) => {
    const store = createStore(schema, version);
    loadRecords(
      store,
      contosoRecords({ accounts: options.records ?? 50, seed: options.seed ?? 1, now: seededAt }),
    );
    return { schema, store, organization, turnstile: createTurnstile(), now: clock.now };
  };
  let dataverse = build();
  return {
    current: () => dataverse,
    reset: () => {
      dataverse = build(dataverse.store.lastVersion());
    },
  };
};

const createControl = (
  { clock, faults, log }: Instruments,
  { tokens, resetData }: { readonly tokens: () => Tokens | undefined; readonly resetData: () => void },
): Control => ({
  faults,
  clock,
  requests: log,
  resetData,
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
const createRegistration = (resource: string): Registration => ({
  tenantId: newGuid(),
  clientId: applicationId,
  clientSecret: randomBytes(30).toString("base64url"),
  resource,
});

const createEndpoint = (
  registration: Registration,
  { clock }: Instruments,
  tokenLifetimeSeconds: number,
): Omit<DataEndpoint, "dataverse"> => {
  const { tenantId, clientId, resource } = registration;
  const claims = { aud: resource, tid: tenantId, appid: clientId };
  return {
    registration,
    tokens: createTokens({ lifetimeSeconds: tokenLifetimeSeconds, now: clock.now, claims }),
  };
};

/** Starts a local Dataverse on a loopback port, with data and an application that may sign in. */
export const startEmulator = async (options: EmulatorOptions = {}): Promise<Emulator> => {
  const instruments: Instruments = {
    clock: createClock(options.now ?? Date.now),
    faults: createFaults(),
    log: createRequestLog(),
  };
  const environment = createEnvironment(options, instruments);
  let endpoint: Omit<DataEndpoint, "dataverse"> | undefined;
  const control = createControl(instruments, {
    tokens: () => endpoint?.tokens,
    resetData: environment.reset,
  });
  const data = (): DataEndpoint => {
    if (endpoint === undefined) {
      throw new Error("The emulator has not started yet.");
    }
    return { ...endpoint, dataverse: environment.current() };
  };
  const { faults, log } = instruments;
  const server = await listen({ data, control, faults, log }, options.port ?? 0);
  const url = urlOf(server);
  const registration = createRegistration(url);
  endpoint = createEndpoint(registration, instruments, options.tokenLifetimeSeconds ?? 3600);
  const { tenantId, clientId, clientSecret } = registration;
  return {
    url,
    tokenUrl: `${url}/${tenantId}/oauth2/v2.0/token`,
    tenantId,
    clientId,
    clientSecret,
    scope: `${url}/.default`,
    control,
    close: () => closeServer(server),
  };
};
