import {
  choice,
  dateTime,
  float,
  lookupAmong,
  numbered,
  primaryId,
  tableName,
  text,
  yesNo,
} from "../columns.ts";
import type { ColumnDefinition, TableDefinition } from "../model.ts";
import { versionColumn } from "./sets/systemColumns.ts";

const copied = (schemaName: string, label: string): ColumnDefinition =>
  yesNo(schemaName, label, { trueLabel: "Do Not Allow", falseLabel: "Allow", writable: "never" });

/**
 * Who takes part in an activity. Rows are written only along with their activity. Source of columns, limits and
 * choices: Microsoft, Activity Party table/entity reference.
 */
export const activityparty: TableDefinition = {
  logicalName: "activityparty",
  schemaName: "ActivityParty",
  entitySetName: "activityparties",
  label: "Activity Party",
  pluralLabel: "Activity Parties",
  objectTypeCode: 135,
  primaryId: "activitypartyid",
  primaryName: "partyidname",
  ownership: "None",
  custom: false,
  child: true,
  activity: false,
  changeTracking: false,
  optimisticConcurrency: false,
  columns: [
    primaryId("ActivityPartyId", "Activity Party"),
    lookupAmong("ActivityId", "Activity", {
      to: {
        appointment: "appointment_activity_parties",
        email: "email_activity_parties",
        phonecall: "phonecall_activity_parties",
        task: "task_activity_parties",
      },
      required: "SystemRequired",
      onDelete: "Cascade",
    }),
    text("AddressUsed", "Address", { maxLength: 320 }),
    copied("DoNotEmail", "Do not allow Emails"),
    copied("DoNotFax", "Do not allow Faxes"),
    copied("DoNotPhone", "Do not allow Phone Calls"),
    copied("DoNotPostalMail", "Do not allow Postal Mails"),
    float("Effort", "Effort", { minValue: 0, maxValue: 1_000_000_000, precision: 2 }),
    text("ExchangeEntryId", "Exchange Entry", { maxLength: 1024 }),
    choice("InstanceTypeCode", "Appointment Type", {
      choices: numbered(
        0,
        "Not Recurring",
        "Recurring Master",
        "Recurring Instance",
        "Recurring Exception",
        "Recurring Future Exception",
      ),
      defaultValue: 0,
      writable: "never",
    }),
    yesNo("IsPartyDeleted", "Is Party Deleted", { writable: "never" }),
    choice("ParticipationTypeMask", "Participation Type", {
      choices: numbered(
        1,
        "Sender",
        "To Recipient",
        "CC Recipient",
        "BCC Recipient",
        "Required attendee",
        "Optional attendee",
        "Organizer",
        "Regarding",
        "Owner",
        "Resource",
        "Customer",
        "Chat Participant",
      ),
      required: "SystemRequired",
    }),
    lookupAmong("PartyId", "Party", {
      to: {
        account: "account_activity_parties",
        contact: "contact_activity_parties",
        lead: "lead_activity_parties",
        systemuser: "system_user_activity_parties",
      },
    }),
    text("PartyIdName", "Party Name", { maxLength: 400, writable: "never" }),
    tableName("PartyObjectTypeCode", "Party Object Type"),
    dateTime("ScheduledEnd", "Scheduled End", { writable: "never" }),
    dateTime("ScheduledStart", "Scheduled Start", { writable: "never" }),
    text("UnresolvedPartyName", "Unresolved Party Name", { maxLength: 200 }),
    versionColumn(),
  ],
  alternateKeys: [],
  writes: [],
};
