import { choice, dateTime, numbered, stateAndStatus, text, whole, yesNo } from "../columns.ts";
import type { TableDefinition } from "../model.ts";
import { activityColumns } from "./sets/activityColumns.ts";

/** Source of columns, limits, choices and navigation properties: Microsoft, Appointment table/entity reference. */
export const appointment: TableDefinition = {
  logicalName: "appointment",
  schemaName: "Appointment",
  entitySetName: "appointments",
  label: "Appointment",
  pluralLabel: "Appointments",
  objectTypeCode: 4201,
  primaryId: "activityid",
  primaryName: "subject",
  ownership: "UserOwned",
  custom: false,
  activity: true,
  changeTracking: true,
  optimisticConcurrency: true,
  columns: [
    ...activityColumns({
      table: "appointment",
      label: "Appointment",
      plural: "Appointments",
      businessUnit: "business_unit_appointment_activities",
      descriptionLength: 2000,
    }),
    text("Subject", "Subject", { maxLength: 200, required: "ApplicationRequired" }),
    text("GlobalObjectId", "Outlook Appointment", { maxLength: 300 }),
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
    yesNo("IsAllDayEvent", "All Day Event"),
    yesNo("IsOnlineMeeting", "Teams Meeting"),
    text("Location", "Location", { maxLength: 200 }),
    text("OnlineMeetingJoinUrl", "Online Meeting Join URL", { maxLength: 1000 }),
    dateTime("OriginalStartDate", "Original Start Date", { writable: "never" }),
    whole("OutlookOwnerApptId", "Outlook Appointment Owner", { writable: "onCreate" }),
    ...stateAndStatus([
      {
        state: 0,
        label: "Open",
        reasons: [
          { value: 1, label: "Free" },
          { value: 2, label: "Tentative" },
        ],
      },
      { state: 1, label: "Completed", reasons: [{ value: 3, label: "Completed" }] },
      { state: 2, label: "Canceled", reasons: [{ value: 4, label: "Canceled" }] },
      {
        state: 3,
        label: "Scheduled",
        reasons: [
          { value: 5, label: "Busy" },
          { value: 6, label: "Out of Office" },
        ],
      },
    ]),
  ],
  alternateKeys: [],
};
