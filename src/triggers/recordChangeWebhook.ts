import { trigger } from "@prismatic-io/spectral";
import { connection } from "../inputs/connection.ts";
import { filteringColumns, postImageColumns, preImageColumns } from "../inputs/recordChange/columns.ts";
import { executionMode } from "../inputs/recordChange/executionMode.ts";
import { ignoreOwnChanges, maximumDepth } from "../inputs/recordChange/loopGuards.ts";
import { messages } from "../inputs/recordChange/messages.ts";
import { watchedTables } from "../inputs/recordChange/watchedTables.ts";
import { register, unregister } from "./recordChange/lifecycle.ts";
import { receive } from "./recordChange/receive.ts";
import { recordChangeExample } from "./recordChange/recordChangeExample.ts";
import { recordChangeBranches } from "./recordChange/recordChangeResult.ts";

export const recordChangeWebhook = trigger({
  display: {
    label: "Record Change Webhook",
    description:
      "Receive the changes of records from Microsoft Dynamics as they happen. Registers and removes the webhook by itself.",
    directions:
      "Every deployment registers the flow's URL in Dynamics 365 with a secret of its own and keeps the registration up to date; deleting the instance removes it. The user of the connection needs a security role that allows this, such as System Customizer, and the flow's URL must not demand an API key. What happened decides the branch: Created, Updated, Deleted, Associated or Disassociated. event.eventId is the same when Dynamics 365 delivers an event again, so remember it where doing something twice would matter. Requests without the secret are answered with 401 and take the branch Rejected; changes that the inputs exclude take the branch Ignored. Neither needs steps.",
  },
  inputs: {
    connection,
    tables: watchedTables,
    messages,
    filteringColumns,
    preImageColumns,
    postImageColumns,
    executionMode,
    ignoreOwnChanges,
    maximumDepth,
  },
  perform: receive,
  webhookLifecycleHandlers: { create: register, delete: unregister },
  allowsBranching: true,
  staticBranchNames: [...recordChangeBranches],
  examplePayload: recordChangeExample,
  scheduleSupport: "invalid",
  synchronousResponseSupport: "invalid",
});
