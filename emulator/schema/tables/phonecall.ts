import { stateAndStatus, text, yesNo } from "../columns.ts";
import type { TableDefinition } from "../model.ts";
import { activityColumns } from "./sets/activityColumns.ts";

/** Source of columns, limits, choices and navigation properties: Microsoft, Phone Call table/entity reference. */
export const phonecall: TableDefinition = {
  logicalName: "phonecall",
  schemaName: "PhoneCall",
  entitySetName: "phonecalls",
  label: "Phone Call",
  pluralLabel: "Phone Calls",
  objectTypeCode: 4210,
  primaryId: "activityid",
  primaryName: "subject",
  ownership: "UserOwned",
  custom: false,
  activity: true,
  changeTracking: true,
  optimisticConcurrency: true,
  columns: [
    ...activityColumns({
      table: "phonecall",
      label: "Phone Call",
      plural: "Phonecalls",
      businessUnit: "business_unit_phone_call_activities",
      descriptionLength: 2000,
    }),
    text("Subject", "Subject", { maxLength: 200, required: "ApplicationRequired" }),
    yesNo("DirectionCode", "Direction", {
      trueLabel: "Outgoing",
      falseLabel: "Incoming",
      defaultValue: true,
    }),
    yesNo("LeftVoiceMail", "Left Voice Mail"),
    text("PhoneNumber", "Phone Number", { maxLength: 200 }),
    ...stateAndStatus([
      { state: 0, label: "Open", reasons: [{ value: 1, label: "Open" }] },
      {
        state: 1,
        label: "Completed",
        reasons: [
          { value: 2, label: "Made" },
          { value: 4, label: "Received" },
        ],
      },
      { state: 2, label: "Canceled", reasons: [{ value: 3, label: "Canceled" }] },
    ]),
  ],
  alternateKeys: [],
};
