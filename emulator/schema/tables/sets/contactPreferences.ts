import { choice, numbered, yesNo } from "../../columns.ts";
import type { ColumnDefinition } from "../../model.ts";

const refusal = (schemaName: string, label: string): ColumnDefinition =>
  yesNo(schemaName, label, { trueLabel: "Do Not Allow", falseLabel: "Allow" });

/** How a customer or prospect may be approached: the same columns on account, contact and lead. */
export const contactPreferences = (): readonly ColumnDefinition[] => [
  refusal("DoNotBulkEMail", "Do not allow Bulk Emails"),
  refusal("DoNotEMail", "Do not allow Emails"),
  refusal("DoNotFax", "Do not allow Faxes"),
  refusal("DoNotPhone", "Do not allow Phone Calls"),
  refusal("DoNotPostalMail", "Do not allow Mails"),
  yesNo("DoNotSendMM", "Send Marketing Materials", { trueLabel: "Do Not Send", falseLabel: "Send" }),
  yesNo("FollowEmail", "Follow Email Activity", {
    trueLabel: "Allow",
    falseLabel: "Do Not Allow",
    defaultValue: true,
  }),
  choice("PreferredContactMethodCode", "Preferred Method of Contact", {
    choices: numbered(1, "Any", "Email", "Phone", "Fax", "Mail"),
    defaultValue: 1,
  }),
];
