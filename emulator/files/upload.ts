import { randomBytes } from "node:crypto";
import { DataverseError } from "../errors/dataverseError.ts";
import type { Session } from "../organization/session.ts";
import { requireRecord } from "../records/locate.ts";
import { checkIfMatch } from "../resources/conditions.ts";
import type { RecordResource } from "../resources/record.ts";
import { writingOf } from "../resources/writing.ts";
import type { Column } from "../schema/schema.ts";
import { type Answer, noContent } from "../server/message.ts";
import type { ChunkedUpload } from "../store/fileShelf.ts";
import { checkSize } from "./content.ts";
import { uploadedName } from "./fileName.ts";
import { mimeTypeOf } from "./mimeType.ts";
import { parseContentRange } from "./ranges.ts";
import { invalidTransfer } from "./refusals.ts";
import { type FileTarget, storeFile } from "./storeFile.ts";

/** Microsoft, Use file column data: what the service recommends for each request. */
export const chunkSize = 4_194_304;

/** Microsoft, Use file column data: a file that comes in one request is smaller than this. */
const largestRequest = 134_217_728;

/** Names an upload or a download that is under way; means nothing to a client. */
export const newToken = (): string => randomBytes(48).toString("base64url");

const requireBinary = ({ request }: Session): void => {
  if (!/^application\/octet-stream\b/i.test(request.header("content-type")?.trim() ?? "")) {
    throw new DataverseError(415, "0x0", "The content type of a file must be application/octet-stream.");
  }
};

const uploadWhole = (session: Session, target: FileTarget): Answer => {
  requireBinary(session);
  const { bytes } = session.request;
  if (bytes.length >= largestRequest) {
    throw new DataverseError(
      413,
      "0x0",
      "The request is too large: upload files of 128 MB and more in chunks.",
    );
  }
  const name = uploadedName(session.request);
  storeFile(writingOf(session), target, { name, mimeType: mimeTypeOf(name), bytes });
  return noContent();
};

const startChunks = (session: Session, { rows, slot, column }: FileTarget, url: string): Answer => {
  const { files } = session.dataverse.store;
  if (session.request.bytes.length > 0) {
    throw invalidTransfer("The request that starts a chunked upload has no body.");
  }
  const token = newToken();
  files.chunkedUploads.set(token, {
    table: rows.table.name,
    record: rows.idOf(slot),
    column: column.name,
    name: uploadedName(session.request),
    chunks: [],
    received: 0,
    total: undefined,
  });
  return {
    status: 200,
    headers: {
      Location: `${url}/${column.property}?sessiontoken=${token}`,
      "Accept-Ranges": "bytes",
      "x-ms-chunk-size": String(chunkSize),
      "Access-Control-Expose-Headers": "x-ms-chunk-size",
    },
  };
};

const requireUpload = (
  session: Session,
  { rows, slot, column }: FileTarget,
  token: string,
): ChunkedUpload => {
  const upload = session.dataverse.store.files.chunkedUploads.get(token);
  const isHere =
    upload?.table === rows.table.name && upload.record === rows.idOf(slot) && upload.column === column.name;
  if (upload === undefined || !isHere) {
    throw invalidTransfer("The session token of the upload is not valid.");
  }
  return upload;
};

/** The upload with one more chunk, which must begin where the last one ended. */
const withChunk = ({ request }: Session, upload: ChunkedUpload): ChunkedUpload & { total: number } => {
  const text = request.header("content-range") ?? "";
  const range = parseContentRange(text);
  if (range === undefined) {
    throw invalidTransfer(`The Content-Range '${text}' is not valid: use 'bytes <start>-<end>/<size>'.`);
  }
  const { start, end, total } = range;
  if (request.bytes.length !== end - start + 1) {
    throw invalidTransfer(`The Content-Range '${text}' does not fit the ${request.bytes.length} bytes sent.`);
  }
  if (start !== upload.received) {
    throw invalidTransfer(`The Content-Range '${text}' is out of order: byte ${upload.received} comes next.`);
  }
  if (upload.total !== undefined && upload.total !== total) {
    throw invalidTransfer(
      `The size in the Content-Range '${text}' is not the ${upload.total} bytes said before.`,
    );
  }
  return { ...upload, chunks: [...upload.chunks, request.bytes], received: end + 1, total };
};

const addChunk = (session: Session, target: FileTarget, token: string): Answer => {
  requireBinary(session);
  const { chunkedUploads } = session.dataverse.store.files;
  const upload = withChunk(session, requireUpload(session, target, token));
  checkSize(target.column, upload.total);
  if (upload.received < upload.total) {
    chunkedUploads.set(token, upload);
    return { status: 206, headers: {} };
  }
  chunkedUploads.delete(token);
  const { name, chunks } = upload;
  storeFile(writingOf(session), target, { name, mimeType: mimeTypeOf(name), bytes: Buffer.concat(chunks) });
  return noContent();
};

/**
 * Answers PATCH of a file or image column: a whole file, the start of a chunked upload, or one of its chunks
 * (Microsoft, Use file column data).
 */
export const answerUpload = (
  session: Session,
  { rows, key, url }: RecordResource,
  column: Column,
): Answer => {
  const { request } = session;
  const slot = requireRecord(rows, key);
  const target = { rows, slot, column };
  checkIfMatch(request, { rows, key, slot });
  const token = request.options.get("sessiontoken");
  if (token !== undefined) {
    return addChunk(session, target, token);
  }
  const mode = request.header("x-ms-transfer-mode")?.trim().toLowerCase();
  if (mode !== undefined && mode !== "chunked") {
    throw invalidTransfer(`The value '${mode}' of the header x-ms-transfer-mode is not valid: use chunked.`);
  }
  return mode === "chunked" ? startChunks(session, target, url) : uploadWhole(session, target);
};
