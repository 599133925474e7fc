import type { JsonObject } from "../../jsonObject.ts";
import { numberText } from "../../records/numberText.ts";
import type { BulkRecord } from "../records/bulkRecord.ts";
import type { BulkTable } from "../table/bulkTable.ts";

/**
 * The members of a record as JSON text, without braces. Text for a number or a yes/no column is written as what the column
 * takes, numbers with the digits they have: Dataverse refuses text for amounts and decimals, and steps that read files hand
 * over nothing else.
 */
export const membersJson = ({ columnTypes }: BulkTable, values: JsonObject): readonly string[] =>
  Object.entries(values).map(([name, value]) => {
    const literal = typeof value === "string" ? literalOf(columnTypes.get(name), value) : undefined;
    return `${JSON.stringify(name)}:${literal ?? JSON.stringify(value)}`;
  });

const literalOf = (type: string | undefined, text: string): string | undefined =>
  type === "Boolean" ? YES_NO.get(text.trim().toLowerCase()) : numberText(type, text);

/** Spreadsheets write TRUE and FALSE. */
const YES_NO: ReadonlyMap<string, string> = new Map([
  ["true", "true"],
  ["1", "true"],
  ["false", "false"],
  ["0", "false"],
]);

/** The primary key as a member; none where the record has another key. */
export const idMember = ({ primaryId }: BulkTable, { key }: BulkRecord): readonly string[] =>
  key?.kind === "id" ? [`${JSON.stringify(primaryId)}:${JSON.stringify(key.id)}`] : [];
