import { DataverseError } from "../errors/dataverseError.ts";
import type { FilePlace, StoredFile } from "../store/fileShelf.ts";

/** Microsoft, Use file column data: `unManagedidsattachmentinvalidfilesize`. */
export const fileTooBig = (): DataverseError =>
  new DataverseError(400, "0x80044a02", "Attachment file size is too big.");

const imageFailure = (reason: string): DataverseError =>
  new DataverseError(400, "0x80072553", `Error occured when processing image. Reason: ${reason}`);

const megabytes = (bytes: number): number => Math.floor(bytes / 1_048_576);

/** Microsoft, Use image column data: `ProcessImageFailure`, with its spelling. */
export const imageTooBig = (limit: number, size: number): DataverseError =>
  imageFailure(
    `File size is too big. MaxSize: ${megabytes(limit)} MB, Uploaded filesize: ${megabytes(size)} MB.`,
  );

export const notAnImage = ({ table, record, column }: FilePlace): DataverseError =>
  imageFailure(
    `Update image properties failed for objectid: ${record}, logicalName: ${table}, attribute: ${column}`,
  );

/** Microsoft, Use image column data: `CannotUploadNonPrimaryImageAttributeOnCreate`. */
export const imageNotOnCreate = ({ table, column }: FilePlace): DataverseError =>
  new DataverseError(
    400,
    "0x80090487",
    `Non-primary image attribute ${column} of entity ${table} is not allowed to upload during Create operation.`,
  );

/** Microsoft, Use file column data: `UploadingAndDownloadingInMultipleChunksNotSupported`. */
export const noChunks = (): DataverseError =>
  new DataverseError(
    400,
    "0x80090017",
    "Downloading in multiple chunks is not supported for the files stored in the database.",
  );

/** An argument of an upload or a download that makes no sense; Microsoft's pages do not name these. */
export const invalidTransfer = (message: string): DataverseError =>
  new DataverseError(400, "0x80040203", message);

/** Nothing is in the column. The text for an image is in Microsoft, Use image column data. */
export const noFile = ({ table, record, column }: FilePlace, image: StoredFile | undefined): DataverseError =>
  new DataverseError(
    404,
    "0x80040217",
    image === undefined
      ? `No file attachment found for attribute: ${column} EntityId: ${record}.`
      : `No FileAttachment records found for imagedescriptorId: ${image.id} for image attribute: ${column} of ${table} record with id ${record}.`,
  );
