import { DataverseError } from "../errors/dataverseError.ts";
import type { Session } from "../organization/session.ts";
import { requireRecord } from "../records/locate.ts";
import type { RecordResource } from "../resources/record.ts";
import type { Column } from "../schema/schema.ts";
import { requireRead } from "../security/access.ts";
import { type Answer, noContent } from "../server/message.ts";
import type { StoredFile } from "../store/fileShelf.ts";
import { contentOf } from "./content.ts";
import { headerName } from "./fileName.ts";
import { parseRange } from "./ranges.ts";
import { invalidTransfer, noChunks } from "./refusals.ts";
import { chunkSize } from "./upload.ts";

/** How the bytes are written into an answer. */
interface Wrapping {
  readonly contentType: string;
  readonly wrap: (bytes: Buffer) => Buffer | string;
}

/** Microsoft, File columns: `Content-Disposition`; Use file column data: the others. */
const fileHeaders = ({ name, bytes, mimeType }: StoredFile, others: readonly string[] = []) => ({
  "Content-Disposition": `attachment; filename="${headerName(name)}"`,
  "x-ms-file-size": String(bytes.length),
  "x-ms-file-name": headerName(name),
  mimetype: mimeType,
  "Access-Control-Expose-Headers": ["x-ms-file-size", "x-ms-file-name", ...others, "mimetype"].join("; "),
});

/** The bytes a `Range` asks for; undefined for the whole file. */
const partOf = ({ dataverse, request }: Session, file: StoredFile): Buffer | undefined => {
  const text = request.header("range");
  const size = file.bytes.length;
  const range = text === undefined ? undefined : parseRange(text, size);
  if (range === undefined) {
    return undefined;
  }
  if (range === "unsatisfiable") {
    throw new DataverseError(416, "0x0", `The range '${text}' lies beyond the ${size} bytes of the file.`);
  }
  if (dataverse.organization.filesInDatabase === true && range.end - range.start + 1 < size) {
    throw noChunks();
  }
  return file.bytes.subarray(range.start, range.end + 1);
};

/** Whether a picture is asked for in full size; only images have two sizes (Microsoft, Use image column data). */
const wantsFull = ({ request }: Session): boolean => {
  const size = request.options.get("size");
  if (size !== undefined && size !== "full") {
    throw invalidTransfer(`The value '${size}' of the query parameter size is not valid: use full.`);
  }
  return size === "full";
};

const answerContent = (
  session: Session,
  [{ rows, key }, column]: readonly [RecordResource, Column],
  { contentType, wrap }: Wrapping,
): Answer => {
  const slot = requireRecord(rows, key);
  requireRead(session.caller, session.dataverse.store, { rows, slot });
  const isMissingSize = wantsFull(session) && column.definition.canStoreFullImage === false;
  const file = isMissingSize ? undefined : contentOf(session.dataverse.store, rows, [slot, column]);
  if (file === undefined) {
    return noContent();
  }
  const part = partOf(session, file);
  const headers = { "Content-Type": contentType };
  return part === undefined
    ? { status: 200, headers: { ...headers, ...fileHeaders(file) }, body: wrap(file.bytes) }
    : {
        status: 206,
        headers: {
          ...headers,
          ...fileHeaders(file, ["x-ms-chunk-size"]),
          "x-ms-chunk-size": String(chunkSize),
        },
        body: wrap(part),
      };
};

/**
 * Answers GET of `/$value` of a file or image column. The thumbnail of a picture is the picture itself: to draw a
 * smaller one takes a codec.
 */
export const answerDownload = (session: Session, resource: RecordResource, column: Column): Answer =>
  answerContent(session, [resource, column], {
    contentType: "application/octet-stream",
    wrap: (bytes) => bytes,
  });

/**
 * Answers GET of a file or image column itself: the same as base64 in JSON. Microsoft's pages do not show it; the
 * client library dynamics-web-api downloads this way.
 */
export const answerContentValue = (session: Session, resource: RecordResource, column: Column): Answer => {
  const { entitySet } = resource.rows.table;
  const id = resource.rows.idOf(requireRecord(resource.rows, resource.key));
  const context = `${session.request.root}$metadata#${entitySet}(${id})/${column.property}`;
  return answerContent(session, [resource, column], {
    contentType: "application/json; odata.metadata=minimal",
    wrap: (bytes) => JSON.stringify({ "@odata.context": context, value: bytes.toString("base64") }),
  });
};
