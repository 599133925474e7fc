import { percentEncode } from "./literal.ts";
import type { RecordKey } from "./recordKey.ts";

/**
 * Characters that Dataverse does not take in a key predicate, not even percent-encoded (Microsoft, "Define alternate
 * keys for a table"). They also occur in dates with a time.
 */
const cannotTravel = /[/<>*%&:\\?+]/;

/** True when the record can only be found by a filter, because a value of its key cannot be part of a path. */
export const cannotTravelInUrl = (key: RecordKey): boolean =>
  key.kind === "alternate" && key.columns.some(({ literal }) => cannotTravel.test(literal));

const keyPredicate = (key: RecordKey): string =>
  key.kind === "id"
    ? key.id
    : key.columns.map(({ column, literal }) => `${column}=${percentEncode(literal)}`).join(",");

/** The path of one record, relative to the service root: `accounts(accountnumber='A-1')`. */
export const recordPath = (entitySet: string, key: RecordKey): string => `${entitySet}(${keyPredicate(key)})`;

/** The condition that finds the same record by a query: `firstname eq 'Joe' and emailaddress1 eq 'joe@example.com'`. */
export const keyFilter = (
  columns: readonly { readonly column: string; readonly literal: string }[],
): string => columns.map(({ column, literal }) => `${column} eq ${literal}`).join(" and ");
