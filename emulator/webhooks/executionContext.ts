import type { RaisedEvent } from "../events/event.ts";
import type { StepRun } from "../events/events.ts";
import type { Dataverse } from "../organization/dataverse.ts";
import { tableNamed } from "../schema/schema.ts";
import { organizationName } from "../seed/wellKnown.ts";
import type { Changes } from "../store/cells.ts";
import {
  attributesOf,
  emptyId,
  entity,
  entityReference,
  jsonDateWithOffset,
  type KeyValue,
  plainReference,
  relationship,
} from "./contract.ts";

/** The identity of one delivery: the system job for asynchronous steps. */
export interface Delivery {
  readonly operationId: string;
  /** Milliseconds since 1970. */
  readonly createdOn: number;
}

const businessUnitOf = ({ store, organization }: Dataverse, userId: string): string => {
  const users = store.table("systemuser");
  const slot = users.slotOf(userId);
  const unit = slot === undefined ? null : users.values("businessunitid")(slot);
  return typeof unit === "string" ? unit : organization.businessUnitId;
};

/** A new record has no id yet while its creation is validated, unless the client chose one. */
const idAt = ({ message, id, sent, table }: RaisedEvent, { schema }: Dataverse, stage: number): string =>
  message === "Create" && stage === 10 && !sent.has(tableNamed(schema, table).primaryId) ? emptyId : id;

const associationParameters = ({ table, id, association }: RaisedEvent): KeyValue[] => [
  { key: "Target", value: entityReference({ table, id }) },
  { key: "Relationship", value: relationship(association?.relationship ?? "") },
  { key: "RelatedEntities", value: (association?.related ?? []).map((related) => plainReference(related)) },
];

/** Create and Update bring the record, Delete a reference to it, Associate and Disassociate what they tie. */
const targetParameters = (
  dataverse: Dataverse,
  event: RaisedEvent,
  { id, changes }: { readonly id: string; readonly changes: Changes },
): KeyValue[] => {
  const { message, table } = event;
  if (message === "Delete") {
    return [{ key: "Target", value: entityReference({ table, id }) }];
  }
  if (event.association !== undefined) {
    return associationParameters(event);
  }
  const known = id === emptyId ? undefined : id;
  const attributes = attributesOf(tableNamed(dataverse.schema, table), known, changes);
  return [{ key: "Target", value: entity({ table, id }, attributes) }];
};

const concurrencyParameters = ({ operation, message }: RaisedEvent): KeyValue[] =>
  operation.matchesVersion && (message === "Update" || message === "Delete")
    ? [{ key: "ConcurrencyBehavior", value: 1 }]
    : [];

const duplicateParameters = ({ operation, message }: RaisedEvent): KeyValue[] =>
  message === "Create" || message === "Update"
    ? [{ key: "SuppressDuplicateDetection", value: operation.suppressDuplicateDetection }]
    : [];

const sharedVariables = ({ operation, message, table }: RaisedEvent): KeyValue[] => [
  ...(operation.tag === undefined ? [] : [{ key: "tag", value: operation.tag }]),
  ...(message === "Update"
    ? [
        {
          key: "ChangedEntityTypes",
          value: [
            { __type: "KeyValuePairOfstringstring:#System.Collections.Generic", key: table, value: message },
          ],
        },
      ]
    : []),
];

/** What every context of an event has in common, whatever its stage. */
const frameOf = (dataverse: Dataverse, { event, step }: StepRun, delivery: Delivery) => {
  const { caller, operation } = event;
  return {
    BusinessUnitId: businessUnitOf(dataverse, caller.userId),
    CorrelationId: operation.correlationId,
    Depth: 1,
    InitiatingUserId: caller.onBehalfBy ?? caller.userId,
    IsExecutingOffline: false,
    IsInTransaction: !step.isAsync && step.stage !== 10,
    IsOfflinePlayback: false,
    IsolationMode: 1,
    MessageName: event.message,
    Mode: step.isAsync ? 1 : 0,
    OperationCreatedOn: jsonDateWithOffset(delivery.createdOn),
    OperationId: delivery.operationId,
    OrganizationId: dataverse.organization.id,
    OrganizationName: organizationName,
    OwningExtension: plainReference({ table: "sdkmessageprocessingstep", id: step.id }),
    PrimaryEntityName: event.table,
    RequestId: step.isAsync ? null : operation.requestId,
    SecondaryEntityName: "none",
    UserId: step.runsAs ?? caller.userId,
  };
};

/** The main operation, inside which pre-operation and post-operation steps run. */
const parentContext = (dataverse: Dataverse, run: StepRun, delivery: Delivery) => {
  const { event } = run;
  return {
    ...frameOf(dataverse, run, delivery),
    InputParameters: [
      ...targetParameters(dataverse, event, { id: event.id, changes: event.sent }),
      ...concurrencyParameters(event),
      ...duplicateParameters(event),
    ],
    OutputParameters: [],
    ParentContext: null,
    PostEntityImages: [],
    PreEntityImages: [],
    PrimaryEntityId: event.id,
    SharedVariables: sharedVariables(event),
    Stage: 30,
  };
};

/**
 * The RemoteExecutionContext that a webhook receives. The target of a post-operation step also has the columns the
 * system filled in; earlier stages see what the request brought (Microsoft, Use webhooks to create external handlers for
 * server events; Understand the execution context).
 */
export const executionContext = (dataverse: Dataverse, run: StepRun, delivery: Delivery) => {
  const { event, step } = run;
  const id = idAt(event, dataverse, step.stage);
  const changes = step.stage === 40 ? event.written : event.sent;
  const isCreated = event.message === "Create" && step.stage === 40;
  return {
    ...frameOf(dataverse, run, delivery),
    InputParameters: [
      ...targetParameters(dataverse, event, { id, changes }),
      ...concurrencyParameters(event),
    ],
    OutputParameters: isCreated ? [{ key: "id", value: id }] : [],
    ParentContext: step.stage === 10 ? null : parentContext(dataverse, run, delivery),
    PostEntityImages: run.after,
    PreEntityImages: run.before,
    PrimaryEntityId: id,
    SharedVariables: event.operation.tag === undefined ? [] : [{ key: "tag", value: event.operation.tag }],
    Stage: step.stage,
  };
};
