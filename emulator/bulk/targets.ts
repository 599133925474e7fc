import { DataverseError } from "../errors/dataverseError.ts";
import { invalidArgument } from "../errors/invalidArgument.ts";
import { payloadError } from "../errors/refusals.ts";
import { readActionBody } from "../operations/actionBody.ts";
import type { Session } from "../organization/session.ts";
import type { Table } from "../schema/schema.ts";
import { parseGuid } from "../store/guid.ts";

/** One record of a bulk message. */
export interface Target {
  readonly index: number;
  /** The record as a body of its own. */
  readonly body: string;
  /** The primary id in it. */
  readonly id: string | undefined;
  /** The `@odata.id` in it: how an upsert names a record by an alternate key. */
  readonly uri: string | undefined;
  readonly members: ReadonlyMap<string, unknown>;
}

/** The service takes no larger request of any kind. */
const largestMessage = 128 * 1024 * 1024;

const abstractType = "Microsoft.Dynamics.CRM.crmbaseentity";

/** Without a type the reader knows only the base of all tables, which has no properties. */
const untyped = (table: Table, members: readonly string[]) =>
  payloadError(
    table.entitySet,
    `Invalid property '${members.find((name) => !name.includes("@")) ?? ""}' was found in entity '${abstractType}'. ---> Microsoft.OData.ODataException: Does not support untyped value in non-open type.`,
  );

const checkType = (table: Table, members: ReadonlyMap<string, unknown>): void => {
  const type = members.get("@odata.type");
  if (typeof type !== "string") {
    throw untyped(table, [...members.keys()]);
  }
  const name = type.replace(/^#/, "");
  if (name !== table.type) {
    throw name.startsWith("Microsoft.Dynamics.CRM.")
      ? invalidArgument(
          `All records of the Targets parameter must be of the table '${table.name}', but one is of '${name.slice("Microsoft.Dynamics.CRM.".length)}'.`,
        )
      : payloadError(table.entitySet, `A type named '${name}' could not be resolved by the model.`);
  }
};

const readTarget = (table: Table, json: unknown, index: number): Target => {
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    throw payloadError(
      table.entitySet,
      "A node of type 'StartObject' was expected for an item of 'Targets'.",
    );
  }
  const members = new Map<string, unknown>(Object.entries(json));
  checkType(table, members);
  const [id, uri] = [members.get(table.primaryId), members.get("@odata.id")];
  return {
    index,
    body: JSON.stringify(json),
    id: typeof id === "string" ? parseGuid(id) : undefined,
    uri: typeof uri === "string" ? uri : undefined,
    members,
  };
};

/** Reads the `Targets` of a bulk message. Every item must say its type (Microsoft, Use bulk operation messages). */
export const readTargets = ({ request }: Session, table: Table, action: string): readonly Target[] => {
  if (request.bytes.length > largestMessage) {
    throw new DataverseError(413, "0x0", "The request entity is too large.");
  }
  const { entitySet } = table;
  const body = readActionBody({ action, entitySet, parameters: { required: ["Targets"] } }, request.body);
  const targets: unknown = body.get("Targets");
  if (!Array.isArray(targets)) {
    throw payloadError(entitySet, "A node of type 'StartArray' was expected for the parameter 'Targets'.");
  }
  if (targets.length === 0) {
    throw invalidArgument("The Targets parameter must have at least one record.");
  }
  return targets.map((json: unknown, index) => readTarget(table, json, index));
};
