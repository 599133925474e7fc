import { invalidInput } from "../errors.ts";
import { filterCondition } from "./query.ts";
import { unquotedPart } from "./queryText.ts";

/** Conditions that must all hold; absent and blank ones are left out. */
export const allOf = (...conditions: readonly (string | undefined)[]): string =>
  conditions
    .filter((condition) => condition !== undefined && condition.trim() !== "")
    .map((condition) => `(${condition})`)
    .join(" and ");

/** Matches the records with these ids (Microsoft, "In function"). */
export const idIn = (column: string, ids: readonly string[]): string =>
  `Microsoft.Dynamics.CRM.In(PropertyName='${column}',PropertyValues=[${ids.map((id) => `"${id}"`).join(",")}])`;

/** Matches the versions above `after`, up to `until`. Versions of a table rise with every write of any of its records. */
export const versionBetween = (after: number, until?: number): string =>
  until === undefined
    ? `versionnumber gt ${after}`
    : `versionnumber gt ${after} and versionnumber le ${until}`;

/** Matches records that were modified at this time or later, in milliseconds since 1970; columns hold whole seconds. */
export const modifiedSince = (time: number): string =>
  `modifiedon ge ${new Date(Math.floor(time / 1000) * 1000).toISOString().replace(".000Z", "Z")}`;

/**
 * The user's filter as one condition among others. A parenthesis too many would let the other conditions out of force
 * (`a eq 1) or (b eq 2`), so it is refused.
 */
export const ownCondition = (filter: string | undefined): string => {
  const condition = filterCondition(filter);
  let open = 0;
  for (const [parenthesis] of unquotedPart(condition).matchAll(/[()]/g)) {
    open += parenthesis === "(" ? 1 : -1;
    if (open < 0) {
      break;
    }
  }
  if (open !== 0) {
    throw invalidInput(
      "Filter Expression has a parenthesis without its counterpart. Check that every ( is closed by a ).",
    );
  }
  return condition;
};
