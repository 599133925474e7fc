import type { LifecycleHandler, TriggerDefinition } from "./component.ts";
import type { PersistedState } from "./context.ts";
import { assertSerialisable } from "./serialisable.ts";
import { UsageError } from "./usageError.ts";

export const lifecycleHandler = (
  { key, webhookCreate, webhookDelete }: TriggerDefinition,
  moment: "create" | "delete",
): LifecycleHandler => {
  const handler = moment === "create" ? webhookCreate : webhookDelete;
  if (handler === undefined) throw new UsageError(`The trigger ${key} does not manage a webhook.`);
  return handler;
};

/** A lifecycle handler gives back the keys of the state to write; other keys stay. Flow state is not to be had. */
export const keepState =
  ({ crossFlowState }: Pick<PersistedState, "crossFlowState">) =>
  (returned: unknown): { readonly data: unknown; readonly result: Readonly<Record<string, unknown>> } => {
    if (returned === undefined) return { data: undefined, result: {} };
    if (typeof returned !== "object" || returned === null) {
      throw new Error("The lifecycle handler returned neither nothing nor an object.");
    }
    assertSerialisable(returned, "result");
    const result: Readonly<Record<string, unknown>> = { ...returned };
    Object.assign(crossFlowState, result["crossFlowState"]);
    return { data: result["crossFlowState"], result };
  };
