import { DataverseError } from "../errors/dataverseError.ts";
import { notImplemented, payloadError } from "../errors/refusals.ts";
import type { Column, Navigation, Table } from "../schema/schema.ts";
import type { Reference } from "../store/cells.ts";
import type { Value } from "../store/columnStore.ts";
import { checkLimits } from "./limits.ts";
import { primitiveValue } from "./primitiveValue.ts";
import { type Resolution, resolveReference } from "./reference.ts";

export type Purpose = "create" | "update";

/** What a request body asks to write. */
export interface Payload {
  readonly values: ReadonlyMap<string, Value | Reference>;
  /** The primary id in the body. */
  readonly id: string | undefined;
}

interface Reading {
  readonly resolution: Resolution;
  readonly table: Table;
  readonly purpose: Purpose;
  readonly values: Map<string, Value | Reference>;
}

const undeclared = (table: Table, name: string) =>
  payloadError(
    table.entitySet,
    `Invalid property '${name}' was found in entity '${table.type}'. ---> Microsoft.OData.ODataException: Does not support untyped value in non-open type.`,
  );

/** Microsoft, Troubleshoot Web API client errors: a navigation property with a wrong name or case. */
const undeclaredNavigation = (table: Table, name: string) =>
  new DataverseError(
    400,
    "0x80048d19",
    `Error identified in Payload provided by the user for Entity :'${table.entitySet}'  ---->  InnerException : Microsoft.OData.ODataException: An undeclared property '${name}' which only has property annotations in the payload but no property value was found in the payload. In OData, only declared navigation properties and declared named streams can be represented as properties without values.`,
  );

const directLookup = () =>
  new DataverseError(
    400,
    "0x80060888",
    "CRM do not support direct update of Entity Reference properties, Use Navigation properties instead.",
  );

const isWritable = ({ definition }: Column, purpose: Purpose): boolean =>
  purpose === "create" ? definition.validForCreate : definition.validForUpdate;

/** Reads and checks the value of a column that is no lookup. */
export const columnValue = (table: Table, column: Column, json: unknown): Value => {
  const conversion = primitiveValue(column, json);
  if ("problem" in conversion) {
    throw payloadError(table.entitySet, conversion.problem);
  }
  return checkLimits(table, column, conversion.value);
};

const readBind = (reading: Reading, name: string, json: unknown): void => {
  const { table, resolution, purpose, values } = reading;
  const navigation = table.navigations.get(name);
  if (navigation === undefined) {
    throw table.collections.has(name)
      ? notImplemented(`@odata.bind of the collection '${name}'`)
      : undeclaredNavigation(table, name);
  }
  if (json !== null && typeof json !== "string") {
    throw payloadError(table.entitySet, `The value of the annotation '${name}@odata.bind' is not a string.`);
  }
  const reference = json === null ? null : resolveReference(resolution, { table, navigation }, json);
  if (isWritable(navigation.column, purpose)) {
    values.set(navigation.column.name, reference);
  }
};

/** Without `@odata.bind` a navigation property takes null, or a record to create along with this one. */
const readNavigation = (reading: Reading, navigation: Navigation, json: unknown): void => {
  if (json === null) {
    readBind(reading, navigation.name, null);
    return;
  }
  if (typeof json === "object") {
    throw notImplemented(`creating a related record in the same request ('${navigation.name}')`);
  }
  throw payloadError(
    reading.table.entitySet,
    `A node of type 'PrimitiveValue' was read from the JSON reader when trying to read the contents of the property '${navigation.name}'; however, a 'StartObject' node or a 'PrimitiveValue' node with null value was expected.`,
  );
};

const readProperty = (reading: Reading, name: string, json: unknown): void => {
  const { table, purpose, values } = reading;
  const column = table.properties.get(name);
  if (column?.isLookup === true) {
    throw directLookup();
  }
  if (column !== undefined) {
    const value = columnValue(table, column, json);
    if (isWritable(column, purpose) || name === table.primaryId) {
      values.set(name, value);
    }
    return;
  }
  const navigation = table.navigations.get(name);
  if (navigation !== undefined) {
    readNavigation(reading, navigation, json);
    return;
  }
  throw table.collections.has(name)
    ? notImplemented(`creating related records in the same request ('${name}')`)
    : undeclared(table, name);
};

const bindSuffix = "@odata.bind";

const readMember = (reading: Reading, name: string, json: unknown): void => {
  if (name.endsWith(bindSuffix)) {
    readBind(reading, name.slice(0, -bindSuffix.length), json);
  } else if (!name.includes("@")) {
    readProperty(reading, name, json);
  }
};

const parseObject = (table: Table, body: string): object => {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch (error) {
    const reason = body.trim() === "" ? "The request body is empty." : String(error);
    throw payloadError(table.entitySet, `The JSON in the request body cannot be read: ${reason}`);
  }
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    throw payloadError(table.entitySet, "A node of type 'StartObject' was expected in the request body.");
  }
  return json;
};

/**
 * Reads the body of a create or an update. Columns a client cannot write are checked and then left out; control
 * information such as `@odata.type` and annotations of properties pass unread.
 */
export const readPayload = (
  resolution: Resolution,
  { table, purpose }: { readonly table: Table; readonly purpose: Purpose },
  body: string,
): Payload => {
  const values = new Map<string, Value | Reference>();
  for (const [name, json] of Object.entries(parseObject(table, body))) {
    readMember({ resolution, table, purpose, values }, name, json);
  }
  const id = values.get(table.primaryId);
  values.delete(table.primaryId);
  return { values, id: typeof id === "string" ? id : undefined };
};
