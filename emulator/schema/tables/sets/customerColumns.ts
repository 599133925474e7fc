import { choice, dateTime, defaultValueOnly, lookup, numbered, whole, yesNo } from "../../columns.ts";
import type { ColumnDefinition } from "../../model.ts";

/** Columns that accounts and contacts share beyond address and preferences. */
export const customerColumns = (preferredUserRelationship: string): readonly ColumnDefinition[] => [
  yesNo("CreditOnHold", "Credit Hold"),
  choice("CustomerSizeCode", "Customer Size", { choices: defaultValueOnly, defaultValue: 1 }),
  yesNo("DoNotBulkPostalMail", "Do not allow Bulk Mails"),
  dateTime("LastOnHoldTime", "Last On Hold Time"),
  dateTime("LastUsedInCampaign", "Last Date Included in Campaign", { writable: "onUpdate" }),
  yesNo("MarketingOnly", "Marketing Only"),
  yesNo("Merged", "Merged", { writable: "never" }),
  whole("OnHoldTime", "On Hold Time (Minutes)", { writable: "never" }),
  yesNo("ParticipatesInWorkflow", "Participates in Workflow"),
  choice("PaymentTermsCode", "Payment Terms", {
    choices: numbered(1, "Net 30", "2% 10, Net 30", "Net 45", "Net 60"),
  }),
  choice("PreferredAppointmentDayCode", "Preferred Day", {
    choices: numbered(0, "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"),
  }),
  choice("PreferredAppointmentTimeCode", "Preferred Time", {
    choices: numbered(1, "Morning", "Afternoon", "Evening"),
  }),
  lookup("PreferredSystemUserId", "Preferred User", { to: { systemuser: preferredUserRelationship } }),
  choice("ShippingMethodCode", "Shipping Method", { choices: defaultValueOnly, defaultValue: 1 }),
  choice("TerritoryCode", "Territory", { choices: defaultValueOnly, defaultValue: 1 }),
];
