import {
  choice,
  customer,
  dateOnly,
  dateTime,
  decimal,
  defaultValueOnly,
  guid,
  lookup,
  memo,
  money,
  numbered,
  primaryId,
  stateAndStatus,
  text,
  whole,
  yesNo,
} from "../columns.ts";
import type { ColumnDefinition, TableDefinition } from "../model.ts";
import { salesQualification } from "./sets/salesQualification.ts";
import {
  auditColumns,
  currencyColumns,
  ownershipColumns,
  rowColumns,
  timeZoneColumns,
} from "./sets/systemColumns.ts";

const trillion = 1_000_000_000_000;

/** A total the service works out from the products of the opportunity. */
const total = (schemaName: string, label: string): readonly ColumnDefinition[] =>
  money(schemaName, label, {
    minValue: -922_337_203_685_477,
    maxValue: 922_337_203_685_477,
    writable: "onUpdate",
  });

/** A step of the sales process, ticked off when done. */
const step = (schemaName: string, label: string): ColumnDefinition =>
  yesNo(schemaName, label, { trueLabel: "Completed", falseLabel: "Mark complete" });

/** Source of columns, limits and choices: Microsoft, Opportunity table/entity reference. */
export const opportunity: TableDefinition = {
  logicalName: "opportunity",
  schemaName: "Opportunity",
  entitySetName: "opportunities",
  label: "Opportunity",
  pluralLabel: "Opportunities",
  objectTypeCode: 3,
  primaryId: "opportunityid",
  primaryName: "name",
  ownership: "UserOwned",
  custom: false,
  activity: false,
  changeTracking: true,
  optimisticConcurrency: true,
  columns: [
    primaryId("OpportunityId", "Opportunity"),
    text("Name", "Topic", { maxLength: 300, required: "ApplicationRequired" }),
    dateOnly("ActualCloseDate", "Actual Close Date"),
    ...money("ActualValue", "Actual Revenue", { minValue: -trillion, maxValue: trillion }),
    whole("CloseProbability", "Probability", { minValue: 0, maxValue: 100 }),
    lookup("CampaignId", "Source Campaign", { to: { campaign: "campaign_opportunities" } }),
    step("CompleteFinalProposal", "Final Proposal Ready"),
    step("CompleteInternalReview", "Complete Internal Review"),
    memo("CurrentSituation", "Current Situation"),
    customer("CustomerId", "Potential Customer", {
      to: { account: "opportunity_customer_accounts", contact: "opportunity_customer_contacts" },
      onDelete: "Cascade",
      required: "ApplicationRequired",
    }),
    memo("CustomerNeed", "Customer Need"),
    memo("CustomerPainPoints", "Customer Pain Points"),
    memo("Description", "Description"),
    step("DevelopProposal", "Develop Proposal"),
    ...money("DiscountAmount", "Opportunity Discount Amount"),
    decimal("DiscountPercentage", "Opportunity Discount (%)", { minValue: 0, maxValue: 100, precision: 2 }),
    text("EmailAddress", "Email Address"),
    dateOnly("EstimatedCloseDate", "Est. close date"),
    ...money("EstimatedValue", "Est. revenue", { minValue: -trillion, maxValue: trillion }),
    dateOnly("FinalDecisionDate", "Final Decision Date"),
    ...money("FreightAmount", "Freight Amount"),
    yesNo("IsRevenueSystemCalculated", "Revenue", {
      trueLabel: "System Calculated",
      falseLabel: "User Provided",
    }),
    choice("OpportunityRatingCode", "Rating", {
      choices: numbered(1, "Hot", "Warm", "Cold"),
      defaultValue: 2,
    }),
    lookup("OriginatingLeadId", "Originating Lead", { to: { lead: "opportunity_originating_lead" } }),
    lookup("ParentAccountId", "Account", { to: { account: "opportunity_parent_account" } }),
    lookup("ParentContactId", "Contact", { to: { contact: "opportunity_parent_contact" } }),
    step("PresentProposal", "Presented Proposal"),
    lookup("PriceLevelId", "Price List", { to: { pricelevel: "price_level_opportunties" } }),
    choice("PriorityCode", "Priority", { choices: defaultValueOnly, defaultValue: 1 }),
    memo("ProposedSolution", "Proposed Solution"),
    memo("QuoteComments", "Quote Comments"),
    choice("SalesStage", "Sales Stage", { choices: numbered(0, "Qualify", "Develop", "Propose", "Close") }),
    choice("SalesStageCode", "Process Code", { choices: defaultValueOnly, defaultValue: 1 }),
    dateTime("ScheduleProposalMeeting", "Schedule Proposal Meeting"),
    step("SendThankYouNote", "Send Thank You Note"),
    guid("StepId", "Step"),
    text("StepName", "Pipeline Phase", { maxLength: 200 }),
    choice("TimeLine", "Timeline", {
      choices: numbered(0, "Immediate", "This Quarter", "Next Quarter", "This Year", "Not known"),
    }),
    ...total("TotalAmount", "Total Amount"),
    ...total("TotalAmountLessFreight", "Total Pre-Freight Amount"),
    ...total("TotalDiscountAmount", "Total Discount Amount"),
    ...total("TotalLineItemAmount", "Total Detail Amount"),
    ...total("TotalTax", "Total Tax"),
    ...salesQualification(),
    ...stateAndStatus([
      {
        state: 0,
        label: "Open",
        reasons: [
          { value: 1, label: "In Progress" },
          { value: 2, label: "On Hold" },
        ],
      },
      { state: 1, label: "Won", reasons: [{ value: 3, label: "Won" }] },
      {
        state: 2,
        label: "Lost",
        reasons: [
          { value: 4, label: "Canceled" },
          { value: 5, label: "Out-Sold" },
        ],
      },
    ]),
    ...currencyColumns("transactioncurrency_opportunity"),
    ...ownershipColumns({
      owner: "owner_opportunitys",
      user: "opportunity_owning_user",
      team: "team_opportunities",
      businessUnit: "business_unit_opportunities",
    }),
    ...auditColumns({
      createdBy: "lk_opportunitybase_createdby",
      createdOnBehalfBy: "lk_opportunity_createdonbehalfby",
      modifiedBy: "lk_opportunitybase_modifiedby",
      modifiedOnBehalfBy: "lk_opportunity_modifiedonbehalfby",
    }),
    ...rowColumns(),
    ...timeZoneColumns(),
  ],
  alternateKeys: [],
};
