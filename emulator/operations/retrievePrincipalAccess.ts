import { DataverseError } from "../errors/dataverseError.ts";
import { badRequestUrl } from "../errors/refusals.ts";
import type { Session } from "../organization/session.ts";
import { requireRecord } from "../records/locate.ts";
import { requireRowAccess } from "../security/access.ts";
import type { AccessRight } from "../security/privilege.ts";
import { uriArgument } from "./argumentValue.ts";
import type { FunctionOperation } from "./operation.ts";
import { responseAnswer } from "./organizationFunctions.ts";
import { type NamedRecord, recordAt } from "./recordArgument.ts";

/** In the order of the service's enumeration. Nobody shares here, so sharing is for those who may do everything. */
const rights: readonly AccessRight[] = ["Read", "Write", "Append", "AppendTo", "Create", "Delete", "Assign"];
const everything =
  "ReadAccess, WriteAccess, AppendAccess, AppendToAccess, CreateAccess, DeleteAccess, ShareAccess, AssignAccess";

const hasRight = (
  { dataverse }: Session,
  userId: string,
  { record, right }: { readonly record: NamedRecord; readonly right: AccessRight },
): boolean => {
  const principal = dataverse.security.principalOf(userId);
  try {
    const aim = { table: record.rows.table.name, right, slot: record.slot };
    requireRowAccess({ limitedBy: principal === undefined ? [] : [principal] }, dataverse.store, aim);
    return true;
  } catch (error) {
    if (error instanceof DataverseError) {
      return false;
    }
    throw error;
  }
};

/** What a user may do with a record, by the user's roles. */
export const retrievePrincipalAccess: FunctionOperation = {
  kind: "function",
  name: "RetrievePrincipalAccess",
  boundTo: { target: "record", tables: ["systemuser"] },
  parameters: ["Target"],
  answer: (session, values, binding) => {
    const principal = binding?.record;
    if (principal === undefined) {
      throw badRequestUrl();
    }
    const userId = principal.rows.idOf(requireRecord(principal.rows, principal.key));
    const record = recordAt(session, uriArgument(values, "Target"));
    const granted = rights.filter((right) => hasRight(session, userId, { record, right }));
    const isAdministrator = session.dataverse.security.principalOf(userId) === undefined;
    const text = granted.map((right) => `${right}Access`).join(", ");
    return responseAnswer(session, "RetrievePrincipalAccess", {
      AccessRights: isAdministrator ? everything : text || "None",
    });
  },
};
