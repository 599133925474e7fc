import { parseGuid } from "../../../odata/guid.ts";
import type { KeyColumn } from "../../../odata/keyPredicate.ts";
import type { RecordKey } from "../../../odata/recordKey.ts";
import { canonicalNumber } from "./canonicalNumber.ts";
import { parseMoment } from "./moment.ts";

/**
 * The same text for two keys that name the same record of a table, and another text for any other key. An alternate key
 * and a GUID always have different texts: only Dataverse knows whether they lead to one record.
 */
export const identityOf = (key: RecordKey): string =>
  key.kind === "id"
    ? key.id.toLowerCase()
    : JSON.stringify(key.columns.toSorted(byName).map((part) => [part.column, ...comparable(part)]));

const byName = (one: KeyColumn, other: KeyColumn): number =>
  Number(one.column > other.column) - Number(one.column < other.column);

/** With its kind: the number 5 and the text "5" are different values. */
const comparable = ({ value, literal }: KeyColumn): readonly [kind: string, text: string] => {
  if (literal.startsWith("'")) {
    return ["text", comparableText(String(value))];
  }
  if (typeof value === "number") {
    return ["number", canonicalNumber(literal) ?? literal];
  }
  const id = parseGuid(literal);
  return id === undefined ? ["bare", comparableMoment(literal)] : ["id", id];
};

/** Dataverse compares text without regard to case, and does not see spaces at its end. */
const comparableText = (text: string): string => text.normalize("NFC").trimEnd().toLowerCase();

const comparableMoment = (text: string): string => {
  const moment = parseMoment(text);
  return moment === undefined ? text : `${moment.seconds}.${moment.fraction}`;
};
