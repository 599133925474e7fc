import type { Caller } from "../organization/caller.ts";
import type { ReadGuard, Store } from "../store/store.ts";
import type { TableStore } from "../store/tableStore.ts";
import { type AccessRight, type Depth, privilegeName } from "./privilege.ts";
import { hasDegrees, type Reach, reachOf } from "./reach.ts";
import { missingAccess, missingPrivilege } from "./refusals.ts";
import type { Principal } from "./security.ts";

const depthOf = ({ privileges }: Principal, name: string): Depth => privileges.get(name) ?? "None";

/** Refuses when a user whose roles count here lacks a privilege that belongs to no table. */
export const requirePrivilege = ({ limitedBy }: Caller, store: Store, name: string): void => {
  for (const principal of limitedBy) {
    if (depthOf(principal, name) === "None") {
      throw missingPrivilege(store, principal, { name });
    }
  }
};

interface Aim {
  /** Logical name. */
  readonly table: string;
  readonly right: AccessRight;
}

/** How far each user's roles reach in a table; refuses when one has no privilege there. */
const reachesOf = ({ limitedBy }: Pick<Caller, "limitedBy">, store: Store, { table, right }: Aim) =>
  limitedBy.map((principal) => {
    const rows = store.table(table);
    const name = privilegeName(right, rows.table);
    const depth = depthOf(principal, name);
    if (depth === "None") {
      throw missingPrivilege(store, principal, { name, table: rows.table });
    }
    return { principal, reach: reachOf(store, rows, { userId: principal.userId, depth }) };
  });

/** Refuses when the caller lacks a privilege on a table. */
export const requireTableAccess = (caller: Caller, store: Store, aim: Aim): void => {
  reachesOf(caller, store, aim);
};

/** Refuses when the caller lacks a privilege on a table, or it does not reach this row. */
export const requireRowAccess = (
  caller: Pick<Caller, "limitedBy">,
  store: Store,
  { slot, ...aim }: Aim & { readonly slot: number },
): void => {
  for (const { principal, reach } of reachesOf(caller, store, aim)) {
    if (reach !== undefined && !reach(slot)) {
      throw missingAccess(principal, store.table(aim.table), { slot, right: aim.right });
    }
  }
};

/** Refuses when the caller may not read a row. Administrators pass at once. */
export const requireRead = (
  caller: Caller,
  store: Store,
  { rows, slot }: { readonly rows: TableStore; readonly slot: number },
): void => {
  if (caller.limitedBy.length > 0) {
    requireRowAccess(caller, store, { table: rows.table.name, right: "Read", slot });
  }
};

/**
 * Refuses unless the caller may read every row of a table. Change tracking asks for it (Microsoft, Use change tracking
 * to synchronize data with external systems).
 */
export const requireGlobalRead = ({ limitedBy }: Caller, store: Store, table: string): void => {
  for (const principal of limitedBy) {
    const { table: read } = store.table(table);
    const name = privilegeName("Read", read);
    const depth = depthOf(principal, name);
    if (depth === "None" || (depth !== "Global" && hasDegrees(read))) {
      throw missingPrivilege(store, principal, { name, table: read });
    }
  }
};

const both = (reaches: readonly Reach[]): Reach | undefined => {
  const [first, ...others] = reaches;
  const rest = first === undefined ? undefined : both(others);
  return first === undefined || rest === undefined ? first : (slot) => first(slot) && rest(slot);
};

const createGuard = (caller: Caller, store: Store): ReadGuard => {
  const known = new Map<string, Reach | undefined>();
  return (table) => {
    if (!known.has(table)) {
      const reaches = reachesOf(caller, store, { table, right: "Read" });
      known.set(table, both(reaches.flatMap(({ reach }) => reach ?? [])));
    }
    return known.get(table);
  };
};

/** The store as a caller may read it: the same one for administrators, so that they pay nothing. */
export const storeFor = (store: Store, caller: Caller): Store => {
  if (caller.limitedBy.length === 0) {
    return store;
  }
  const guarded: Store = Object.create(store, { guard: { value: createGuard(caller, store) } });
  return guarded;
};
