import { afterAll, afterEach, beforeAll } from "vitest";
import { type Emulator, startEmulator } from "../../../../../emulator/emulator.ts";
import { createClient } from "../../../../../src/client/client.ts";
import { type BulkTable, findBulkTable } from "../../../../../src/client/services/bulk/table/bulkTable.ts";
import type { JsonObject } from "../../../../../src/client/services/jsonObject.ts";
import type { ServiceContext } from "../../../../../src/client/services/serviceContext.ts";
import { createEntitySets } from "../../../../../src/client/services/tables/entitySets.ts";
import { requestToken } from "../../../../../workbench/runner/requestToken.ts";
import { scripted } from "../../scriptedSend.ts";

/** A local Dataverse as a service sees it. */
export interface EmulatorContext {
  readonly emulator: Emulator;
  readonly context: ServiceContext;
  readonly table: (entitySet: string) => Promise<BulkTable>;
  /** Writes a new record as it is given. */
  readonly create: (entitySet: string, record: JsonObject) => Promise<void>;
  /** The requests since the last test that read records of the set. */
  readonly readsOf: (entitySet: string) => readonly string[];
}

/** Starts an emulator for all tests of the file; faults and the request log are cleared after each of them. */
export const useEmulatorContext = (): (() => EmulatorContext) => {
  let started: EmulatorContext | undefined;
  beforeAll(async () => {
    const emulator = await startEmulator({ records: 5 });
    const { url: webApiUrl, tokenUrl, scope: scopes, clientId, clientSecret } = emulator;
    const token = await requestToken({ webApiUrl, tokenUrl, scopes, clientId, clientSecret });
    const { send, serviceRoot } = createClient({
      environmentUrl: webApiUrl,
      accessToken: token.access_token,
    });
    started = around(emulator, { ...scripted().context, send, serviceRoot });
  });
  afterEach(() => {
    started?.emulator.control.faults.clear();
    started?.emulator.control.requests.clear();
  });
  afterAll(() => started?.emulator.close());
  return () => {
    if (started === undefined) throw new Error("The emulator is there only while tests run.");
    return started;
  };
};

const around = (emulator: Emulator, context: ServiceContext): EmulatorContext => ({
  emulator,
  context,
  table: (entitySet) => findBulkTable(context, createEntitySets(context), entitySet),
  create: async (entitySet, record) => {
    await context.send({
      operation: `Create a record in ${entitySet}`,
      method: "POST",
      path: entitySet,
      repeat: "appends",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(record),
    });
  },
  readsOf: (entitySet) =>
    emulator.control.requests
      .all()
      .map(({ method, url, body }) => (method === "GET" ? url : body))
      .filter((text) => text.includes(`/${entitySet}?$select=`)),
});
