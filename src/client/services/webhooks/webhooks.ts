import { DataverseError, invalidInput } from "../../errors.ts";
import { readColumns } from "../metadata/tableColumns.ts";
import type { Queries } from "../queries/queries.ts";
import type { Records } from "../records/records.ts";
import type { ServiceContext } from "../serviceContext.ts";
import { readMessages } from "./messages.ts";
import { namingPrivileges } from "./missingPrivilege.ts";
import { planSteps } from "./plan.ts";
import { readEndpoints, readSteps, webhookColumns } from "./readRegistration.ts";
import type { RegisteredEndpoint, Step } from "./registration.ts";
import { namesColumns, wantedSteps } from "./wantedSteps.ts";
import type { Watch, WatchedTable } from "./watch.ts";
import { resolveTables } from "./watchedTables.ts";
import { checkWebhookUrl } from "./webhookUrl.ts";
import { carryOut, createIn, deleteIn, deleteSteps, updateIn } from "./writeRegistration.ts";

export interface Registration {
  /** Names the endpoint and finds it again: it must be the same in every deployment of a flow, and no other flow's. */
  readonly name: string;
  /** Where the events go. */
  readonly url: string | undefined;
  /** The endpoint and its secret as an earlier call gave them. */
  readonly known: { readonly endpointId: string; readonly secret: string } | undefined;
  /** A new secret, for when there is none that the endpoint is known to have. */
  readonly newSecret: () => string;
}

export interface Registered {
  readonly endpointId: string;
  readonly secret: string;
  readonly tables: readonly WatchedTable[];
}

export interface Webhooks {
  /**
   * Makes Dataverse send the events of a watch to a URL, with a secret as the query parameter `code`. Writes only what
   * differs from what is registered, and takes away what is not wanted any more.
   */
  readonly register: (registration: Registration, watch: Watch) => Promise<Registered>;
  /** Takes away everything that was registered under a name; gives how many endpoints that were. */
  readonly remove: (name: string) => Promise<number>;
}

export const createWebhooks = (
  context: ServiceContext,
  services: { readonly queries: Queries; readonly records: Records },
): Webhooks => {
  const call = { context, ...services };
  return {
    register: (registration, watch) => namingPrivileges(() => register(call, registration, watch)),
    remove: (name) =>
      namingPrivileges(async () => {
        const endpoints = await readEndpoints(call.queries, name);
        for (const { id } of endpoints) await removeEndpoint(call, id);
        return endpoints.length;
      }),
  };
};

interface Call {
  readonly context: ServiceContext;
  readonly queries: Queries;
  readonly records: Records;
}

interface Wanted {
  readonly steps: readonly Step[];
  readonly tables: readonly WatchedTable[];
}

/** Everything is checked here, before anything is written. */
const wantedIn = async ({ context, queries }: Call, watch: Watch): Promise<Wanted> => {
  if (watch.tables.length === 0) {
    throw invalidInput("Tables is empty. Enter at least one table, such as account.");
  }
  const tables = await resolveTables(context, watch.tables);
  const names = tables.map(({ logicalName }) => logicalName);
  const [messages, read] = await Promise.all([
    readMessages(queries, watch.messages, names),
    namesColumns(watch) ? readColumns(context, names) : undefined,
  ]);
  const columns = new Map(names.map((name) => [name, read?.get(name) ?? []]));
  return { steps: wantedSteps(watch, { messages, columns }), tables };
};

const register = async (call: Call, registration: Registration, watch: Watch): Promise<Registered> => {
  const url = checkWebhookUrl(registration.url);
  const [wanted, endpoints] = await Promise.all([
    wantedIn(call, watch),
    readEndpoints(call.queries, registration.name),
  ]);
  const { known } = registration;
  const endpoint = endpoints.find(({ id }) => id === known?.endpointId) ?? endpoints[0];
  const registered =
    endpoint === undefined
      ? await registerNew(call, { ...registration, url }, wanted.steps)
      : await registerAgain(call, { ...registration, url, endpoint }, wanted.steps);
  for (const { id } of endpoints.filter(({ id }) => id !== registered.endpointId)) {
    await removeEndpoint(call, id);
  }
  return { ...registered, tables: wanted.tables };
};

type Secured = Pick<Registered, "endpointId" | "secret">;

const registerNew = async (
  call: Call,
  { name, url, newSecret }: Registration & { readonly url: string },
  steps: readonly Step[],
): Promise<Secured> => {
  const { context, records } = call;
  const secret = newSecret();
  const values = { name, url, ...webhookColumns, authvalue: secret };
  const endpointId = await createIn(records, "serviceendpoints", values);
  try {
    await carryOut(records, endpointId, planSteps(steps, []));
  } catch (error) {
    await undo(call, endpointId);
    throw error;
  }
  context.log.info(`Registered the flow's URL in Dataverse, with ${steps.length} steps.`);
  return { endpointId, secret };
};

/** Leaves nothing behind of a registration that failed, if possible; the next one finds what is left by its name. */
const undo = async (call: Call, endpointId: string): Promise<void> => {
  try {
    await removeEndpoint(call, endpointId);
  } catch (error) {
    call.context.log.warn(
      "The part of the registration that was made before it failed could not be removed. The next deployment completes it, and deleting the instance removes it.",
      { reason: error instanceof DataverseError ? error.message : "unknown" },
    );
  }
};

interface Again extends Registration {
  readonly url: string;
  readonly endpoint: RegisteredEndpoint;
}

/**
 * A secret cannot be read back, so one that is not known is replaced. A known one is written again rather than replaced:
 * should a later write fail, it is still the one that is known.
 */
const registerAgain = async (call: Call, again: Again, steps: readonly Step[]): Promise<Secured> => {
  const { records, queries, context } = call;
  const { endpoint, url, known, newSecret } = again;
  const isKnown = known?.endpointId === endpoint.id;
  const secret = isKnown ? known.secret : newSecret();
  const changes = {
    ...(endpoint.url !== url && { url }),
    ...(!(isKnown && endpoint.isWellFormed) && { ...webhookColumns, authvalue: secret }),
  };
  const plan = planSteps(steps, await readSteps(queries, endpoint.id));
  if (Object.keys(changes).length > 0) {
    await updateIn(records, { table: "serviceendpoints", id: endpoint.id }, changes);
  }
  await carryOut(records, endpoint.id, plan);
  const writes = Object.values(plan).reduce((sum, list) => sum + list.length, Object.keys(changes).length);
  context.log.info(
    writes === 0
      ? "The registration in Dataverse is as it should be."
      : "Brought the registration in Dataverse up to date.",
    { columnsOfEndpoint: Object.keys(changes).join(), ...counts(plan) },
  );
  return { endpointId: endpoint.id, secret };
};

const counts = (plan: ReturnType<typeof planSteps>) => ({
  stepsCreated: plan.createSteps.length,
  stepsUpdated: plan.updateSteps.length,
  stepsDeleted: plan.deleteSteps.length,
});

/** An endpoint that steps deliver to cannot be deleted, so they go first. */
const removeEndpoint = async ({ queries, records }: Call, id: string): Promise<void> => {
  const steps = await readSteps(queries, id);
  await deleteSteps(
    records,
    steps.map((step) => step.id),
  );
  await deleteIn(records, "serviceendpoints", id);
};
