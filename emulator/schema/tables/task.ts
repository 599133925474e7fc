import {
  choice,
  dateTime,
  guid,
  lookup,
  memo,
  numbered,
  primaryId,
  stateAndStatus,
  tableName,
  text,
  whole,
  yesNo,
} from "../columns.ts";
import type { TableDefinition } from "../model.ts";
import {
  auditColumns,
  currencyColumns,
  ownershipColumns,
  rowColumns,
  timeZoneColumns,
} from "./sets/systemColumns.ts";

/** A task is an activity, so its navigation properties end in its name: `ownerid_task`, `createdby_task`. */
const suffix = "_task";

/** Source of columns, limits, choices and navigation properties: Microsoft, Task table/entity reference. */
export const task: TableDefinition = {
  logicalName: "task",
  schemaName: "Task",
  entitySetName: "tasks",
  label: "Task",
  pluralLabel: "Tasks",
  objectTypeCode: 4212,
  primaryId: "activityid",
  primaryName: "subject",
  ownership: "UserOwned",
  custom: false,
  activity: true,
  changeTracking: true,
  optimisticConcurrency: true,
  columns: [
    primaryId("ActivityId", "Task"),
    text("Subject", "Subject", { maxLength: 200, required: "ApplicationRequired" }),
    memo("ActivityAdditionalParams", "Additional Parameters", { maxLength: 8192 }),
    tableName("ActivityTypeCode", "Activity Type", { required: "SystemRequired", defaultValue: "task" }),
    whole("ActualDurationMinutes", "Duration", { minValue: 0 }),
    dateTime("ActualEnd", "Actual End"),
    dateTime("ActualStart", "Actual Start"),
    text("Category", "Category", { maxLength: 250 }),
    guid("CrmTaskAssignedUniqueId", "Assigned Task Unique Id"),
    memo("Description", "Description"),
    yesNo("IsBilled", "Is Billed"),
    yesNo("IsRegularActivity", "Is Regular Activity", { writable: "never", defaultValue: true }),
    yesNo("IsWorkflowCreated", "Is Workflow Created"),
    dateTime("LastOnHoldTime", "Last On Hold Time"),
    whole("OnHoldTime", "On Hold Time (Minutes)", { writable: "never" }),
    whole("PercentComplete", "Percent Complete", { minValue: 0, maxValue: 100 }),
    choice("PriorityCode", "Priority", { choices: numbered(0, "Low", "Normal", "High"), defaultValue: 1 }),
    lookup("RegardingObjectId", "Regarding", {
      to: {
        account: "Account_Tasks",
        contact: "Contact_Tasks",
        lead: "Lead_Tasks",
        opportunity: "Opportunity_Tasks",
        incident: "Incident_Tasks",
        new_project: "new_project_Tasks",
      },
      suffix,
      onDelete: "Cascade",
    }),
    whole("ScheduledDurationMinutes", "Scheduled Duration", { minValue: 0, writable: "never" }),
    dateTime("ScheduledEnd", "Due Date"),
    dateTime("ScheduledStart", "Start Date"),
    dateTime("SortDate", "Sort Date"),
    text("Subcategory", "Sub-Category", { maxLength: 250 }),
    ...stateAndStatus([
      {
        state: 0,
        label: "Open",
        reasons: [
          { value: 2, label: "Not Started" },
          { value: 3, label: "In Progress" },
          { value: 4, label: "Waiting on someone else" },
          { value: 7, label: "Deferred" },
        ],
      },
      { state: 1, label: "Completed", reasons: [{ value: 5, label: "Completed" }] },
      { state: 2, label: "Canceled", reasons: [{ value: 6, label: "Canceled" }] },
    ]),
    ...currencyColumns("TransactionCurrency_Task", suffix),
    ...ownershipColumns(
      {
        owner: "owner_tasks",
        user: "user_task",
        team: "team_task",
        businessUnit: "business_unit_task_activities",
      },
      suffix,
    ),
    ...auditColumns(
      {
        createdBy: "lk_task_createdby",
        createdOnBehalfBy: "lk_task_createdonbehalfby",
        modifiedBy: "lk_task_modifiedby",
        modifiedOnBehalfBy: "lk_task_modifiedonbehalfby",
      },
      suffix,
    ),
    ...rowColumns(),
    ...timeZoneColumns(),
  ],
  alternateKeys: [],
};
