import {
  choice,
  dateTime,
  lookup,
  memo,
  numbered,
  primaryId,
  tableName,
  text,
  whole,
  yesNo,
} from "../../columns.ts";
import type { ColumnDefinition } from "../../model.ts";
import {
  auditColumns,
  currencyColumns,
  ownershipColumns,
  rowColumns,
  timeZoneColumns,
  usualAudit,
} from "./systemColumns.ts";

/** How a kind of activity is spelt in the names of its relationships. */
export interface ActivityNames {
  /** "phonecall" */
  readonly table: string;
  /** "PhoneCall" */
  readonly label: string;
  /** "Phonecalls", as in "Account_Phonecalls" */
  readonly plural: string;
  /** "business_unit_phone_call_activities" */
  readonly businessUnit: string;
  readonly descriptionLength: number;
}

/**
 * The columns every activity has. Its navigation properties end in its name ("regardingobjectid_account_email"): the
 * plain names belong to the activity pointer it derives from.
 */
export const activityColumns = (names: ActivityNames): readonly ColumnDefinition[] => {
  const { table, label, plural, businessUnit, descriptionLength } = names;
  const suffix = `_${table}`;
  return [
    primaryId("ActivityId", label),
    text("ActivityAdditionalParams", "Additional Parameters", { maxLength: 8192 }),
    tableName("ActivityTypeCode", "Activity Type", { required: "SystemRequired", defaultValue: table }),
    whole("ActualDurationMinutes", "Duration", { minValue: 0 }),
    dateTime("ActualEnd", "Actual End"),
    dateTime("ActualStart", "Actual Start"),
    text("Category", "Category", { maxLength: 250 }),
    memo("Description", "Description", { maxLength: descriptionLength }),
    yesNo("IsBilled", "Is Billed"),
    yesNo("IsRegularActivity", "Is Regular Activity", { writable: "never", defaultValue: true }),
    yesNo("IsWorkflowCreated", "Is Workflow Created"),
    dateTime("LastOnHoldTime", "Last On Hold Time"),
    whole("OnHoldTime", "On Hold Time (Minutes)", { writable: "never" }),
    choice("PriorityCode", "Priority", { choices: numbered(0, "Low", "Normal", "High"), defaultValue: 1 }),
    lookup("RegardingObjectId", "Regarding", {
      to: {
        account: `Account_${plural}`,
        contact: `Contact_${plural}`,
        lead: `Lead_${plural}`,
        opportunity: `Opportunity_${plural}`,
        incident: `Incident_${plural}`,
        new_project: `new_project_${plural}`,
      },
      suffix,
      onDelete: "Cascade",
    }),
    whole("ScheduledDurationMinutes", "Scheduled Duration", { minValue: 0, writable: "never" }),
    dateTime("ScheduledEnd", "Due Date"),
    dateTime("ScheduledStart", "Start Date"),
    dateTime("SortDate", "Sort Date"),
    text("Subcategory", "Sub-Category", { maxLength: 250 }),
    ...currencyColumns(`TransactionCurrency_${label.replaceAll(" ", "")}`, suffix),
    ...ownershipColumns(
      { owner: `owner_${table}s`, user: `user_${table}`, team: `team_${table}`, businessUnit },
      suffix,
    ),
    ...auditColumns(usualAudit(table), suffix),
    ...rowColumns(),
    ...timeZoneColumns(),
  ];
};
