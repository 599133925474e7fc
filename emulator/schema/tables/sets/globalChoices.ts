import { numbered } from "../../columns.ts";
import type { ColumnDefinition, GlobalChoiceDefinition } from "../../model.ts";

const shared = (name: string, label: string, ...labels: readonly string[]): GlobalChoiceDefinition => ({
  name,
  label,
  custom: false,
  choices: numbered(0, ...labels),
});

/** The values of custom choices start with their publisher's number, here 10000. */
const custom = (choice: Omit<GlobalChoiceDefinition, "custom">): GlobalChoiceDefinition => ({
  ...choice,
  custom: true,
});

/** The choices that columns of several tables share. Source: Microsoft, Lead, Opportunity and Event
 * table/entity references; new_priority is this organization's own. */
export const defaultGlobalChoices: readonly GlobalChoiceDefinition[] = [
  shared("budgetstatus", "Budget", "No Committed Budget", "May Buy", "Can Buy", "Will Buy"),
  shared("initialcommunication", "Initial Communication", "Contacted", "Not Contacted"),
  shared("need", "Need", "Must have", "Should have", "Good to have", "No need"),
  shared("purchaseprocess", "Purchase Process", "Individual", "Committee", "Unknown"),
  shared(
    "purchasetimeframe",
    "Purchase Timeframe",
    "Immediate",
    "This Quarter",
    "Next Quarter",
    "This Year",
    "Unknown",
  ),
  custom({
    name: "new_priority",
    label: "Priority",
    choices: numbered(100_000_000, "Low", "Medium", "High", "Urgent"),
  }),
  custom({
    name: "msevtmgt_eventformat",
    label: "Event Format",
    choices: numbered(100_000_001, "On Site", "Webinar", "Hybrid"),
  }),
  custom({
    name: "msevtmgt_eventtype",
    label: "Event Type",
    choices: numbered(
      100_000_001,
      "Executive Briefing",
      "Conference",
      "Demonstration",
      "Training",
      "Webcast",
    ),
  }),
];

/** What makes a choice column one of a global choice. */
export const sharedChoices = (
  name: string,
): Required<Pick<ColumnDefinition, "choices" | "globalChoices">> => ({
  globalChoices: name,
  choices: defaultGlobalChoices.find((choice) => choice.name === name)?.choices ?? [],
});
