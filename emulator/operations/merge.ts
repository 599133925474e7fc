import { invalidArgument } from "../errors/invalidArgument.ts";
import { payloadError } from "../errors/refusals.ts";
import type { Session } from "../organization/session.ts";
import { readPayload } from "../records/payload.ts";
import { updateRecord } from "../records/write.ts";
import { resolutionOf } from "../resources/resolution.ts";
import { writingOf } from "../resources/writing.ts";
import type { Collection, Table } from "../schema/schema.ts";
import { noContent } from "../server/message.ts";
import type { Reference } from "../store/cells.ts";
import type { Value } from "../store/columnStore.ts";
import type { Store } from "../store/store.ts";
import type { ActionOperation } from "./operation.ts";
import { entityArgument, type NamedRecord, recordArgument } from "./recordArgument.ts";

interface Merging {
  /** The lookup to the parent, which both records must share when the client wants it checked. */
  readonly parent: string | undefined;
  /** State and status reason of the record that is merged into the other one. */
  readonly retired: readonly (readonly [string, number])[];
}

const inactive: Merging["retired"] = [
  ["statecode", 1],
  ["statuscode", 2],
];

/** The tables that can be merged (Microsoft, Merge table rows using the Web API). */
const mergeable: ReadonlyMap<string, Merging> = new Map([
  ["account", { parent: "parentaccountid", retired: inactive }],
  ["contact", { parent: "parentcustomerid", retired: inactive }],
  ["lead", { parent: undefined, retired: [["statecode", 2]] }],
  [
    "incident",
    {
      parent: "customerid",
      retired: [
        ["statecode", 2],
        ["statuscode", 2000],
      ],
    },
  ],
]);

/** Where a collection keeps the ids of the record it belongs to. */
const linkOf = (store: Store, collection: Collection) =>
  collection.kind === "N:N"
    ? { children: store.table(collection.intersect), column: collection.near }
    : { children: store.table(collection.table), column: collection.column };

/** Everything that points at the one record points at the other one afterwards. */
const repoint = (store: Store, { rows, slot }: NamedRecord, into: string): void => {
  for (const collection of rows.table.collections.values()) {
    const { children, column } = linkOf(store, collection);
    const isLookup = children.table.columns.get(column)?.isLookup === true;
    const target: Value | Reference = isLookup ? { table: rows.table.name, id: into } : into;
    for (const child of children.pointingAt(column, rows.idOf(slot))) {
      const isItself = children === rows && children.idOf(child) === into;
      children.update(child, new Map([[column, isItself ? null : target]]), store.nextVersion());
    }
  }
};

const contentOf = (session: Session, table: Table, json: unknown) => {
  const content = entityArgument(session, "UpdateContent", json);
  if (content.table !== table) {
    throw invalidArgument("UpdateContent must be of the same table as the records that are merged.");
  }
  return readPayload(resolutionOf(session), { table, purpose: "update" }, JSON.stringify(json)).values;
};

const checkPair = (target: NamedRecord, subordinate: NamedRecord): Merging => {
  const merging = mergeable.get(target.rows.table.name);
  if (merging === undefined) {
    throw invalidArgument(`The merge operation is not supported on the table '${target.rows.table.name}'.`);
  }
  if (subordinate.rows !== target.rows || subordinate.slot === target.slot) {
    throw invalidArgument("Target and Subordinate must be two different records of one table.");
  }
  return merging;
};

const checkParents = (merging: Merging, target: NamedRecord, subordinate: NamedRecord): void => {
  const { parent } = merging;
  const read = parent === undefined ? undefined : target.rows.values(parent);
  if (read !== undefined && read(target.slot) !== read(subordinate.slot)) {
    throw invalidArgument("The merge could not be performed because the records have different parents.");
  }
};

/** Keeps the one record, retires the other one, and gives everything that belongs to the other one to the first. */
export const merge: ActionOperation = {
  kind: "action",
  name: "Merge",
  parameters: {
    required: ["Target", "Subordinate", "PerformParentingChecks"],
    optional: ["UpdateContent"],
  },
  answer: (session, body) => {
    const target = recordArgument(session, "Target", body.get("Target"));
    const subordinate = recordArgument(session, "Subordinate", body.get("Subordinate"));
    const merging = checkPair(target, subordinate);
    const checksParents = body.get("PerformParentingChecks");
    if (typeof checksParents !== "boolean") {
      throw payloadError("", "The parameter 'PerformParentingChecks' must be true or false.");
    }
    if (checksParents) {
      checkParents(merging, target, subordinate);
    }
    const { rows, slot } = target;
    const content = body.get("UpdateContent") ?? null;
    const changes = content === null ? new Map() : contentOf(session, rows.table, content);
    const writing = writingOf(session);
    updateRecord(writing, rows, { slot, changes });
    repoint(session.dataverse.store, subordinate, rows.idOf(slot));
    const master = new Map<string, Value | Reference>(merging.retired);
    master.set("merged", true);
    if (rows.table.columns.has("masterid")) {
      master.set("masterid", { table: rows.table.name, id: rows.idOf(slot) });
    }
    updateRecord(writing, rows, { slot: subordinate.slot, changes: master });
    return noContent();
  },
};
