import { readChunks } from "../data/dataFile.ts";
import { importDataSet } from "../data/importRecords.ts";
import { createEvents } from "../events/events.ts";
import type { ManyToManyDefinition, TableDefinition } from "../schema/model.ts";
import { defaultManyToMany, defaultTables } from "../schema/tables/index.ts";
import { defaultGlobalChoices } from "../schema/tables/sets/globalChoices.ts";
import { createSecurity } from "../security/security.ts";
import { contosoRecords } from "../seed/contoso.ts";
import { applicationUserId, organizationId, rootBusinessUnitId, usDollarId } from "../seed/wellKnown.ts";
import { createStore, type Store } from "../store/store.ts";
import type { Webhooks } from "../webhooks/carrier.ts";
import { compileDefinitions, createCatalog, definitionsOf } from "./catalog.ts";
import type { Dataverse, Organization } from "./dataverse.ts";
import { loadRecords } from "./load.ts";
import { createTurnstile } from "./turnstile.ts";

/** What an environment starts with. */
export interface EnvironmentOptions {
  /** How many accounts to start with; contacts, tasks and the rest come in proportion. About 50 when absent. */
  readonly records?: number;
  /** Only these of the seeded tables, by logical name, beside users, units, teams and currencies: `["account"]`. */
  readonly only?: readonly string[];
  /** The path of a data set to start with instead of the seeded records. */
  readonly load?: string;
  /** The same number gives the same records. */
  readonly seed?: number;
  /** Files can only be downloaded as a whole, as in an environment with customer managed keys. */
  readonly filesInDatabase?: boolean;
  /** Tables in place of the default ones. */
  readonly tables?: readonly TableDefinition[];
  /** Many-to-many relationships in place of the default ones; those that lack a table are left out. */
  readonly manyToMany?: readonly ManyToManyDefinition[];
}

/** The environment behind the endpoints. */
export interface Environment {
  readonly current: () => Dataverse;
  /** Replaces it by a new one with the records it started with. */
  readonly reset: () => void;
  /** Replaces it by a new one with the records of a data set. */
  readonly importData: (chunks: Iterable<string>) => void;
}

const organization: Organization = {
  id: organizationId,
  businessUnitId: rootBusinessUnitId,
  userId: applicationUserId,
  baseCurrencyId: usDollarId,
};

export const createEnvironment = (
  options: EnvironmentOptions,
  { now, webhooks }: { readonly now: () => number; readonly webhooks: Webhooks },
): Environment => {
  const first = definitionsOf(
    options.tables ?? defaultTables,
    options.manyToMany ?? defaultManyToMany,
    defaultGlobalChoices,
  );
  const seededAt = now();
  const seeded = (accounts: number) =>
    contosoRecords({ accounts, seed: options.seed ?? 1, now: seededAt, only: options.only });
  const fillFirst = (store: Store): void =>
    options.load === undefined
      ? loadRecords(store, seeded(options.records ?? 50))
      : importDataSet(store, readChunks(options.load), seeded(0));
  const build = (fill: (store: Store) => void, definitions = first, version?: number): Dataverse => {
    const store = createStore(compileDefinitions(definitions), version);
    fill(store);
    const built: Dataverse = {
      get schema() {
        return store.schema;
      },
      catalog: createCatalog(store, definitions),
      store,
      organization: { ...organization, filesInDatabase: options.filesInDatabase },
      turnstile: createTurnstile(),
      events: createEvents(
        store,
        webhooks.carrierFor(() => built),
      ),
      security: createSecurity(() => store.schema),
      now,
    };
    return built;
  };
  let dataverse = build(fillFirst);
  /** Versions go on, and none is of both: whoever knows one of the old records is told so. */
  const replace = (fill: (store: Store) => void): void => {
    dataverse = build(fill, dataverse.catalog.published(), dataverse.store.lastVersion() + 1);
  };
  return {
    current: () => dataverse,
    reset: () => replace(fillFirst),
    importData: (chunks) => replace((store) => importDataSet(store, chunks, seeded(0))),
  };
};
