import { DataverseError } from "../errors/dataverseError.ts";
import { badSyntax, recordNotFound } from "../errors/refusals.ts";
import type { Caller } from "../organization/caller.ts";
import type { Dataverse } from "../organization/dataverse.ts";
import { actOnBehalf } from "../security/privilege.ts";
import { cannotImpersonate } from "../security/refusals.ts";
import { parseGuid } from "../store/guid.ts";

const guidHeader = (name: string, value: string): string => {
  const id = parseGuid(value.trim());
  if (id === undefined) {
    throw badSyntax(`The value '${value}' of the header ${name} is not a GUID.`);
  }
  return id;
};

const userByEntraId = ({ store }: Dataverse, objectId: string): string | undefined => {
  const users = store.table("systemuser");
  const objectIdOf = users.values("azureactivedirectoryobjectid");
  const slot = users.order.sorted().find((candidate) => objectIdOf(candidate) === objectId);
  return slot === undefined ? undefined : users.idOf(slot);
};

const notAMember = () =>
  new DataverseError(403, "0x80072560", "The user is not a member of the organization.");

const impersonated = (
  dataverse: Dataverse,
  header: (name: string) => string | undefined,
): string | undefined => {
  const objectId = header("CallerObjectId");
  if (objectId !== undefined) {
    const user = userByEntraId(dataverse, guidHeader("CallerObjectId", objectId));
    if (user === undefined) {
      throw notAMember();
    }
    return user;
  }
  const userId = header("MSCRMCallerID");
  if (userId === undefined) {
    return undefined;
  }
  const id = guidHeader("MSCRMCallerID", userId);
  if (dataverse.store.table("systemuser").slotOf(id) === undefined) {
    throw recordNotFound("systemuser", id);
  }
  return id;
};

/** An application may still hold a token when its user is gone. */
const requireMember = ({ store, organization }: Dataverse, userId: string): void => {
  if (userId !== organization.userId && store.table("systemuser").slotOf(userId) === undefined) {
    throw notAMember();
  }
};

/**
 * Who a request acts as: the application user, or the user its headers name. Acting for another one takes a privilege,
 * and what both may do is what the request may do (Microsoft, Impersonate another user using the Web API).
 */
export const callerOf = (
  dataverse: Dataverse,
  header: (name: string) => string | undefined,
  userId: string = dataverse.organization.userId,
): Caller => {
  requireMember(dataverse, userId);
  const other = impersonated(dataverse, header);
  const own = dataverse.security.principalOf(userId);
  if (other === undefined || other === userId) {
    return { userId, onBehalfBy: undefined, limitedBy: own === undefined ? [] : [own] };
  }
  if (own !== undefined && (own.privileges.get(actOnBehalf) ?? "None") === "None") {
    throw cannotImpersonate();
  }
  const limitedBy = [dataverse.security.principalOf(other), own].filter((user) => user !== undefined);
  return { userId: other, onBehalfBy: userId, limitedBy };
};
