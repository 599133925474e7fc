import { DataverseError } from "../errors/dataverseError.ts";
import { badSyntax } from "../errors/refusals.ts";
import type { RecordKey } from "../odata/key.ts";
import { missing } from "../records/locate.ts";
import type { DataRequest } from "../server/message.ts";
import type { TableStore } from "../store/tableStore.ts";

/** The header's value; the literal `null` that Microsoft's samples send on every request means nothing. */
export const conditionHeader = (
  request: DataRequest,
  name: "if-match" | "if-none-match",
): string | undefined => {
  const value = request.header(name)?.trim();
  return value === undefined || value === "" || value === "null" ? undefined : value;
};

const parseEtag = (text: string): number => {
  const version = /^W\/"(\d{1,15})"$/.exec(text)?.[1];
  if (version === undefined) {
    throw badSyntax(`The value '${text}' is not a valid ETag.`);
  }
  return Number(version);
};

const mismatch = () =>
  new DataverseError(
    412,
    "0x80060882",
    "The version of the existing record doesn't match the RowVersion property provided.",
  );

const notEnabled = (table: string) =>
  new DataverseError(
    400,
    "0x80060881",
    `Optimistic concurrency isn't enabled for entity type ${table}. The IfVersionMatches behavior can only be used if optimistic concurrency is enabled.`,
  );

interface Target {
  readonly rows: TableStore;
  readonly key: RecordKey;
  readonly slot: number | undefined;
}

/** Refuses a write whose If-Match does not hold (Microsoft, Perform conditional operations using the Web API). */
export const checkIfMatch = (request: DataRequest, { rows, key, slot }: Target): void => {
  const condition = conditionHeader(request, "if-match");
  if (condition === undefined) {
    return;
  }
  if (slot === undefined) {
    throw missing(rows, key);
  }
  if (condition === "*") {
    return;
  }
  if (!rows.table.definition.optimisticConcurrency) {
    throw notEnabled(rows.table.name);
  }
  if (parseEtag(condition) !== rows.versionOf(slot)) {
    throw mismatch();
  }
};

/** Refuses an upsert that may only create when the record is there. */
export const checkIfNoneMatch = (request: DataRequest, { slot }: Target): void => {
  if (conditionHeader(request, "if-none-match") === "*" && slot !== undefined) {
    throw new DataverseError(412, "0x80040237", "A record with matching key values already exists.");
  }
};

/** Whether a conditional GET may be answered with 304: same version, concurrency enabled, nothing expanded or annotated. */
export const isUnchanged = (request: DataRequest, rows: TableStore, slot: number): boolean => {
  const condition = conditionHeader(request, "if-none-match");
  const isPlain =
    request.options.get("$expand") === undefined &&
    !request.prefer.applied.some((preference) => preference.startsWith("odata.include-annotations"));
  return (
    condition !== undefined &&
    condition !== "*" &&
    isPlain &&
    rows.table.definition.optimisticConcurrency &&
    parseEtag(condition) === rows.versionOf(slot)
  );
};
