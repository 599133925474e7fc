import type { Schema } from "../schema/schema.ts";
import {
  accessRights,
  type Depth,
  isDepth,
  otherPrivileges,
  type Privileges,
  privilegeName,
} from "./privilege.ts";

/** A user whose roles do not allow everything. */
export interface Principal {
  readonly userId: string;
  readonly privileges: ReadonlyMap<string, Depth>;
}

export type Roles = Privileges | "System Administrator";

/** What the users of the organization may do. */
export interface Security {
  /** Undefined for a System Administrator, which is everybody whose roles were not set. */
  readonly principalOf: (userId: string) => Principal | undefined;
  /** @throws for a privilege that no table of the schema has */
  readonly setRoles: (userId: string, roles: Roles) => void;
}

const knownPrivileges = (schema: Schema): ReadonlySet<string> =>
  new Set([
    ...otherPrivileges,
    ...[...schema.tables.values()].flatMap((table) =>
      accessRights.map((right) => privilegeName(right, table)),
    ),
  ]);

const parsePrivileges = (schema: Schema, privileges: Privileges): ReadonlyMap<string, Depth> => {
  const known = knownPrivileges(schema);
  return new Map(
    Object.entries(privileges).map(([name, depth]) => {
      if (!known.has(name)) {
        throw new Error(`There is no privilege '${name}'. Names are like prvReadAccount, by schema name.`);
      }
      if (!isDepth(depth)) {
        throw new Error(`'${String(depth)}' is no depth of ${name}: use None, Basic, Local, Deep or Global.`);
      }
      return [name, depth];
    }),
  );
};

/** `schema` is asked anew each time, because tables can be added. */
export const createSecurity = (schema: () => Schema): Security => {
  const principals = new Map<string, Principal>();
  return {
    principalOf: (userId) => principals.get(userId),
    setRoles: (userId, roles) => {
      if (roles === "System Administrator") {
        principals.delete(userId);
      } else {
        principals.set(userId, { userId, privileges: parsePrivileges(schema(), roles) });
      }
    },
  };
};
