/** A page of a list of changes: ids and versions of what was written, ids of what was deleted, and where to go on. */
export interface DeltaPage {
  readonly written: readonly { readonly id: string; readonly version: number }[];
  readonly deleted: readonly string[];
  /** To be sent back byte for byte. */
  readonly link: string;
  /** True when `link` leads to later changes, false when it leads to the rest of this list. */
  readonly isComplete: boolean;
}

type Row = Readonly<Record<string, unknown>>;

/** The version of a record from its weak ETag, `W/"915244"`; undefined when it is none. */
export const versionOfEtag = (etag: unknown): number | undefined => {
  const digits = typeof etag === "string" ? /^W\/"(\d{1,19})"$/.exec(etag)?.[1] : undefined;
  const version = Number(digits);
  return Number.isSafeInteger(version) ? version : undefined;
};

/** Deleted records are told by their context, or by their reason (Microsoft, "Use change tracking"). */
const isDeleted = (row: Row): boolean =>
  String(row["@odata.context"] ?? "").endsWith("/$deletedEntity") || row["reason"] === "deleted";

/** Reads the answer to a tracked query or a delta link; undefined when it has not the documented shape. */
export const parseDeltaPage = (
  idColumn: string,
  body: Row & { readonly value: readonly Row[] },
): DeltaPage | undefined => {
  const gone = body.value.filter(isDeleted).map(({ id }) => id);
  const written = body.value
    .filter((row) => !isDeleted(row))
    .map((row) => ({ id: row[idColumn], version: versionOfEtag(row["@odata.etag"]) }));
  const nextLink = body["@odata.nextLink"];
  const link = nextLink ?? body["@odata.deltaLink"];
  const isReadable = gone.every(isText) && written.every(isWritten) && isText(link);
  return isReadable ? { written, deleted: gone, link, isComplete: nextLink === undefined } : undefined;
};

const isText = (value: unknown): value is string => typeof value === "string";

const isWritten = (row: {
  readonly id: unknown;
  readonly version: number | undefined;
}): row is { readonly id: string; readonly version: number } => isText(row.id) && row.version !== undefined;
