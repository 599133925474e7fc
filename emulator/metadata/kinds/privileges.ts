import type { TableDefinition } from "../../schema/model.ts";
import { stableGuid } from "../../store/guid.ts";

const kinds = ["Create", "Read", "Write", "Delete", "Assign", "Share", "Append", "AppendTo"] as const;

/** Only rows of somebody can be assigned and shared. */
const needsOwner: ReadonlySet<string> = new Set(["Assign", "Share"]);

/** The privileges on a table; one owned by the organization has them for all rows only. */
export const privilegesOf = ({ schemaName, logicalName, ownership, intersect }: TableDefinition) => {
  const isOwned = ownership === "UserOwned";
  return kinds
    .filter((kind) => intersect !== true && (isOwned || !needsOwner.has(kind)))
    .map((kind) => ({
      CanBeBasic: isOwned,
      CanBeDeep: isOwned,
      CanBeGlobal: true,
      CanBeLocal: isOwned,
      CanBeEntityReference: false,
      CanBeParentEntityReference: false,
      Name: `prv${kind}${schemaName}`,
      PrivilegeId: stableGuid(`privilege:${kind}:${logicalName}`),
      PrivilegeType: kind,
    }));
};
