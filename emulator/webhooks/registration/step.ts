import { notImplemented } from "../../errors/refusals.ts";
import { isMessageName } from "../../events/event.ts";
import { columnList } from "../../events/registeredSteps.ts";
import { type Draft, valueAfter } from "../../records/draft.ts";
import type { Value } from "../../store/columnStore.ts";
import type { Store } from "../../store/store.ts";
import { invalidRegistration } from "./refusals.ts";

const storeOf = ({ writing }: Draft): Store => writing.dataverse.store;

/** A column of the record that a lookup of the draft points at. */
const through = (draft: Draft, lookup: string, [table, column]: readonly [string, string]): Value => {
  const id = valueAfter(draft, lookup);
  const rows = storeOf(draft).table(table);
  const slot = typeof id === "string" ? rows.slotOf(id) : undefined;
  return slot === undefined ? null : rows.values(column)(slot);
};

/** The name of the message a step is for. */
export const messageOf = (draft: Draft): Value => through(draft, "sdkmessageid", ["sdkmessage", "name"]);

const checkMessage = (draft: Draft): void => {
  const message = messageOf(draft);
  if (message === null) {
    throw invalidRegistration("A step must have an SDK message (sdkmessageid).");
  }
  if (!isMessageName(message)) {
    throw notImplemented(`webhook steps for the message '${String(message)}'`);
  }
};

const checkFilter = (draft: Draft): void => {
  if (valueAfter(draft, "sdkmessagefilterid") === null) {
    return;
  }
  const message = through(draft, "sdkmessagefilterid", ["sdkmessagefilter", "sdkmessageid"]);
  if (message !== valueAfter(draft, "sdkmessageid")) {
    throw invalidRegistration("The SDK message filter of a step must belong to the step's SDK message.");
  }
  const allowed = through(draft, "sdkmessagefilterid", ["sdkmessagefilter", "iscustomprocessingstepallowed"]);
  if (allowed === false) {
    throw invalidRegistration("The SDK message filter of the step does not allow custom processing steps.");
  }
};

/** Microsoft, Register a plug-in: asynchronous steps run after the operation. */
const checkStage = (draft: Draft): void => {
  const stage = valueAfter(draft, "stage");
  if (stage !== 10 && stage !== 20 && stage !== 40) {
    throw invalidRegistration(`A step cannot be registered in stage ${String(stage)}: use 10, 20 or 40.`);
  }
  if (valueAfter(draft, "mode") === 1 && stage !== 40) {
    throw invalidRegistration("An asynchronous step can only be registered in the PostOperation stage (40).");
  }
};

const checkFilteringAttributes = (draft: Draft): void => {
  const columns = columnList(valueAfter(draft, "filteringattributes"));
  if (columns === undefined) {
    return;
  }
  const message = messageOf(draft);
  if (message !== "Update") {
    throw invalidRegistration(
      `Filtering attributes are only supported on the message Update, not on ${String(message)}.`,
    );
  }
  const name = through(draft, "sdkmessagefilterid", ["sdkmessagefilter", "primaryobjecttypecode"]);
  const table = storeOf(draft).schema.tables.get(String(name));
  const unknown = columns.find((column) => table?.columns.has(column) !== true);
  if (unknown !== undefined) {
    throw invalidRegistration(`The entity '${String(name)}' has no attribute '${unknown}' to filter by.`);
  }
};

/** A step has a message, a handler that is there, and a stage that goes with its mode. */
export const checkStep = (draft: Draft): void => {
  checkMessage(draft);
  checkFilter(draft);
  if (valueAfter(draft, "eventhandler") === null) {
    throw invalidRegistration("A step must have an event handler (eventhandler_serviceendpoint).");
  }
  checkStage(draft);
  checkFilteringAttributes(draft);
  if (valueAfter(draft, "configuration") !== null) {
    throw invalidRegistration("A step of a service endpoint cannot have a configuration.");
  }
};
