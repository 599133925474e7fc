import { notImplemented } from "../errors/refusals.ts";
import type { Condition } from "../query/model.ts";
import type { Expression } from "./filterSyntax.ts";

/** Functions of the namespace Microsoft.Dynamics.CRM inside a filter. None is supported yet. */
export const bindQueryFunction = (
  _scope: unknown,
  call: Expression & { readonly kind: "call" },
  _negated: boolean,
): Condition => {
  throw notImplemented(`the function '${call.name}' in $filter`);
};
