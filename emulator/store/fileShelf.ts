import type { Journal } from "./journal.ts";
import { createJournaledMap, type JournaledMap } from "./journaledMap.ts";

/** A file or image column of one record. */
export interface FilePlace {
  /** Logical name. */
  readonly table: string;
  readonly record: string;
  readonly column: string;
}

/** What is in a file or image column. The row itself holds only `id`. */
export interface StoredFile extends FilePlace {
  readonly id: string;
  readonly name: string;
  readonly mimeType: string;
  readonly bytes: Buffer;
}

/** An upload by requests with `Content-Range`, as far as it has come. */
export interface ChunkedUpload extends FilePlace {
  readonly name: string;
  readonly chunks: readonly Buffer[];
  /** Bytes so far. */
  readonly received: number;
  /** Size of the whole file, known with the first chunk. */
  readonly total: number | undefined;
}

/** An upload by the messages `UploadBlock` and `CommitFileBlocksUpload`, as far as it has come. */
export interface BlockUpload extends FilePlace {
  readonly blocks: ReadonlyMap<string, Buffer>;
}

/** Files beside the rows, with the uploads and downloads that are under way by their tokens. */
export interface FileShelf {
  readonly contents: JournaledMap<StoredFile>;
  readonly chunkedUploads: JournaledMap<ChunkedUpload>;
  readonly blockUploads: JournaledMap<BlockUpload>;
  /** Token to the file that is being downloaded. */
  readonly downloads: JournaledMap<StoredFile>;
}

export const createFileShelf = (journal: Journal): FileShelf => ({
  contents: createJournaledMap(journal),
  chunkedUploads: createJournaledMap(journal),
  blockUploads: createJournaledMap(journal),
  downloads: createJournaledMap(journal),
});
