import { choice, dateTime, memo, money, numbered, primaryId, text, whole, yesNo } from "../columns.ts";
import type { TableDefinition } from "../model.ts";
import { sharedChoices } from "./sets/globalChoices.ts";
import { activeOrInactive } from "./sets/states.ts";
import {
  auditColumns,
  currencyColumns,
  ownershipColumns,
  rowColumns,
  timeZoneColumns,
  usualAudit,
} from "./sets/systemColumns.ts";

/**
 * An event of Microsoft's event management, with a custom column for the id it has elsewhere and a key on it. Source of
 * columns and choices: Microsoft, Event (msevtmgt_Event) table/entity reference.
 */
export const msevtmgtEvent: TableDefinition = {
  logicalName: "msevtmgt_event",
  schemaName: "msevtmgt_Event",
  entitySetName: "msevtmgt_events",
  label: "Event",
  pluralLabel: "Events",
  objectTypeCode: 10_504,
  primaryId: "msevtmgt_eventid",
  primaryName: "msevtmgt_name",
  ownership: "UserOwned",
  custom: true,
  activity: false,
  changeTracking: true,
  optimisticConcurrency: true,
  columns: [
    primaryId("msevtmgt_EventId", "Event"),
    text("msevtmgt_Name", "Event Name", { required: "ApplicationRequired" }),
    text("msevtmgt_Building", "Building"),
    whole("msevtmgt_CheckInCount", "Check-In Count", { minValue: 0, writable: "never" }),
    memo("msevtmgt_Description", "Description", { maxLength: 20_000 }),
    dateTime("msevtmgt_EventEndDate", "Event End Date", { required: "ApplicationRequired" }),
    choice("msevtmgt_EventFormat", "Format", {
      ...sharedChoices("msevtmgt_eventformat"),
    }),
    dateTime("msevtmgt_EventStartDate", "Event Start Date", { required: "ApplicationRequired" }),
    whole("msevtmgt_EventTimeZone", "Event Time Zone", {
      minValue: -1,
      required: "ApplicationRequired",
      format: "TimeZone",
    }),
    text("msevtmgt_EventTimeZoneName", "Event Time Zone Name"),
    choice("msevtmgt_EventType", "Event Type", {
      ...sharedChoices("msevtmgt_eventtype"),
    }),
    ...money("msevtmgt_EventVenueCost", "Event Venue Cost"),
    yesNo("msevtmgt_IsRecurringEvent", "Is Recurring Event"),
    whole("msevtmgt_MaximumEventCapacity", "Maximum Event Capacity", { minValue: 0 }),
    text("msevtmgt_PublicEventUrl", "Public Event URL", { maxLength: 500 }),
    choice("msevtmgt_PublishStatus", "Publish Status", {
      choices: numbered(100_000_000, "Draft", "Ready to go live", "In Progress", "Live", "Cancelled"),
      defaultValue: 100_000_000,
    }),
    text("msevtmgt_ReadableEventId", "Readable Event ID", { writable: "never" }),
    whole("msevtmgt_RegistrationCount", "Registration Count", { minValue: 0, writable: "never" }),
    text("new_AcmeExternalId", "Acme External ID", { maxLength: 50 }),
    ...activeOrInactive(),
    ...currencyColumns("TransactionCurrency_msevtmgt_Event"),
    ...ownershipColumns({
      owner: "owner_msevtmgt_event",
      user: "user_msevtmgt_event",
      team: "team_msevtmgt_event",
      businessUnit: "business_unit_msevtmgt_event",
    }),
    ...auditColumns(usualAudit("msevtmgt_event")),
    ...rowColumns(),
    ...timeZoneColumns(),
  ],
  alternateKeys: [{ name: "new_AcmeExternalIdKey", columns: ["new_acmeexternalid"] }],
};
