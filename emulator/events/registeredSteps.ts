import type { Changes } from "../store/cells.ts";
import type { Value } from "../store/columnStore.ts";
import type { Store } from "../store/store.ts";
import type { TableStore } from "../store/tableStore.ts";
import type { Bypass, MessageName } from "./event.ts";
import type { Endpoint, ImageDefinition, Stage, Step } from "./step.ts";

/** What happened, as far as it decides which steps run. */
export interface Occasion {
  readonly message: MessageName;
  readonly table: string;
  readonly sent: Changes;
  readonly bypass: Bypass;
}

const textOf = (value: Value): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;

/** `firstname, lastname` */
export const columnList = (value: Value): readonly string[] | undefined => {
  const names = textOf(value)
    ?.split(",")
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== "");
  return names === undefined || names.length === 0 ? undefined : names;
};

const nameOfMessage = ({ table }: Store, id: Value): Value => {
  const messages = table("sdkmessage");
  const slot = typeof id === "string" ? messages.slotOf(id) : undefined;
  return slot === undefined ? null : messages.values("name")(slot);
};

/** The table a filter is for; "none" for a message that has no table. */
const tableOfFilter = ({ table }: Store, id: Value): Value => {
  const filters = table("sdkmessagefilter");
  const slot = typeof id === "string" ? filters.slotOf(id) : undefined;
  return slot === undefined ? null : filters.values("primaryobjecttypecode")(slot);
};

/** A step without a filter runs for every table that its message has a filter for. */
const hasFilterFor = ({ table }: Store, messageId: Value, name: string): boolean => {
  const filters = table("sdkmessagefilter");
  const tableOf = filters.values("primaryobjecttypecode");
  return (
    typeof messageId === "string" &&
    filters.pointingAt("sdkmessageid", messageId).some((slot) => tableOf(slot) === name)
  );
};

const isForTable = (store: Store, slot: number, { message, table }: Occasion): boolean => {
  const steps = store.table("sdkmessageprocessingstep");
  const filter = steps.values("sdkmessagefilterid")(slot);
  if (message === "Associate" || message === "Disassociate") {
    return true;
  }
  return filter === null
    ? hasFilterFor(store, steps.values("sdkmessageid")(slot), table)
    : tableOfFilter(store, filter) === table;
};

/** An update runs a step with filtering attributes only when one of them was sent, were it with the same value. */
const isWanted = (rows: TableStore, slot: number, { message, sent }: Occasion): boolean => {
  const columns = columnList(rows.values("filteringattributes")(slot));
  return message !== "Update" || columns === undefined || columns.some((name) => sent.has(name));
};

const isBypassed = (step: Step, { synchronous, asynchronous, steps }: Bypass): boolean =>
  steps.has(step.id) || (step.isAsync ? asynchronous : synchronous);

const endpointOf = ({ table }: Store, id: Value): Endpoint | undefined => {
  const endpoints = table("serviceendpoint");
  const slot = typeof id === "string" ? endpoints.slotOf(id) : undefined;
  return slot === undefined
    ? undefined
    : {
        id: endpoints.idOf(slot),
        url: String(endpoints.values("url")(slot) ?? ""),
        authType: Number(endpoints.values("authtype")(slot)),
        authValue: String(endpoints.values("authvalue")(slot) ?? ""),
      };
};

const imagesOf = ({ table }: Store, stepId: string): readonly ImageDefinition[] => {
  const images = table("sdkmessageprocessingstepimage");
  return images.pointingAt("sdkmessageprocessingstepid", stepId).map((slot) => {
    const type = Number(images.values("imagetype")(slot));
    return {
      alias: String(images.values("entityalias")(slot)),
      before: type === 0 || type === 2,
      after: type === 1 || type === 2,
      columns: columnList(images.values("attributes")(slot)),
    };
  });
};

const stageOf = (value: Value): Stage => (value === 10 || value === 20 ? value : 40);

const stepAt = (store: Store, rows: TableStore, slot: number): Step | undefined => {
  const endpoint = endpointOf(store, rows.values("eventhandler")(slot));
  const id = rows.idOf(slot);
  return (
    endpoint && {
      id,
      name: String(rows.values("name")(slot) ?? ""),
      stage: stageOf(rows.values("stage")(slot)),
      isAsync: rows.values("mode")(slot) === 1,
      rank: Number(rows.values("rank")(slot) ?? 1),
      deletesJob: rows.values("asyncautodelete")(slot) === true,
      runsAs: textOf(rows.values("impersonatinguserid")(slot)),
      endpoint,
      images: imagesOf(store, id),
    }
  );
};

/** The active steps that an occasion runs, in their order. Looks at nothing while no step is registered. */
export const stepsFor = (store: Store, occasion: Occasion): readonly Step[] => {
  if (!store.schema.tables.has("sdkmessageprocessingstep")) {
    return [];
  }
  const rows = store.table("sdkmessageprocessingstep");
  if (rows.count() === 0) {
    return [];
  }
  return rows.order
    .sorted()
    .filter(
      (slot) =>
        rows.values("statecode")(slot) === 0 &&
        nameOfMessage(store, rows.values("sdkmessageid")(slot)) === occasion.message &&
        isForTable(store, slot, occasion) &&
        isWanted(rows, slot, occasion),
    )
    .flatMap((slot) => stepAt(store, rows, slot) ?? [])
    .filter((step) => !isBypassed(step, occasion.bypass))
    .sort((left, right) => left.stage - right.stage || left.rank - right.rank);
};
