import { choice, memo, money, yesNo } from "../../columns.ts";
import type { ColumnDefinition } from "../../model.ts";
import { sharedChoices } from "./globalChoices.ts";

/**
 * What a seller finds out about a lead and carries over to its opportunity. The labels of `confirminterest` and
 * `evaluatefit` are the wrong way round (true reads "No") in Microsoft's own tables.
 */
export const salesQualification = (): readonly ColumnDefinition[] => [
  ...money("BudgetAmount", "Budget Amount"),
  choice("BudgetStatus", "Budget", {
    ...sharedChoices("budgetstatus"),
  }),
  yesNo("ConfirmInterest", "Confirm Interest", { trueLabel: "No", falseLabel: "Yes" }),
  yesNo("DecisionMaker", "Decision Maker?", { trueLabel: "completed", falseLabel: "mark complete" }),
  yesNo("EvaluateFit", "Evaluate Fit", { trueLabel: "No", falseLabel: "Yes" }),
  choice("InitialCommunication", "Initial Communication", {
    ...sharedChoices("initialcommunication"),
  }),
  choice("Need", "Need", { ...sharedChoices("need") }),
  yesNo("ParticipatesInWorkflow", "Participates in Workflow"),
  choice("PurchaseProcess", "Purchase Process", {
    ...sharedChoices("purchaseprocess"),
  }),
  choice("PurchaseTimeFrame", "Purchase Timeframe", {
    ...sharedChoices("purchasetimeframe"),
  }),
  memo("QualificationComments", "Qualification Comments"),
];
