import type { Collection } from "../schema/schema.ts";
import type { Reference } from "../store/cells.ts";
import type { TableStore } from "../store/tableStore.ts";
import { associate } from "./associate.ts";
import type { Writing } from "./draft.ts";
import type { Payload, Related } from "./payload.ts";
import { createRecord, updateRecord } from "./write.ts";

type Child = Related & { readonly kind: "child" };

const createChild = (
  writing: Writing,
  { rows, slot }: { readonly rows: TableStore; readonly slot: number },
  { collection, payload }: Child,
): void => {
  const { store } = writing.dataverse;
  const children = store.table(collection.table);
  if (collection.kind === "1:N") {
    const parent: Reference = { table: rows.table.name, id: rows.idOf(slot) };
    const values = new Map([...payload.values, [collection.column, parent] as const]);
    createWithRelated(writing, children, { ...payload, values });
    return;
  }
  const child = createWithRelated(writing, children, payload);
  const related = { table: children.table.name, id: children.idOf(child) };
  associate(writing, { rows, slot, collection, related });
};

const parentValues = (writing: Writing, related: readonly Related[]): [string, Reference][] =>
  related.flatMap((item) => {
    if (item.kind !== "parent") {
      return [];
    }
    const rows = writing.dataverse.store.table(item.table);
    const slot = createWithRelated(writing, rows, item.payload);
    return [[item.column, { table: item.table, id: rows.idOf(slot) }]];
  });

const addRelated = (
  writing: Writing,
  record: { readonly rows: TableStore; readonly slot: number },
  related: readonly Related[],
): void => {
  for (const item of related) {
    if (item.kind === "child") {
      createChild(writing, record, item);
    } else if (item.kind === "link") {
      associate(writing, { ...record, collection: item.collection, related: item.to });
    }
  }
};

/**
 * Creates a record and the ones its body brings along: first those it points to, then those that point to it (Microsoft,
 * Create a table row using the Web API). It is one operation: the transaction around it takes everything back when a
 * part of it fails.
 */
export const createWithRelated = (writing: Writing, rows: TableStore, payload: Payload): number => {
  const { related = [], id } = payload;
  const values = new Map([...payload.values, ...parentValues(writing, related)]);
  const slot = createRecord(writing, rows, { values, id });
  addRelated(writing, { rows, slot }, related);
  return slot;
};

/** Gives an activity other parties in place of the ones it has (Microsoft, Associate and disassociate table rows). */
export const replaceParties = (
  writing: Writing,
  { rows, slot }: { readonly rows: TableStore; readonly slot: number },
  { collection, payloads }: { readonly collection: Collection; readonly payloads: readonly Payload[] },
): void => {
  if (collection.kind !== "1:N") {
    return;
  }
  const { store } = writing.dataverse;
  const parties = store.table(collection.table);
  for (const party of parties.pointingAt(collection.column, rows.idOf(slot))) {
    parties.remove(party, store.nextVersion());
  }
  for (const payload of payloads) {
    createChild(writing, { rows, slot }, { kind: "child", collection, payload });
  }
};

/** Updates a record and replaces the parties its body brings along. */
export const updateWithParties = (
  writing: Writing,
  rows: TableStore,
  {
    slot,
    changes,
    related = [],
  }: {
    readonly slot: number;
    readonly changes: Payload["values"];
    readonly related?: readonly Related[] | undefined;
  },
): void => {
  updateRecord(writing, rows, { slot, changes });
  for (const item of related) {
    if (item.kind === "parties") {
      replaceParties(writing, { rows, slot }, item);
    }
  }
};
