import { bulkMessages } from "../bulk/bulkMessages.ts";
import { badRequestUrl } from "../errors/refusals.ts";
import type { ActionOperation } from "./operation.ts";

/** The bulk messages as actions bound to any entity set; they read their bodies themselves. */
export const bulkOperations: readonly ActionOperation[] = [...bulkMessages].map(([name, write]) => ({
  kind: "action",
  name,
  boundTo: { target: "entity set" },
  parameters: undefined,
  answer: (session, _body, binding) => {
    if (binding === undefined) {
      throw badRequestUrl();
    }
    return write(session, binding.table);
  },
}));
