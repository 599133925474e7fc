import { notImplemented, payloadError } from "../errors/refusals.ts";
import type { Collection, Column, Navigation, Table } from "../schema/schema.ts";
import type { Reference } from "../store/cells.ts";
import type { Value } from "../store/columnStore.ts";
import { isObject, parseObject } from "./jsonObject.ts";
import { checkLimits } from "./limits.ts";
import { requireMessage } from "./messages.ts";
import { directLookup, fileInBody, undeclared, undeclaredNavigation, wrongNode } from "./payloadRefusals.ts";
import { primitiveValue } from "./primitiveValue.ts";
import { type Resolution, resolveReference } from "./reference.ts";

export type Purpose = "create" | "update";

/** A record that a body creates or ties along with its own. */
export type Related =
  /** The new record that the lookup `column` will point to. */
  | {
      readonly kind: "parent";
      readonly column: string;
      readonly table: string;
      readonly payload: Payload;
    }
  | { readonly kind: "child"; readonly collection: Collection; readonly payload: Payload }
  | { readonly kind: "link"; readonly collection: Collection; readonly to: Reference }
  /** The parties an activity is to have from now on. */
  | { readonly kind: "parties"; readonly collection: Collection; readonly payloads: readonly Payload[] };

/** What a request body asks to write. */
export interface Payload {
  readonly values: ReadonlyMap<string, Value | Reference>;
  /** The primary id in the body. */
  readonly id: string | undefined;
  readonly related?: readonly Related[] | undefined;
}

/** What a body is read for. Only a `deep` one may bring along related records. */
export interface Target {
  readonly table: Table;
  readonly purpose: Purpose;
  readonly deep?: boolean;
}

interface Reading extends Target {
  readonly resolution: Resolution;
  readonly values: Map<string, Value | Reference>;
  readonly related: Related[];
}

const isWritable = ({ definition }: Column, purpose: Purpose): boolean =>
  purpose === "create" ? definition.validForCreate : definition.validForUpdate;

/** Reads and checks the value of a column that is no lookup. */
export const columnValue = (table: Table, column: Column, json: unknown): Value => {
  if (column.definition.type === "File") {
    throw fileInBody(column, json);
  }
  const conversion = primitiveValue(column, json);
  if ("problem" in conversion) {
    throw payloadError(table.entitySet, conversion.problem);
  }
  return checkLimits(table, column, conversion.value);
};

const refuseShallow = ({ deep }: Reading, name: string): void => {
  if (deep !== true) {
    throw notImplemented(`related records in the body of this request ('${name}')`);
  }
};

/** `"accountleads_association@odata.bind": ["/leads(…)"]` ties a new record to records that are there. */
const readLinks = (reading: Reading, collection: Collection, json: unknown): void => {
  const { table, resolution, purpose, related } = reading;
  const { name } = collection;
  if (purpose === "update") {
    throw notImplemented(`@odata.bind of the collection '${name}' in an update`);
  }
  refuseShallow(reading, name);
  if (!Array.isArray(json)) {
    throw wrongNode(table, `${name}@odata.bind`, "StartArray");
  }
  const navigation = { name, targets: [collection.table] };
  for (const uri of json) {
    if (typeof uri !== "string") {
      throw payloadError(
        table.entitySet,
        `The value of the annotation '${name}@odata.bind' is not an array of strings.`,
      );
    }
    related.push({ kind: "link", collection, to: resolveReference(resolution, { table, navigation }, uri) });
  }
};

/** Reads the records of a collection, which are created along with the one that has it. */
export const readChildren = (
  resolution: Resolution,
  { table, collection }: { readonly table: Table; readonly collection: Collection },
  json: unknown,
): readonly Payload[] => {
  const child = resolution.store.table(collection.table).table;
  if (child.name !== partyTable) {
    requireMessage(child, "Create");
  }
  if (!Array.isArray(json)) {
    throw wrongNode(table, collection.name, "StartArray");
  }
  return json.map((item) => {
    if (!isObject(item)) {
      throw wrongNode(table, collection.name, "StartObject");
    }
    return readObject(resolution, { table: child, purpose: "create", deep: true }, item);
  });
};

/** Who takes part in activities: the one collection that an update may bring. */
export const partyTable = "activityparty";

const readCollection = (reading: Reading, collection: Collection, json: unknown): void => {
  const { table, resolution, purpose, related } = reading;
  refuseShallow(reading, collection.name);
  if (purpose === "update" && collection.table !== partyTable) {
    throw directLookup();
  }
  const payloads = readChildren(resolution, { table, collection }, json);
  if (purpose === "update") {
    related.push({ kind: "parties", collection, payloads });
  } else {
    related.push(...payloads.map((payload) => ({ kind: "child" as const, collection, payload })));
  }
};

const readParent = (reading: Reading, navigation: Navigation, json: object): void => {
  const { resolution, purpose, related, table } = reading;
  const { name, column, targets } = navigation;
  if (purpose === "update") {
    throw directLookup();
  }
  refuseShallow(reading, name);
  const [target, ...others] = targets;
  if (target === undefined || others.length > 0 || Array.isArray(json)) {
    throw wrongNode(table, name, "StartObject");
  }
  const parent = resolution.store.table(target).table;
  requireMessage(parent, "Create");
  const payload = readObject(resolution, { table: parent, purpose: "create", deep: true }, json);
  related.push({ kind: "parent", column: column.name, table: target, payload });
};

const readBind = (reading: Reading, name: string, json: unknown): void => {
  const { table, resolution, purpose, values } = reading;
  const navigation = table.navigations.get(name);
  const collection = table.collections.get(name);
  if (collection !== undefined) {
    readLinks(reading, collection, json);
    return;
  }
  if (navigation === undefined) {
    throw undeclaredNavigation(table, name);
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
  if (typeof json !== "object") {
    throw wrongNode(reading.table, navigation.name, "StartObject");
  }
  readParent(reading, navigation, json);
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
  const collection = table.collections.get(name);
  if (collection === undefined) {
    throw undeclared(table, name);
  }
  readCollection(reading, collection, json);
};

const bindSuffix = "@odata.bind";

const readMember = (reading: Reading, name: string, json: unknown): void => {
  if (name.endsWith(bindSuffix)) {
    readBind(reading, name.slice(0, -bindSuffix.length), json);
  } else if (!name.includes("@")) {
    readProperty(reading, name, json);
  }
};

const readObject = (resolution: Resolution, target: Target, object: object): Payload => {
  const { primaryId } = target.table;
  const reading: Reading = { ...target, resolution, values: new Map(), related: [] };
  for (const [name, json] of Object.entries(object)) {
    readMember(reading, name, json);
  }
  const { values, related } = reading;
  const id = values.get(primaryId);
  values.delete(primaryId);
  return { values, id: typeof id === "string" ? id : undefined, related };
};

/**
 * Reads the body of a create or an update. Columns a client cannot write are checked and then left out; control
 * information such as `@odata.type` and annotations of properties pass unread.
 */
export const readPayload = (resolution: Resolution, target: Target, body: string): Payload =>
  readObject(resolution, target, parseObject(target.table, body));
