import type { Draft } from "../records/draft.ts";
import type { Column } from "../schema/schema.ts";
import type { Reference } from "../store/cells.ts";
import type { Value } from "../store/columnStore.ts";
import type { FilePlace, StoredFile } from "../store/fileShelf.ts";
import { newGuid, parseGuid } from "../store/guid.ts";
import type { Store } from "../store/store.ts";
import type { TableStore } from "../store/tableStore.ts";
import { parseBase64 } from "./base64.ts";
import { imageType } from "./imageFormat.ts";
import { fileTooBig, imageNotOnCreate, imageTooBig, notAnImage } from "./refusals.ts";

const kilobyte = 1024;
/** What a new column of the kind takes when its definition does not say. */
const usualSize = { File: 32_768, Image: 10_240 } as const;
/** Microsoft, Use image column data: whatever the column says. */
const largestImage = 30 * 1_048_576;

/** Columns whose cells point at content beside the row. */
export const isContent = ({ definition }: Column): boolean =>
  definition.type === "File" || definition.type === "Image";

/** Refuses a size that the column does not take, as soon as the size is known. */
export const checkSize = ({ definition }: Column, size: number): void => {
  if (definition.type === "Image") {
    const limit = Math.min((definition.maxSizeInKb ?? usualSize.Image) * kilobyte, largestImage);
    if (size > limit) {
      throw imageTooBig(limit, size);
    }
  } else if (size > (definition.maxSizeInKb ?? usualSize.File) * kilobyte) {
    throw fileTooBig();
  }
};

const checkContent = (column: Column, file: StoredFile): void => {
  checkSize(column, file.bytes.length);
  if (column.definition.type === "Image" && imageType(file.bytes) === undefined) {
    throw notAnImage(file);
  }
};

/** .NET counts ticks of 100 nanoseconds since the year 1. */
const ticksOf = (milliseconds: number): number => (milliseconds + 62_135_596_800_000) * 10_000;

/** The values of a column and its companions that hold `file`, or nothing. */
const cellsOf = (
  column: Column,
  file: StoredFile | undefined,
  now: number,
): readonly (readonly [string, Value | Reference])[] => {
  const { name } = column;
  if (column.definition.type === "File") {
    return [
      [name, file?.id ?? null],
      [`${name}_name`, file?.name ?? null],
    ];
  }
  const time = ticksOf(now);
  return [
    [name, file?.id ?? null],
    [`${name}id`, file?.id ?? null],
    [`${name}_timestamp`, file === undefined ? null : time],
    [
      `${name}_url`,
      file === undefined
        ? null
        : `/Image/download.aspx?Entity=${file.table}&Attribute=${name}&Id=${file.id}&Timestamp=${time}`,
    ],
  ];
};

/** The content that a column of a row holds. */
export const contentOf = (store: Store, rows: TableStore, [slot, column]: readonly [number, Column]) => {
  const id = rows.values(column.name)(slot);
  return typeof id === "string" ? store.files.contents.get(id) : undefined;
};

/** The content a draft's new value stands for: what was put on the shelf before, or a picture in base64. */
const newContent = (store: Store, place: FilePlace, text: string): StoredFile | undefined => {
  const shelved = parseGuid(text);
  if (shelved !== undefined) {
    return store.files.contents.get(shelved);
  }
  const bytes = parseBase64(text) ?? Buffer.alloc(0);
  const mimeType = imageType(bytes) ?? "application/octet-stream";
  return { ...place, id: newGuid(), name: `${place.column}.${mimeType.split("/")[1]}`, mimeType, bytes };
};

const replaceContent = (draft: Draft, column: Column, text: Value | Reference | undefined): void => {
  const { store, now } = draft.writing.dataverse;
  const { rows, slot, id: record, table } = draft;
  const place = { table: table.name, record, column: column.name };
  if (slot === undefined && text !== null && column.name !== table.definition.primaryImage) {
    throw imageNotOnCreate(place);
  }
  const before = slot === undefined ? undefined : contentOf(store, rows, [slot, column]);
  const file = typeof text === "string" ? newContent(store, place, text) : undefined;
  if (file !== undefined) {
    checkContent(column, file);
    store.files.contents.set(file.id, file);
  }
  if (before !== undefined && before.id !== file?.id) {
    store.files.contents.delete(before.id);
  }
  for (const [name, value] of cellsOf(column, file, now())) {
    draft.values.set(name, value);
  }
};

/** Puts what a draft writes into file and image columns beside the row, and into the row what points at it. */
export const setContents = (draft: Draft): void => {
  for (const [name, value] of [...draft.values]) {
    const column = draft.table.columns.get(name);
    if (column !== undefined && isContent(column)) {
      replaceContent(draft, column, value);
    }
  }
};

/** Forgets the files of a record that is deleted. */
export const dropContents = (store: Store, rows: TableStore, slot: number): void => {
  for (const column of rows.table.columns.values()) {
    const file = isContent(column) ? contentOf(store, rows, [slot, column]) : undefined;
    if (file !== undefined) {
      store.files.contents.delete(file.id);
    }
  }
};
