import type { StepRun } from "../events/events.ts";
import type { Dataverse } from "../organization/dataverse.ts";
import type { Changes, Reference } from "../store/cells.ts";
import type { Value } from "../store/columnStore.ts";
import { newGuid } from "../store/guid.ts";
import type { TableStore } from "../store/tableStore.ts";
import { errorNumber, type Failure } from "./failure.ts";

/** Microsoft, System Job (AsyncOperation) table reference. */
const systemEvent = 1;
const ready = { statecode: 0, statuscode: 0 };
const succeeded = { statecode: 3, statuscode: 30 };
const failed = { statecode: 3, statuscode: 31 };

const known = ({ table }: TableStore, values: Readonly<Record<string, Value | Reference>>): Changes =>
  new Map(Object.entries(values).filter(([name]) => table.columns.has(name)));

const seconds = (time: number): number => Math.floor(time / 1000) * 1000;

const user = (id: string): Reference => ({ table: "systemuser", id });

const stepTarget = ({ table }: TableStore): boolean =>
  table.columns
    .get("owningextensionid")
    ?.definition.targets?.some((target) => target.table === "sdkmessageprocessingstep") === true;

/** Adds the system job of a step that is about to run in the background; gives its id. */
export const addSystemJob = (dataverse: Dataverse, { event, step }: StepRun): string => {
  const { store, organization, now } = dataverse;
  const id = newGuid();
  const rows = store.table("asyncoperation");
  const owner = user(event.caller.userId);
  const at = seconds(now());
  const regarding = rows.table.columns.get("regardingobjectid")?.definition.targets ?? [];
  const isRegardable = event.message !== "Delete" && regarding.some(({ table }) => table === event.table);
  rows.insert(
    id,
    known(rows, {
      name: step.name,
      operationtype: systemEvent,
      ...ready,
      owningextensionid: stepTarget(rows) ? { table: "sdkmessageprocessingstep", id: step.id } : null,
      messagename: event.message,
      primaryentitytype: event.table,
      regardingobjectid: isRegardable ? { table: event.table, id: event.id } : null,
      correlationid: event.operation.correlationId,
      requestid: event.operation.requestId,
      depth: 1,
      ownerid: owner,
      owninguser: owner,
      owningbusinessunit: { table: "businessunit", id: organization.businessUnitId },
      createdon: at,
      createdby: owner,
      modifiedon: at,
      modifiedby: owner,
    }),
    store.nextVersion(),
  );
  return id;
};

const outcomeOf = (failure: Failure | undefined): Readonly<Record<string, Value>> =>
  failure === undefined
    ? succeeded
    : {
        ...failed,
        errorcode: errorNumber(failure),
        friendlymessage: failure.message,
        message: failure.message,
      };

/** Notes how a system job ended. One that succeeded goes away when its step says so. */
export const endSystemJob = (
  { store, now }: Dataverse,
  { step }: StepRun,
  {
    id,
    startedAt,
    failure,
  }: { readonly id: string; readonly startedAt: number; readonly failure: Failure | undefined },
): void => {
  const rows = store.table("asyncoperation");
  const slot = rows.slotOf(id);
  if (slot === undefined) {
    return;
  }
  if (failure === undefined && step.deletesJob) {
    rows.remove(slot, store.nextVersion());
    return;
  }
  const at = seconds(now());
  rows.update(
    slot,
    known(rows, {
      ...outcomeOf(failure),
      startedon: seconds(startedAt),
      completedon: at,
      modifiedon: at,
    }),
    store.nextVersion(),
  );
};
