import { payloadError } from "../errors/refusals.ts";
import type { Session } from "../organization/session.ts";
import { requireRecord } from "../records/locate.ts";
import type { Table } from "../schema/schema.ts";
import { parseGuid } from "../store/guid.ts";
import { parseBase64 } from "./base64.ts";
import { isContent } from "./content.ts";
import { invalidTransfer } from "./refusals.ts";
import type { FileTarget } from "./storeFile.ts";

/** The parameters of one message, read one by one. */
export interface Parameters {
  readonly text: (name: string) => string;
  readonly whole: (name: string) => number;
  readonly texts: (name: string) => readonly string[];
  readonly binary: (name: string) => Buffer;
  readonly value: (name: string) => unknown;
}

const parseObject = (message: string, body: string): ReadonlyMap<string, unknown> => {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch (error) {
    throw payloadError(message, `The JSON in the request body cannot be read: ${String(error)}`);
  }
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    throw payloadError(message, "A node of type 'StartObject' was expected in the request body.");
  }
  return new Map(Object.entries(json));
};

const textsOf = (json: unknown): readonly string[] | undefined =>
  Array.isArray(json) && json.every((item) => typeof item === "string") ? json : undefined;

/** Reads the body of `message`, which has exactly the parameters `names`. */
export const readParameters = (message: string, body: string, names: readonly string[]): Parameters => {
  const members = parseObject(message, body);
  const unknown = [...members.keys()].find((name) => !name.startsWith("@") && !names.includes(name));
  if (unknown !== undefined) {
    throw payloadError(
      message,
      `The parameter '${unknown}' in the request payload is not a valid parameter for the operation '${message}'.`,
    );
  }
  const value = (name: string): unknown => {
    const member = members.get(name);
    if (member === undefined || member === null) {
      throw invalidTransfer(`Required field '${name}' is missing for message '${message}'.`);
    }
    return member;
  };
  const read =
    <T>(type: string, convert: (json: unknown) => T | undefined) =>
    (name: string): T => {
      const converted = convert(value(name));
      if (converted === undefined) {
        throw payloadError(message, `The value of the parameter '${name}' is not of the type '${type}'.`);
      }
      return converted;
    };
  return {
    value,
    text: read("Edm.String", (json) => (typeof json === "string" ? json : undefined)),
    whole: read("Edm.Int64", (json) => (Number.isSafeInteger(json) ? Number(json) : undefined)),
    texts: read("Collection(Edm.String)", textsOf),
    binary: read("Edm.Binary", (json) => (typeof json === "string" ? parseBase64(json) : undefined)),
  };
};

/** Microsoft, Use Web API actions: an entity parameter says its type, because the parameter's own is abstract. */
const targetTable = (session: Session, target: ReadonlyMap<string, unknown>): Table => {
  const type = String(target.get("@odata.type") ?? "").replace(/^#/, "");
  const table = session.dataverse.schema.tables.get(type.replace(/^Microsoft\.Dynamics\.CRM\./, ""));
  if (table === undefined || table.type !== type) {
    throw invalidTransfer(
      `The parameter 'Target' needs an '@odata.type' that names a table; it has '${type}'.`,
    );
  }
  return table;
};

/** Finds the column that `Target` and `FileAttributeName` name. */
export const fileTarget = (session: Session, parameters: Parameters): FileTarget => {
  const json = parameters.value("Target");
  const target = new Map<string, unknown>(
    typeof json === "object" && json !== null ? Object.entries(json) : [],
  );
  const table = targetTable(session, target);
  const id = parseGuid(String(target.get(table.primaryId) ?? ""));
  if (id === undefined) {
    throw invalidTransfer(`The parameter 'Target' needs a value for '${table.primaryId}'.`);
  }
  const name = parameters.text("FileAttributeName");
  const column = table.columns.get(name);
  if (column === undefined || !isContent(column)) {
    throw invalidTransfer(`The column '${name}' of the table '${table.name}' is no file or image column.`);
  }
  const rows = session.dataverse.store.table(table.name);
  return { rows, slot: requireRecord(rows, { kind: "id", id }), column };
};
