import { isDepth, type Privileges } from "../security/privilege.ts";
import type { Roles } from "../security/security.ts";
import type { NewUser } from "../security/users.ts";

type Fields = Readonly<Record<string, unknown>>;

const parsePrivileges = (value: unknown): Privileges => {
  if (typeof value !== "object" || value === null) {
    throw new Error('Give roles as "System Administrator" or as depths by privilege name.');
  }
  const privileges: [string, Privileges[string]][] = Object.entries(value).map(([name, depth]) => {
    if (!isDepth(depth)) {
      throw new Error(`'${String(depth)}' is no depth of ${name}: use None, Basic, Local, Deep or Global.`);
    }
    return [name, depth];
  });
  return Object.fromEntries(privileges);
};

const parseRoles = (value: unknown): Roles =>
  value === "System Administrator" ? value : parsePrivileges(value);

const optionalText = (fields: Fields, name: string): string | undefined => {
  const value = fields[name];
  if (value !== undefined && typeof value !== "string") {
    throw new Error(`'${name}' must be a text.`);
  }
  return value;
};

/** Reads `{ name?, businessUnitId?, roles? }`. */
export const parseNewUser = (fields: Fields): NewUser => ({
  name: optionalText(fields, "name"),
  businessUnitId: optionalText(fields, "businessUnitId"),
  ...(fields["roles"] !== undefined && { roles: parseRoles(fields["roles"]) }),
});

/** Reads `{ userId, roles }`. */
export const parseUserRoles = (fields: Fields): { readonly userId: string; readonly roles: Roles } => {
  const userId = optionalText(fields, "userId");
  if (userId === undefined) {
    throw new Error("Give the userId whose roles to set.");
  }
  return { userId: userId.toLowerCase(), roles: parseRoles(fields["roles"]) };
};
