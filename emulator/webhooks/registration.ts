import type { Draft } from "../records/draft.ts";
import type { Store } from "../store/store.ts";
import type { TableStore } from "../store/tableStore.ts";
import { checkEndpoint, checkEndpointUnused } from "./registration/endpoint.ts";
import { checkImage } from "./registration/image.ts";
import { checkStep } from "./registration/step.ts";

const checks: ReadonlyMap<string, (draft: Draft) => void> = new Map([
  ["serviceendpoint", checkEndpoint],
  ["sdkmessageprocessingstep", checkStep],
  ["sdkmessageprocessingstepimage", checkImage],
]);

/** Refuses a webhook, a step or an image that could not work. Other tables pass. */
export const checkRegistration = (draft: Draft): void => checks.get(draft.table.name)?.(draft);

/** Refuses to delete a webhook that steps deliver to. */
export const checkUnused = (store: Store, rows: TableStore, slot: number): void => {
  if (rows.table.name === "serviceendpoint") {
    checkEndpointUnused(store, rows.idOf(slot));
  }
};
