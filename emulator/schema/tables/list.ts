import { choice, dateTime, memo, money, primaryId, stateAndStatus, text, whole, yesNo } from "../columns.ts";
import type { TableDefinition } from "../model.ts";
import {
  auditColumns,
  currencyColumns,
  ownershipColumns,
  rowColumns,
  timeZoneColumns,
  usualAudit,
} from "./sets/systemColumns.ts";

/** Source of columns, limits and choices: Microsoft, Marketing List (List) table/entity reference. */
export const list: TableDefinition = {
  logicalName: "list",
  schemaName: "List",
  entitySetName: "lists",
  label: "Marketing List",
  pluralLabel: "Marketing Lists",
  objectTypeCode: 4300,
  primaryId: "listid",
  primaryName: "listname",
  ownership: "UserOwned",
  custom: false,
  activity: false,
  changeTracking: true,
  optimisticConcurrency: true,
  columns: [
    primaryId("ListId", "Marketing List"),
    text("ListName", "Name", { maxLength: 128, required: "ApplicationRequired" }),
    ...money("Cost", "Cost"),
    choice("CreatedFromCode", "Marketing List Member Type", {
      choices: [
        { value: 1, label: "Account" },
        { value: 2, label: "Contact" },
        { value: 4, label: "Lead" },
      ],
      required: "ApplicationRequired",
      writable: "onCreate",
    }),
    memo("Description", "Description"),
    yesNo("DoNotSendOnOptOut", "Exclude Members Who Opt Out"),
    yesNo("IgnoreInactiveListMembers", "Ignore Inactive List Members"),
    dateTime("LastUsedOn", "Last Used On"),
    yesNo("LockStatus", "Locked", { trueLabel: "Locked", falseLabel: "Unlocked" }),
    whole("MemberCount", "Members Count", { minValue: 0, writable: "never" }),
    whole("MemberType", "Member Type", { required: "SystemRequired" }),
    text("Purpose", "Purpose", { maxLength: 512 }),
    memo("Query", "Query", { maxLength: 1_073_741_823 }),
    text("Source", "Source", { maxLength: 128 }),
    yesNo("Type", "Type", { trueLabel: "Dynamic", falseLabel: "Static", writable: "onCreate" }),
    ...stateAndStatus([
      { state: 0, label: "Active", reasons: [{ value: 0, label: "Active" }] },
      { state: 1, label: "Inactive", reasons: [{ value: 1, label: "Inactive" }] },
    ]),
    ...currencyColumns("TransactionCurrency_List"),
    ...ownershipColumns({
      owner: "owner_lists",
      user: "user_list",
      team: "team_list",
      businessUnit: "BusinessUnit_Lists",
    }),
    ...auditColumns(usualAudit("list")),
    ...rowColumns(),
    ...timeZoneColumns(),
  ],
  alternateKeys: [],
};
