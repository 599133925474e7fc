import { choice, memo, money, numbered, yesNo } from "../../columns.ts";
import type { ColumnDefinition } from "../../model.ts";

/**
 * What a seller finds out about a lead and carries over to its opportunity. The labels of `confirminterest` and
 * `evaluatefit` are the wrong way round (true reads "No") in Microsoft's own tables.
 */
export const salesQualification = (): readonly ColumnDefinition[] => [
  ...money("BudgetAmount", "Budget Amount"),
  choice("BudgetStatus", "Budget", {
    choices: numbered(0, "No Committed Budget", "May Buy", "Can Buy", "Will Buy"),
  }),
  yesNo("ConfirmInterest", "Confirm Interest", { trueLabel: "No", falseLabel: "Yes" }),
  yesNo("DecisionMaker", "Decision Maker?", { trueLabel: "completed", falseLabel: "mark complete" }),
  yesNo("EvaluateFit", "Evaluate Fit", { trueLabel: "No", falseLabel: "Yes" }),
  choice("InitialCommunication", "Initial Communication", {
    choices: numbered(0, "Contacted", "Not Contacted"),
  }),
  choice("Need", "Need", { choices: numbered(0, "Must have", "Should have", "Good to have", "No need") }),
  yesNo("ParticipatesInWorkflow", "Participates in Workflow"),
  choice("PurchaseProcess", "Purchase Process", {
    choices: numbered(0, "Individual", "Committee", "Unknown"),
  }),
  choice("PurchaseTimeFrame", "Purchase Timeframe", {
    choices: numbered(0, "Immediate", "This Quarter", "Next Quarter", "This Year", "Unknown"),
  }),
  memo("QualificationComments", "Qualification Comments"),
];
