import type { Circumstances } from "../fetchXml/operators.ts";
import type { FilterScope } from "../odata/filterScope.ts";
import type { Session } from "../organization/session.ts";
import type { Table } from "../schema/schema.ts";

/** What conditions such as "equals current user" and "today" mean for a request. */
export const circumstancesOf = ({ dataverse, caller }: Session): Circumstances => {
  const { store, organization, now } = dataverse;
  const users = store.table("systemuser");
  const slot = users.slotOf(caller.userId);
  const unit = slot === undefined ? null : users.values("businessunitid")(slot);
  return {
    now: now(),
    userId: caller.userId,
    businessUnitId: unit === null ? organization.businessUnitId : String(unit),
  };
};

/** What names in the options of a request mean. */
export const scopeOf = (session: Session, table: Table): FilterScope => ({
  schema: session.dataverse.schema,
  table,
  aliases: session.request.options.aliases,
  circumstances: circumstancesOf(session),
});
