import { choice, dateTime, lookup, memo, numbered, stateAndStatus, text, whole, yesNo } from "../columns.ts";
import type { TableDefinition } from "../model.ts";
import { activityColumns } from "./sets/activityColumns.ts";

/** As long as SQL Server's text can be. */
const longest = 1_073_741_823;

/** Source of columns, limits, choices and navigation properties: Microsoft, Email table/entity reference. */
export const email: TableDefinition = {
  logicalName: "email",
  schemaName: "Email",
  entitySetName: "emails",
  label: "Email",
  pluralLabel: "Email Messages",
  objectTypeCode: 4202,
  primaryId: "activityid",
  primaryName: "subject",
  ownership: "UserOwned",
  custom: false,
  activity: true,
  changeTracking: true,
  optimisticConcurrency: true,
  columns: [
    ...activityColumns({
      table: "email",
      label: "Email",
      plural: "Emails",
      businessUnit: "business_unit_email_activities",
      descriptionLength: longest,
    }),
    text("Subject", "Subject", { maxLength: 800, required: "Recommended" }),
    whole("AttachmentCount", "Attachment Count", { minValue: 0, writable: "never", defaultValue: 0 }),
    text("ConversationIndex", "Conversation Index", { maxLength: 2048, writable: "never" }),
    whole("DeliveryAttempts", "No. of Delivery Attempts", { minValue: 0, maxValue: 1_000_000_000 }),
    yesNo("DeliveryReceiptRequested", "Delivery Receipt Requested"),
    yesNo("DirectionCode", "Direction", {
      trueLabel: "Outgoing",
      falseLabel: "Incoming",
      defaultValue: true,
    }),
    dateTime("EmailReminderExpiryTime", "Email Reminder Expiry Time"),
    choice("EmailReminderStatus", "Email Reminder Status", {
      choices: numbered(0, "NotSet", "ReminderSet", "ReminderExpired", "ReminderInvalid"),
      defaultValue: 0,
      writable: "never",
    }),
    lookup("EmailSender", "Sender", {
      to: {
        account: "Account_Email_EmailSender",
        contact: "Contact_Email_EmailSender",
        lead: "Lead_Email_EmailSender",
        systemuser: "SystemUser_Email_EmailSender",
      },
      writable: "never",
    }),
    yesNo("FollowEmailUserPreference", "Following"),
    text("InReplyTo", "In Reply To Message", { maxLength: 320, writable: "never" }),
    text("MessageId", "Message ID", { maxLength: 320, writable: "onCreate" }),
    text("MimeType", "Mime Type", { maxLength: 256 }),
    choice("Notifications", "Notifications", {
      choices: numbered(0, "None", "The message was saved as a Microsoft Dynamics 365 email record"),
    }),
    whole("OpenCount", "Open Count", { minValue: 0, writable: "never", defaultValue: 0 }),
    lookup("ParentActivityId", "Parent Activity Id", { to: { email: "email_email_parentactivityid" } }),
    dateTime("PostponeEmailProcessingUntil", "Delay email processing until", { writable: "never" }),
    yesNo("ReadReceiptRequested", "Read Receipt Requested"),
    memo("SafeDescription", "Safe Description", { maxLength: longest, writable: "never" }),
    text("Sender", "From", { maxLength: 250 }),
    dateTime("SentOn", "Date Sent", { writable: "never" }),
    text("SubmittedBy", "Submitted By", { maxLength: 250 }),
    text("ToRecipients", "To Recipients", { maxLength: 500 }),
    text("TrackingToken", "Tracking Token", { maxLength: 50 }),
    ...stateAndStatus([
      {
        state: 0,
        label: "Open",
        reasons: [
          { value: 1, label: "Draft" },
          { value: 8, label: "Failed" },
        ],
      },
      {
        state: 1,
        label: "Completed",
        reasons: [
          { value: 2, label: "Completed" },
          { value: 3, label: "Sent" },
          { value: 4, label: "Received" },
          { value: 6, label: "Pending Send" },
          { value: 7, label: "Sending" },
        ],
      },
      { state: 2, label: "Canceled", reasons: [{ value: 5, label: "Canceled" }] },
    ]),
  ],
  alternateKeys: [],
};
