import { bulkDelete } from "./bulkDelete.ts";
import { bulkOperations } from "./bulkOperations.ts";
import { closingActions } from "./closing.ts";
import { initializeFrom } from "./initializeFrom.ts";
import { merge } from "./merge.ts";
import type { BoundTo, Operation } from "./operation.ts";
import { retrieveCurrentOrganization, retrieveVersion, whoAmI } from "./organizationFunctions.ts";
import { retrievePrincipalAccess } from "./retrievePrincipalAccess.ts";
import { retrieveTotalRecordCount } from "./retrieveTotalRecordCount.ts";
import { sharingActions } from "./sharing.ts";

const operations: readonly Operation[] = [
  whoAmI,
  retrieveVersion,
  retrieveCurrentOrganization,
  retrieveTotalRecordCount,
  retrievePrincipalAccess,
  initializeFrom,
  merge,
  bulkDelete,
  ...closingActions,
  ...sharingActions,
  ...bulkOperations,
];

const byName = (kept: readonly Operation[]): ReadonlyMap<string, Operation> =>
  new Map(kept.map((operation) => [operation.name, operation]));

const unbound = byName(operations.filter(({ boundTo }) => boundTo === undefined));
const bound = byName(operations.filter(({ boundTo }) => boundTo !== undefined));

/** A function or action that is called by its bare name below the root. */
export const unboundOperation = (name: string): Operation | undefined => unbound.get(name);

const prefix = "Microsoft.Dynamics.CRM.";

/** A function or action that is called on records of a table, by its full name. */
export const boundOperation = (
  name: string,
  target: BoundTo["target"],
  table: string,
): Operation | undefined => {
  const operation = name.startsWith(prefix) ? bound.get(name.slice(prefix.length)) : undefined;
  const { boundTo } = operation ?? {};
  return boundTo?.target === target && (boundTo.tables?.includes(table) ?? true) ? operation : undefined;
};
