import { recordNotFound } from "../errors/refusals.ts";
import type { Session } from "../organization/session.ts";
import { requireRecord } from "../records/locate.ts";
import { updateRecord } from "../records/write.ts";
import { writingOf } from "../resources/writing.ts";
import { requireRead } from "../security/access.ts";
import { type Answer, jsonAnswer, noContent } from "../server/message.ts";
import type { BlockUpload } from "../store/fileShelf.ts";
import { parseGuid } from "../store/guid.ts";
import { parseBase64 } from "./base64.ts";
import { checkSize, contentOf } from "./content.ts";
import { checkFileName } from "./fileName.ts";
import { fileTarget, type Parameters, readParameters } from "./messageBody.ts";
import { invalidTransfer, noChunks, noFile } from "./refusals.ts";
import { storeFile } from "./storeFile.ts";
import { chunkSize, newToken } from "./upload.ts";

/** Microsoft, Use file column data: length of a block's id before it is encoded. */
const longestBlockId = 64;

const reply = ({ request }: Session, message: string, members: object): Answer =>
  jsonAnswer(
    200,
    JSON.stringify({
      "@odata.context": `${request.root}$metadata#Microsoft.Dynamics.CRM.${message}Response`,
      ...members,
    }),
  );

const initializeUpload = (session: Session, parameters: Parameters): Answer => {
  const { rows, slot, column } = fileTarget(session, parameters);
  checkFileName(parameters.text("FileName"));
  const token = newToken();
  session.dataverse.store.files.blockUploads.set(token, {
    table: rows.table.name,
    record: rows.idOf(slot),
    column: column.name,
    blocks: new Map(),
  });
  return reply(session, "InitializeFileBlocksUpload", { FileContinuationToken: token });
};

const requireUpload = ({ dataverse }: Session, token: string): BlockUpload => {
  const upload = dataverse.store.files.blockUploads.get(token);
  if (upload === undefined) {
    throw invalidTransfer("The FileContinuationToken is not valid.");
  }
  return upload;
};

const checkBlockId = (id: string, { blocks }: BlockUpload): void => {
  const length = parseBase64(id)?.length ?? 0;
  if (length === 0 || length > longestBlockId) {
    throw invalidTransfer(`The BlockId '${id}' is not valid: use base64 of 1 to ${longestBlockId} bytes.`);
  }
  const [other] = blocks.keys();
  if (other !== undefined && other.length !== id.length) {
    throw invalidTransfer(`The BlockId '${id}' must be as long as those of the other blocks of the file.`);
  }
};

const uploadBlock = (session: Session, parameters: Parameters): Answer => {
  const token = parameters.text("FileContinuationToken");
  const upload = requireUpload(session, token);
  const [id, data] = [parameters.text("BlockId"), parameters.binary("BlockData")];
  checkBlockId(id, upload);
  if (data.length === 0 || data.length > chunkSize) {
    throw invalidTransfer(`A block has 1 to ${chunkSize} bytes; this one has ${data.length}.`);
  }
  const blocks = new Map([...upload.blocks, [id, data]]);
  session.dataverse.store.files.blockUploads.set(token, { ...upload, blocks });
  return noContent();
};

const commitUpload = (session: Session, parameters: Parameters): Answer => {
  const { store } = session.dataverse;
  const token = parameters.text("FileContinuationToken");
  const upload = requireUpload(session, token);
  const blocks = parameters.texts("BlockList").map((id) => {
    const block = upload.blocks.get(id);
    if (block === undefined) {
      throw invalidTransfer("The specified block list is invalid.");
    }
    return block;
  });
  const rows = store.table(upload.table);
  const slot = requireRecord(rows, { kind: "id", id: upload.record });
  const column = rows.table.columns.get(upload.column);
  if (column === undefined) {
    throw invalidTransfer(`The column '${upload.column}' of the table '${upload.table}' is gone.`);
  }
  const bytes = Buffer.concat(blocks);
  checkSize(column, bytes.length);
  const name = checkFileName(parameters.text("FileName"));
  const content = { name, mimeType: parameters.text("MimeType"), bytes };
  const file = storeFile(writingOf(session), { rows, slot, column }, content);
  store.files.blockUploads.delete(token);
  return reply(session, "CommitFileBlocksUpload", { FileId: file.id, FileSizeInBytes: bytes.length });
};

const initializeDownload = (session: Session, parameters: Parameters): Answer => {
  const { dataverse } = session;
  const { rows, slot, column } = fileTarget(session, parameters);
  requireRead(session.caller, dataverse.store, { rows, slot });
  const file = contentOf(dataverse.store, rows, [slot, column]);
  const place = { table: rows.table.name, record: rows.idOf(slot), column: column.name };
  if (file === undefined || column.definition.canStoreFullImage === false) {
    throw noFile(place, file);
  }
  const token = newToken();
  dataverse.store.files.downloads.set(token, file);
  return reply(session, "InitializeFileBlocksDownload", {
    FileSizeInBytes: file.bytes.length,
    FileName: file.name,
    FileContinuationToken: token,
    IsChunkingSupported: dataverse.organization.filesInDatabase !== true,
  });
};

const downloadBlock = (session: Session, parameters: Parameters): Answer => {
  const { organization, store } = session.dataverse;
  const file = store.files.downloads.get(parameters.text("FileContinuationToken"));
  if (file === undefined) {
    throw invalidTransfer("The FileContinuationToken is not valid.");
  }
  const size = file.bytes.length;
  const [offset, length] = [parameters.whole("Offset"), parameters.whole("BlockLength")];
  if (offset < 0 || length < 1 || offset >= Math.max(size, 1)) {
    throw invalidTransfer(`There is no block of ${length} bytes at ${offset} in a file of ${size} bytes.`);
  }
  if (organization.filesInDatabase === true && (offset > 0 || length < size)) {
    throw noChunks();
  }
  const data = file.bytes.subarray(offset, offset + length).toString("base64");
  return reply(session, "DownloadBlock", { Data: data });
};

const deleteFile = (session: Session, parameters: Parameters): Answer => {
  const { store } = session.dataverse;
  const text = parameters.text("FileId");
  const file = store.files.contents.get(parseGuid(text) ?? "");
  const rows = file === undefined ? undefined : store.table(file.table);
  const slot = file === undefined ? undefined : rows?.slotOf(file.record);
  if (file === undefined || rows === undefined || slot === undefined) {
    throw recordNotFound("fileattachment", text);
  }
  updateRecord(writingOf(session), rows, { slot, changes: new Map([[file.column, null]]) });
  return noContent();
};

type Message = readonly [readonly string[], (session: Session, parameters: Parameters) => Answer];

const messages: ReadonlyMap<string, Message> = new Map<string, Message>([
  ["InitializeFileBlocksUpload", [["Target", "FileName", "FileAttributeName"], initializeUpload]],
  ["UploadBlock", [["BlockId", "BlockData", "FileContinuationToken"], uploadBlock]],
  ["CommitFileBlocksUpload", [["FileName", "MimeType", "BlockList", "FileContinuationToken"], commitUpload]],
  ["InitializeFileBlocksDownload", [["Target", "FileAttributeName"], initializeDownload]],
  ["DownloadBlock", [["Offset", "BlockLength", "FileContinuationToken"], downloadBlock]],
  ["DeleteFile", [["FileId"], deleteFile]],
]);

export const isFileMessage = (name: string): boolean => messages.has(name);

/** Answers POST of one of the messages that move files in blocks (Microsoft, Use file column data). */
export const answerFileMessage = (session: Session, name: string): Answer => {
  const [parameters, carryOut] = messages.get(name) ?? [];
  if (parameters === undefined || carryOut === undefined) {
    throw new Error(`The emulator has no file message '${name}'.`);
  }
  return carryOut(session, readParameters(name, session.request.body, parameters));
};
