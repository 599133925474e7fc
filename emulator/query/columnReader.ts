import { tableNamed } from "../schema/schema.ts";
import type { Value } from "../store/columnStore.ts";
import type { Store } from "../store/store.ts";
import { type Frame, plainFrame } from "./frame.ts";
import type { ColumnPath, Hop } from "./model.ts";

/** Reads a value from a row of the queried table. */
export type Reader = (slot: number) => Value;

/** Goes from a row to the row its lookup points at, if that is in the expected table and still there. */
const follow = (store: Store, from: string, hop: Hop): ((slot: number) => number | undefined) => {
  const source = store.table(from);
  const ids = source.values(hop.column);
  const targets = source.targets(hop.column);
  const target = store.table(hop.target);
  const mayRead = store.guard?.(hop.target);
  return (slot) => {
    const id = ids(slot);
    const found = typeof id === "string" && targets(slot) === hop.target ? target.slotOf(id) : undefined;
    return found === undefined || mayRead === undefined || mayRead(found) ? found : undefined;
  };
};

/** Reads what `readEnd` reads at the end of the hops. Anything missing on the way reads as null, as in an outer join. */
const throughHops = (
  store: Store,
  { from, hops }: { readonly from: string; readonly hops: readonly Hop[] },
  readEnd: Reader,
): Reader => {
  const [hop, ...rest] = hops;
  if (hop === undefined) {
    return readEnd;
  }
  const next = follow(store, from, hop);
  const read = throughHops(store, { from: hop.target, hops: rest }, readEnd);
  return (slot) => {
    const target = next(slot);
    return target === undefined ? null : read(target);
  };
};

/** Reads the primary name of the record a lookup column points at: what the service shows and sorts a lookup by. */
export const lookupNameReader = (store: Store, table: string, column: string): Reader => {
  const source = store.table(table);
  const ids = source.values(column);
  const targets = source.targets(column);
  const names = new Map<string, (id: string) => Value>();
  const nameIn = (target: string): ((id: string) => Value) => {
    const rows = store.table(target);
    const read = rows.values(tableNamed(store.schema, target).definition.primaryName);
    return (id) => {
      const slot = rows.slotOf(id);
      return slot === undefined ? null : read(slot);
    };
  };
  return (slot) => {
    const id = ids(slot);
    const target = targets(slot);
    if (typeof id !== "string" || target === null) {
      return null;
    }
    const name = names.get(target) ?? nameIn(target);
    names.set(target, name);
    return name(id);
  };
};

/** Reads the label of a choice column's value, yes/no columns included. */
const choiceLabelReader = (store: Store, table: string, column: string): Reader => {
  const definition = tableNamed(store.schema, table).columns.get(column)?.definition;
  const labels = new Map<Value, string>([
    [true, definition?.trueLabel ?? "Yes"],
    [false, definition?.falseLabel ?? "No"],
    ...(definition?.choices ?? []).map(({ value, label }) => [value, label] as const),
  ]);
  const read = store.table(table).values(column);
  return (slot) => labels.get(read(slot)) ?? null;
};

/** What is read at the end of a path. */
export type ReadKey = "value" | "recordName" | "choiceLabel";

const endReaders: Readonly<Record<ReadKey, (store: Store, table: string, column: string) => Reader>> = {
  value: (store, table, column) => store.table(table).values(column),
  recordName: lookupNameReader,
  choiceLabel: choiceLabelReader,
};

/** A reader of `path` for the rows of a frame. */
export const framedReader = <Row>(
  store: Store,
  frame: Frame<Row>,
  { path, key = "value" }: { readonly path: ColumnPath; readonly key?: ReadKey },
): ((row: Row) => Value) => {
  const readEnd = endReaders[key](store, path.table, path.column);
  return frame.lift(
    path.source,
    throughHops(store, { from: frame.tableOf(path.source), hops: path.hops }, readEnd),
  );
};

/** A reader of `path` for rows of `root`. */
export const columnReader = (store: Store, root: string, path: ColumnPath): Reader =>
  framedReader(store, plainFrame(root), { path });
