import type { TriggerDefinition } from "./component.ts";
import { assertSerialisable } from "./serialisable.ts";

/** Reads what a trigger returned as the platform would: a payload to store, and one of the branches it declares. */
export const triggerResult = (
  { key, allowsBranching, staticBranchNames = [] }: TriggerDefinition,
  returned: unknown,
): { readonly data: unknown; readonly result: Readonly<Record<string, unknown>> } => {
  if (typeof returned !== "object" || returned === null || !("payload" in returned)) {
    throw new Error("The trigger returned no object with a payload.");
  }
  assertSerialisable(returned, "result");
  const result: Readonly<Record<string, unknown>> = { ...returned };
  const { branch } = result;
  if (allowsBranching === true && !staticBranchNames.some((name) => name === branch)) {
    throw new Error(`The trigger ${key} chose the branch "${branch}", which it does not declare.`);
  }
  return { data: returned.payload, result };
};
