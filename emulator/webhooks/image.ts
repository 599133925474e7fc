import { formatterOf } from "../representation/formattedValue.ts";
import type { Column } from "../schema/schema.ts";
import { isReference } from "../store/cells.ts";
import type { Store } from "../store/store.ts";
import type { TableStore } from "../store/tableStore.ts";
import { attributeValue, plainEntity } from "./contract.ts";

/** Columns whose content never travels in an image, or that a client may not read. */
const isShown = ({ definition }: Column): boolean =>
  definition.type !== "Image" && definition.validForRead !== false;

const columnsOf = ({ table }: TableStore, names: readonly string[] | undefined): readonly Column[] => {
  const wanted =
    names === undefined
      ? [...table.columns.values()]
      : [...new Set([...names, table.primaryId])].flatMap((name) => table.columns.get(name) ?? []);
  return wanted.filter(isShown);
};

/** A copy of a row as it is now: the columns that are not empty, formatted ones with their text. */
export const takeImage = (
  store: Store,
  rows: TableStore,
  { slot, columns }: { readonly slot: number; readonly columns: readonly string[] | undefined },
) => {
  const wanted = columnsOf(rows, columns);
  const values = rows.read(
    slot,
    wanted.map(({ name }) => name),
  );
  const present = wanted.flatMap((column) => {
    const value = values.get(column.name) ?? null;
    return value === null ? [] : [{ column, value }];
  });
  const texts = present.flatMap(({ column, value }) => {
    const text = formatterOf(store, rows.table, column)?.(slot, isReference(value) ? value.id : value);
    return text === undefined ? [] : [{ column, text }];
  });
  const textOf = new Map(texts.map(({ column, text }) => [column.name, text]));
  return plainEntity(
    { table: rows.table.name, id: rows.idOf(slot) },
    present.map(({ column, value }) => ({
      key: column.name,
      value: attributeValue(column, value, () => textOf.get(column.name) ?? null),
    })),
    texts.map(({ column, text }) => ({ key: column.name, value: text })),
  );
};
