import { equals } from "./expectation.ts";
import { read } from "./read.ts";
import { entry, type Stamp } from "./stamp.ts";
import type { DeploymentStep, ScenarioStep, Step, TriggerStep } from "./step.ts";

const key = "recordChangeWebhook";

/** What the flow of the scenario wants to hear of. */
export const watched = {
  tables: ["accounts"],
  messages: ["update"],
  filteringColumns: ["fax"],
  postImageColumns: ["name"],
};

const deploy: DeploymentStep = {
  name: "flowDeployed",
  title: "Deploy a flow: its trigger registers itself",
  trigger: key,
  moment: "create",
};

const change = ({ stamp }: Stamp): Step => ({
  name: "faxChanged",
  title: "Change what the flow watches",
  action: "updateEntity",
  inputs: (earlier) => ({
    entityType: "accounts",
    entityId: read(earlier("createAccount"), "accountid"),
    fieldValues: [entry("fax", stamp)],
  }),
  expect: (data) => [equals("fax", read(data, "fax"), stamp)],
});

const arrived = ({ stamp }: Stamp): TriggerStep => ({
  name: "faxArrived",
  title: "Dataverse calls the flow",
  trigger: key,
  expect: (data, earlier) => [
    equals("branch", read(data, "branch"), "Updated"),
    equals("id", read(data, "payload", "event", "id"), read(earlier("createAccount"), "accountid")),
    equals("fax", read(data, "payload", "event", "record", "fax"), stamp),
    equals(
      "name after it",
      read(data, "payload", "event", "postImage", "name"),
      read(earlier("createAccount"), "name"),
    ),
  ],
});

const uninstall: DeploymentStep = {
  name: "flowRemoved",
  title: "Delete the instance: the registration is gone",
  trigger: key,
  moment: "delete",
};

const nothingLeft: Step = {
  name: "noEndpointLeft",
  title: "Look for webhooks that are left behind",
  action: "queryEntities",
  inputs: () => ({ entityType: "serviceendpoints", fieldNames: ["name"] }),
  expect: (data) => [equals("webhooks", read(data, "value", "length"), 0)],
};

/** A flow that registers and removes its webhook by itself; needs the account that was created before. */
export const recordChange = (stamp: Stamp): readonly ScenarioStep[] => [
  deploy,
  change(stamp),
  arrived(stamp),
  uninstall,
  nothingLeft,
];
