import { eventId } from "./eventId.ts";
import type { WebhookEvent } from "./webhookEvent.ts";

/** An event with what tells deliveries of it from others. */
export interface RecordChange extends WebhookEvent {
  readonly eventId: string;
  /**
   * Where `record` comes from: `event`; `readAgain` when Dataverse left it out of the event for its size and it was read as
   * it is now; `missing` when it was left out and could not be read.
   */
  readonly recordSource: "event" | "readAgain" | "missing";
}

export const recordChange = (event: WebhookEvent): RecordChange => ({
  ...event,
  eventId: eventId(event),
  recordSource: event.sizeExceeded ? "missing" : "event",
});

/** What a flow does not want to hear of. */
export interface Indifference {
  /** Logical names of the tables it watches; undefined when they are not known. */
  readonly tables: readonly string[] | undefined;
  /** The user whose changes do not count; undefined when everybody's do. */
  readonly ownUserId: string | undefined;
  readonly maximumDepth: number;
}

const branches: ReadonlyMap<string, string> = new Map([
  ["Create", "Created"],
  ["Update", "Updated"],
  ["Delete", "Deleted"],
  ["Associate", "Associated"],
  ["Disassociate", "Disassociated"],
]);

/** The names of what can happen to a record. */
export const changeNames: readonly string[] = [...branches.values()];

/** What happened, in one word; undefined for messages that are not about a single record. */
export const changeName = ({ operation }: WebhookEvent): string | undefined => branches.get(operation);

const isOf = ({ table, relatedRecords }: WebhookEvent, tables: readonly string[]): boolean =>
  [table, ...relatedRecords.map((related) => related.table)].some(
    (name) => name === null || tables.includes(name),
  );

/**
 * Why an event is not for the flow, in words that continue "The event was ignored because"; undefined when it is. Who
 * caused a change is the initiating user: the other one is the user in whose name custom logic goes on.
 */
export const reasonToIgnore = (
  event: WebhookEvent,
  { tables, ownUserId, maximumDepth }: Indifference,
): string | undefined => {
  if (changeName(event) === undefined) return `${event.operation} is none of the messages of this trigger`;
  if (tables !== undefined && !isOf(event, tables)) return "it is about other tables";
  if (ownUserId !== undefined && (event.initiatingUserId ?? event.userId) === ownUserId) {
    return "the user of this connection made the change (Ignore Own Changes)";
  }
  return event.depth !== null && event.depth > maximumDepth
    ? `its depth ${event.depth} is over the Maximum Depth ${maximumDepth}`
    : undefined;
};
