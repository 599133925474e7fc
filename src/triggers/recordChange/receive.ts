import { randomUUID } from "node:crypto";
import type { ActionContext, TriggerPayload } from "@prismatic-io/spectral";
import { type Delivery, readDelivery } from "../../client/events/delivery.ts";
import { type RecordChange, reasonToIgnore, recordChange } from "../../client/events/recordChange.ts";
import type { Log } from "../../client/log.ts";
import { platformLog } from "../../platform/platformLog.ts";
import { withClient } from "../../platform/withClient.ts";
import { requestIn, storedPayload } from "../webhookPayload.ts";
import { type RecordChangeInputs, readUserId } from "./lifecycle.ts";
import { needsRecord, withRecord } from "./readAgain.ts";
import { changeResult, ignoredResult, type RecordChangeResult, withoutEvent } from "./recordChangeResult.ts";
import { type RegistrationState, readState } from "./registrationState.ts";

/** The query parameter that Dataverse puts a webhook key into (Microsoft, "Register a webhook"). */
const keyName = "code";

const noSecret: Delivery = {
  kind: "rejected",
  status: 401,
  reason: "this flow holds no secret to check it with: deploy the instance again",
};

/** The designer's own test run comes from a signed-in builder, who pastes an event without its key. */
const deliveryIn = (
  { isSimulatedTestExecution }: ActionContext,
  payload: TriggerPayload,
  state: RegistrationState | undefined,
): Delivery => {
  if (isSimulatedTestExecution === true) return readDelivery(requestIn(payload), undefined);
  return state === undefined
    ? noSecret
    : readDelivery(requestIn(payload), { value: state.secret, name: keyName });
};

interface Received {
  readonly context: ActionContext;
  readonly inputs: RecordChangeInputs;
  readonly state: RegistrationState | undefined;
}

/** Cheap reasons first: who the connection's user is may have to be asked. */
const whyIgnored = async (
  event: RecordChange,
  { context, inputs, state }: Received,
): Promise<string | undefined> => {
  const { maximumDepth, ignoreOwnChanges, connection } = inputs;
  const tables = state?.tables.map(({ logicalName }) => logicalName);
  const reason = reasonToIgnore(event, { tables, maximumDepth, ownUserId: undefined });
  if (reason !== undefined || !ignoreOwnChanges) return reason;
  const ownUserId =
    state?.userId ?? (await withClient({ context, connection }, ({ system }) => readUserId(system)));
  return reasonToIgnore(event, { tables, maximumDepth, ownUserId });
};

const completed = async (event: RecordChange, { context, inputs, state }: Received): Promise<RecordChange> =>
  needsRecord(event)
    ? withClient({ context, connection: inputs.connection }, ({ records }) =>
        withRecord(event, records, state?.tables ?? []),
      )
    : event;

const fieldsOf = ({ table, id, eventId, correlationId }: RecordChange) => ({
  table: table ?? undefined,
  id: id ?? undefined,
  eventId,
  correlationId: correlationId ?? undefined,
});

const tellOfRecord = (log: Log, event: RecordChange): void => {
  if (!event.sizeExceeded) return;
  log.warn(
    event.recordSource === "readAgain"
      ? "The event was over 256 KB, so Dataverse left out the record, its images and the parameters. event.record holds the record as it is now."
      : "The event was over 256 KB, so Dataverse left out the record, its images and the parameters, and the record could not be read again. event.record is empty.",
    fieldsOf(event),
  );
};

const tellOfNone = (log: Log, delivery: Exclude<Delivery, { kind: "event" }>): void =>
  delivery.kind === "heartbeat"
    ? log.info("The request only checks whether the webhook answers.")
    : log.warn(`The request was refused with HTTP ${delivery.status} because ${delivery.reason}.`);

/** Makes of a request what the flow gets. Without the secret nothing is read, asked or told. */
export const receive = async (
  context: ActionContext,
  payload: TriggerPayload,
  inputs: RecordChangeInputs,
): Promise<RecordChangeResult> => {
  const log = platformLog(context.logger);
  const state = readState(context);
  const stored = storedPayload(payload, { value: state?.secret ?? randomUUID(), name: keyName });
  const delivery = deliveryIn(context, payload, state);
  if (delivery.kind !== "event") {
    tellOfNone(log, delivery);
    return withoutEvent(delivery, stored);
  }
  const received: Received = { context, inputs, state };
  const event = recordChange(delivery.event);
  const reason = await whyIgnored(event, received);
  if (reason !== undefined) {
    log.info(`The event ${event.operation} was ignored because ${reason}.`, fieldsOf(event));
    return ignoredResult(delivery, stored, { event, reason });
  }
  const change = await completed(event, received);
  log.info(`Received the event ${change.operation}.`, fieldsOf(change));
  tellOfRecord(log, change);
  return changeResult(delivery, stored, change);
};
