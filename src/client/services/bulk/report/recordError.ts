import type { DataverseError, DataverseErrorKind } from "../../../errors.ts";
import type { BulkRecordError } from "../bulkCall.ts";
import type { BulkRecord } from "../records/bulkRecord.ts";
import type { BulkTable } from "../table/bulkTable.ts";

const RETRYABLE: ReadonlySet<DataverseErrorKind> = new Set([
  "throttled",
  "serverError",
  "timeout",
  "unreachable",
]);

/** The error of a record as flows get it. */
export const recordError = (
  error: DataverseError,
  record: BulkRecord | undefined,
  table: BulkTable,
): BulkRecordError => {
  const texts = [error.serverMessage ?? "", error.message];
  const column =
    record === undefined
      ? undefined
      : texts.map((text) => columnIn(text, record, table)).find((name) => name !== undefined);
  return {
    kind: error.kind,
    code: error.code ?? null,
    message: error.message,
    ...(column !== undefined && { column }),
    retryable: RETRYABLE.has(error.kind) && !error.mayHaveWritten,
  };
};

/**
 * The member of the record that a message of Dataverse names in quotes, which is how it names columns: "The length of the
 * 'name' attribute …", "undeclared property 'primarycontactId'". Where it quotes the value instead, as in "Cannot convert
 * the literal 'abc'", it is the one member that has this value.
 */
const columnIn = (message: string, record: BulkRecord, table: BulkTable): string | undefined =>
  namedIn(message, record, table) ?? withValueIn(message, record);

const withValueIn = (message: string, { values }: BulkRecord): string | undefined => {
  const literal = /\bliteral '([^']*)'/.exec(message)?.[1];
  if (literal === undefined) {
    return undefined;
  }
  const [member, ...others] = Object.entries(values).flatMap(([name, value]) =>
    typeof value !== "object" && String(value) === literal ? [name] : [],
  );
  return others.length === 0 ? member : undefined;
};

const namedIn = (message: string, { values }: BulkRecord, table: BulkTable): string | undefined => {
  const members = new Map(
    Object.keys(values).flatMap((member) => namesOf(member, table).map((name) => [name, member])),
  );
  return [...message.matchAll(/['"]([\w.]+)['"]/g)]
    .map(([, name = ""]) => members.get(name))
    .find((member) => member !== undefined);
};

/** A lookup is set through its navigation property, but checked under its column's name. */
const namesOf = (member: string, { lookups }: BulkTable): readonly string[] => {
  const property = member.replace(/@odata\.bind$/, "");
  const column = property === member ? undefined : lookups.get(property)?.column;
  return column === undefined ? [property] : [property, column];
};
