import { DataverseError } from "../errors/dataverseError.ts";
import type { Table } from "../schema/schema.ts";
import type { Store } from "../store/store.ts";
import type { TableStore } from "../store/tableStore.ts";
import { type AccessRight, privilegeId } from "./privilege.ts";
import type { Principal } from "./security.ts";

const accessModeOf = (store: Store, userId: string): number => {
  const users = store.table("systemuser");
  const slot = users.slotOf(userId);
  return slot === undefined ? 0 : Number(users.values("accessmode")(slot) ?? 0);
};

const describe = (store: Store, { userId, privileges }: Principal): string => {
  const held = [...privileges.values()].filter((depth) => depth !== "None").length;
  return `Id=${userId}, type=8, roleCount=${held === 0 ? 0 : 1}, privilegeCount=${held}, accessMode=${accessModeOf(store, userId)}`;
};

/** 0x80040220, PrivilegeDenied: no role of the user has the privilege at all. */
export const missingPrivilege = (
  store: Store,
  principal: Principal,
  { name, table }: { readonly name: string; readonly table?: Table | undefined },
): DataverseError => {
  const on =
    table === undefined
      ? ""
      : ` on OTC=${table.definition.objectTypeCode} for entity '${table.name}' (LocalizedName='${table.definition.label}')`;
  return new DataverseError(
    403,
    "0x80040220",
    `Principal user (${describe(store, principal)}), is missing ${name} privilege (Id=${privilegeId(name)})${on}. context.Caller=${principal.userId}`,
  );
};

const principalJson = (id: unknown, table: string | null) => ({
  PrincipalId: id,
  Type: table === "team" ? 9 : 8,
  IsUserPrincipal: table !== "team",
});

/** 0x80048306: a role has the privilege, but it does not reach this record. */
export const missingAccess = (
  { userId }: Principal,
  rows: TableStore,
  { slot, right }: { readonly slot: number; readonly right: AccessRight },
): DataverseError => {
  const { name, definition } = rows.table;
  const details = {
    CallerPrincipal: principalJson(userId, "systemuser"),
    OwnerPrincipal: principalJson(rows.values("ownerid")(slot), rows.targets("ownerid")(slot)),
    ObjectId: rows.idOf(slot),
    ObjectTypeCode: definition.objectTypeCode,
    EntityName: name,
    ObjectBusinessUnitId: rows.values("owningbusinessunit")(slot),
    RightsToCheck: `${right}Access`,
    RoleAccessRights: "None",
    PoaAccessRights: "None",
    HsmAccessRights: "None",
    GrantedAccessRights: "None",
  };
  return new DataverseError(
    403,
    "0x80048306",
    `Principal with id ${userId} does not have ${right}Access right(s) for record with id ${rows.idOf(slot)} of entity ${name}. Details: ${JSON.stringify(details)}`,
  );
};

/** Microsoft, Web service error codes: CannotActOnBehalfOfAnotherUser. */
export const cannotImpersonate = (): DataverseError =>
  new DataverseError(403, "0x8004a110", "User does not have the privilege to act on behalf another user.");
