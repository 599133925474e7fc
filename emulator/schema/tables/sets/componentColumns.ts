import { choice, dateTime, guid, numbered, text, yesNo } from "../../columns.ts";
import type { ColumnDefinition } from "../../model.ts";

/** What every table has whose rows are parts of solutions. */
export const componentColumns = (): readonly ColumnDefinition[] => [
  choice("ComponentState", "Component State", {
    choices: numbered(0, "Published", "Unpublished", "Deleted", "Deleted Unpublished"),
    defaultValue: 0,
    writable: "never",
    required: "SystemRequired",
  }),
  text("IntroducedVersion", "Introduced Version", { maxLength: 48, writable: "onCreate" }),
  yesNo("IsManaged", "State", {
    trueLabel: "Managed",
    falseLabel: "Unmanaged",
    writable: "never",
    required: "SystemRequired",
  }),
  dateTime("OverwriteTime", "Record Overwrite Time", { writable: "never", required: "SystemRequired" }),
  guid("SolutionId", "Solution", { writable: "never", required: "SystemRequired" }),
];
