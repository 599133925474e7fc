import type { Writing } from "../records/draft.ts";
import { updateRecord } from "../records/write.ts";
import type { Column } from "../schema/schema.ts";
import type { StoredFile } from "../store/fileShelf.ts";
import { newGuid } from "../store/guid.ts";
import type { TableStore } from "../store/tableStore.ts";

/** The column of a record a file goes into. */
export interface FileTarget {
  readonly rows: TableStore;
  readonly slot: number;
  readonly column: Column;
}

/** Puts a file into a column, which counts as an update of the record. */
export const storeFile = (
  writing: Writing,
  { rows, slot, column }: FileTarget,
  content: Pick<StoredFile, "name" | "mimeType" | "bytes">,
): StoredFile => {
  const place = { table: rows.table.name, record: rows.idOf(slot), column: column.name };
  const file = { ...place, ...content, id: newGuid() };
  writing.dataverse.store.files.contents.set(file.id, file);
  updateRecord(writing, rows, { slot, changes: new Map([[column.name, file.id]]) });
  return file;
};
