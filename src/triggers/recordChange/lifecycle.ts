import { randomBytes } from "node:crypto";
import type { ActionContext } from "@prismatic-io/spectral";
import type { System } from "../../client/services/system.ts";
import type { Watch } from "../../client/services/webhooks/watch.ts";
import { withClient } from "../../platform/withClient.ts";
import { readState, registrationName, stateToKeep } from "./registrationState.ts";

export interface RecordChangeInputs extends Omit<Watch, "mode"> {
  readonly connection: unknown;
  readonly executionMode: Watch["mode"];
  readonly ignoreOwnChanges: boolean;
  readonly maximumDepth: number;
}

/** A deployment has 30 seconds (Prismatic, "Trigger Lifecycle Events"): an error in time says more than its end. */
const limits = { requestTimeoutMs: 20_000, waitBudgetMs: 8_000 };

export const readUserId = async (system: System): Promise<string> =>
  String((await system.whoAmI())["UserId"]).toLowerCase();

/** Runs with every deployment, and when the designer begins to listen. */
export const register = (context: ActionContext, inputs: RecordChangeInputs) =>
  withClient({ context, connection: inputs.connection, limits }, async ({ system, webhooks }) => {
    const userId = inputs.ignoreOwnChanges ? await readUserId(system) : undefined;
    const { endpointId, secret, tables } = await webhooks.register(
      {
        name: registrationName(context),
        url: context.webhookUrls[context.flow.name],
        known: readState(context),
        newSecret: () => randomBytes(32).toString("hex"),
      },
      { ...inputs, mode: inputs.executionMode },
    );
    return stateToKeep(context, { endpointId, secret, tables: [...tables], ...(userId && { userId }) });
  });

/** Runs when the instance is deleted, and when the designer stops listening. */
export const unregister = (context: ActionContext, { connection }: Pick<RecordChangeInputs, "connection">) =>
  withClient({ context, connection, limits }, async ({ webhooks }) => {
    const count = await webhooks.remove(registrationName(context));
    context.logger.info(
      count === 0
        ? "Dataverse holds no registration of this flow any more."
        : "Removed the registration of this flow from Dataverse.",
    );
    return stateToKeep(context, null);
  });
