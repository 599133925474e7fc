import type { Table } from "../schema/schema.ts";
import type { Store } from "../store/store.ts";
import type { TableStore } from "../store/tableStore.ts";
import type { Depth } from "./privilege.ts";

/** Whether a row is within reach. */
export type Reach = (slot: number) => boolean;

const unitOf = (store: Store, userId: string): string | undefined => {
  const users = store.table("systemuser");
  const slot = users.slotOf(userId);
  return slot === undefined ? undefined : String(users.values("businessunitid")(slot));
};

const unitsBelow = (store: Store, unit: string): readonly string[] => {
  const units = store.table("businessunit");
  const children = units.pointingAt("parentbusinessunitid", unit).map(units.idOf);
  return [unit, ...children.flatMap((child) => unitsBelow(store, child))];
};

/** The teams of a user, when the schema knows who is in them. */
const teamsOf = ({ schema, table }: Store, userId: string): readonly string[] => {
  if (!schema.tables.has("teammembership")) {
    return [];
  }
  const members = table("teammembership");
  const teamOf = members.values("teamid");
  return members.pointingAt("systemuserid", userId).map((slot) => String(teamOf(slot)));
};

const unitColumns: Readonly<Record<string, string>> = {
  systemuser: "businessunitid",
  team: "businessunitid",
  businessunit: "businessunitid",
};

/** Only tables whose rows have an owner or a business unit know degrees (Microsoft, Security roles and privileges). */
export const hasDegrees = ({ definition }: Table): boolean =>
  definition.ownership === "UserOwned" || definition.ownership === "BusinessOwned";

/**
 * The rows of a table that a privilege of this depth reaches; undefined when it reaches all.
 */
export const reachOf = (
  store: Store,
  rows: TableStore,
  { userId, depth }: { readonly userId: string; readonly depth: Depth },
): Reach | undefined => {
  const { name } = rows.table;
  if (depth === "None") {
    return () => false;
  }
  if (depth === "Global" || !hasDegrees(rows.table)) {
    return undefined;
  }
  const owner = rows.values("ownerid");
  const owners = new Set<unknown>([userId, ...teamsOf(store, userId)]);
  if (depth === "Basic") {
    return (slot) => owners.has(owner(slot));
  }
  const own = unitOf(store, userId);
  const units = new Set<unknown>(own === undefined || depth === "Local" ? [own] : unitsBelow(store, own));
  const unit = rows.values(unitColumns[name] ?? "owningbusinessunit");
  return (slot) => units.has(unit(slot)) || owners.has(owner(slot));
};
