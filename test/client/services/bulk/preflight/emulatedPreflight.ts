import { type Client, createClient } from "../../../../../src/client/client.ts";
import {
  type Preflight,
  readPreflight,
} from "../../../../../src/client/services/bulk/preflight/preflight.ts";
import type {
  Purpose,
  RecordProblem,
} from "../../../../../src/client/services/bulk/preflight/recordProblem.ts";
import { type BulkTable, findBulkTable } from "../../../../../src/client/services/bulk/table/bulkTable.ts";
import type { JsonObject } from "../../../../../src/client/services/jsonObject.ts";
import type { ServiceContext } from "../../../../../src/client/services/serviceContext.ts";
import { createEntitySets } from "../../../../../src/client/services/tables/entitySets.ts";
import {
  type Client as Caller,
  requestToken,
  useClient,
} from "../../../../emulator/support/dataverseClient.ts";
import { scripted } from "../../scriptedSend.ts";

export interface EmulatedPreflight {
  /** Plain requests to the emulator. */
  readonly caller: Caller;
  readonly context: ServiceContext;
  readonly tableOf: (entitySet: string) => Promise<BulkTable>;
  readonly preflightOf: (entitySet: string) => Promise<Preflight>;
  /** What the check of one record says. */
  readonly problems: (entitySet: string, record: JsonObject, purpose?: Purpose) => Promise<readonly string[]>;
}

const contextOf = ({ send, serviceRoot }: Client): ServiceContext => ({
  ...scripted().context,
  send,
  serviceRoot,
});

const connect = async (caller: Caller): Promise<EmulatedPreflight> => {
  const accessToken = await requestToken(caller.emulator);
  const context = contextOf(createClient({ environmentUrl: caller.emulator.url, accessToken }));
  const read = new Map<string, Promise<Preflight>>();
  const entitySets = createEntitySets(context);
  const tableOf = (entitySet: string): Promise<BulkTable> => findBulkTable(context, entitySets, entitySet);
  const preflightOf = (entitySet: string): Promise<Preflight> => {
    const known = read.get(entitySet) ?? tableOf(entitySet).then((table) => readPreflight(context, table));
    read.set(entitySet, known);
    return known;
  };
  return {
    caller,
    context,
    tableOf,
    preflightOf,
    problems: async (entitySet, record, purpose = "create") =>
      (await preflightOf(entitySet)).check(record, purpose).map(({ message }: RecordProblem) => message),
  };
};

/** An emulator with the checks of its tables; each table's definitions are read once in a file. */
export const usePreflight = (): (() => Promise<EmulatedPreflight>) => {
  const caller = useClient();
  let connected: Promise<EmulatedPreflight> | undefined;
  return () => {
    connected ??= connect(caller());
    return connected;
  };
};
