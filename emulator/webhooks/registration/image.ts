import { columnList } from "../../events/registeredSteps.ts";
import { type Draft, valueAfter } from "../../records/draft.ts";
import type { Value } from "../../store/columnStore.ts";
import type { Store } from "../../store/store.ts";
import { invalidProperty, invalidRegistration } from "./refusals.ts";

interface StepFacts {
  readonly message: string;
  readonly stage: Value;
  /** The table of the step's filter. */
  readonly table: string;
}

const cellOf = (store: Store, [table, id]: readonly [string, Value], column: string): Value => {
  const rows = store.table(table);
  const slot = typeof id === "string" ? rows.slotOf(id) : undefined;
  return slot === undefined ? null : rows.values(column)(slot);
};

const stepFacts = (store: Store, stepId: Value): StepFacts => {
  const step = ["sdkmessageprocessingstep", stepId] as const;
  const message = cellOf(store, step, "sdkmessageid");
  const filter = cellOf(store, step, "sdkmessagefilterid");
  return {
    message: String(cellOf(store, ["sdkmessage", message], "name")),
    stage: cellOf(store, step, "stage"),
    table: String(cellOf(store, ["sdkmessagefilter", filter], "primaryobjecttypecode")),
  };
};

/** The property that holds the record of a message (Microsoft, Register a plug-in: Define entity images). */
const propertyNames: Readonly<Record<string, string>> = { Create: "Id", Update: "Target", Delete: "Target" };

/** Before a creation and after a deletion there is nothing to take an image of. */
const checkType = (type: Value, { message, stage }: StepFacts): void => {
  const [before, after] = [type === 0 || type === 2, type === 1 || type === 2];
  if (before && message === "Create") {
    throw invalidRegistration("Create message does not support pre-images.");
  }
  if (after && message === "Delete") {
    throw invalidRegistration("Delete message does not support post-images.");
  }
  if (after && stage !== 40) {
    throw invalidRegistration("Post-images are only available to steps in the PostOperation stage (40).");
  }
};

const checkColumns = (draft: Draft, { table }: StepFacts): void => {
  const columns = columnList(valueAfter(draft, "attributes")) ?? [];
  const known = draft.writing.dataverse.schema.tables.get(table);
  const unknown = columns.find((column) => known?.columns.has(column) === false);
  if (unknown !== undefined) {
    throw invalidRegistration(`The entity '${table}' has no attribute '${unknown}' for the image.`);
  }
};

/** An image has an alias, and is one that the message of its step can give. */
export const checkImage = (draft: Draft): void => {
  const stepId = valueAfter(draft, "sdkmessageprocessingstepid");
  if (stepId === null) {
    throw invalidRegistration("An image must belong to a step (sdkmessageprocessingstepid).");
  }
  const facts = stepFacts(draft.writing.dataverse.store, stepId);
  const property = valueAfter(draft, "messagepropertyname");
  const expected = propertyNames[facts.message];
  if (expected === undefined) {
    throw invalidRegistration(`The message ${facts.message} does not support images.`);
  }
  if (property !== expected) {
    throw invalidProperty(property, facts.message);
  }
  const type = valueAfter(draft, "imagetype");
  if (type === null || valueAfter(draft, "entityalias") === null) {
    throw invalidRegistration("An image must have an imagetype and an entityalias.");
  }
  checkType(type, facts);
  checkColumns(draft, facts);
};
