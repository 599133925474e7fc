import type { Writing } from "../records/draft.ts";
import type { Changes } from "../store/cells.ts";
import type { TableStore } from "../store/tableStore.ts";
import { takeImage } from "../webhooks/image.ts";
import type { Association, MessageName } from "./event.ts";
import type { TakenImage } from "./events.ts";
import { stepsFor } from "./registeredSteps.ts";
import type { ImageDefinition, Step } from "./step.ts";

/** A write that is about to happen. */
interface Coming {
  readonly message: MessageName;
  readonly rows: TableStore;
  /** The row before the write; undefined for a new one. */
  readonly slot: number | undefined;
  readonly sent: Changes;
}

interface Done {
  readonly id: string;
  /** The row after the write; undefined for a deleted one. */
  readonly slot: number | undefined;
  readonly written: Changes;
  readonly association?: Association | undefined;
}

/** To be called when the write has happened. */
export type Raise = (done: Done) => void;

const nothing: Raise = () => undefined;

const imagesAt = (
  { dataverse }: Writing,
  rows: TableStore,
  {
    slot,
    definitions,
  }: { readonly slot: number | undefined; readonly definitions: readonly ImageDefinition[] },
): readonly TakenImage[] =>
  slot === undefined
    ? []
    : definitions.map(({ alias, columns }) => ({
        key: alias,
        value: takeImage(dataverse.store, rows, { slot, columns }),
      }));

const raiser = (writing: Writing, coming: Coming, steps: readonly Step[]): Raise => {
  const { rows, message, sent } = coming;
  const taken = steps.map((step) => ({
    step,
    before: imagesAt(writing, rows, {
      slot: coming.slot,
      definitions: step.images.filter((image) => image.before),
    }),
  }));
  return ({ id, slot, written, association }) => {
    const { caller, operation, dataverse } = writing;
    const at = dataverse.now();
    const event = { message, table: rows.table.name, id, caller, operation, sent, written, association, at };
    dataverse.events.raise(
      taken.map(({ step, before }) => ({
        event,
        step,
        before,
        after: imagesAt(writing, rows, { slot, definitions: step.images.filter((image) => image.after) }),
      })),
    );
  };
};

/**
 * Gets ready to raise an event for a write, before it happens, so that steps can have the record as it was. Costs a look
 * at the number of registered steps when there are none.
 */
export const preparing = (writing: Writing, coming: Coming): Raise => {
  if (writing.raisesNothing === true) {
    return nothing;
  }
  const { message, rows, sent } = coming;
  const { bypass } = writing.operation;
  const steps = stepsFor(writing.dataverse.store, { message, table: rows.table.name, sent, bypass });
  return steps.length === 0 ? nothing : raiser(writing, coming, steps);
};

/** Raises Associate or Disassociate for a record and the ones it is tied to. */
export const raiseAssociation = (
  writing: Writing,
  rows: TableStore,
  {
    message,
    id,
    association,
  }: {
    readonly message: "Associate" | "Disassociate";
    readonly id: string;
    readonly association: Association;
  },
): void => {
  const none: Changes = new Map();
  const raise = preparing(writing, { message, rows, slot: undefined, sent: none });
  raise({ id, slot: undefined, written: none, association });
};
