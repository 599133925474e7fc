import { input } from "@prismatic-io/spectral";
import { invalidInput } from "../client/errors.ts";
import { optionalText } from "./parsers/text.ts";

const label = "Bypass Custom Logic";
const choices = ["CustomSync", "CustomAsync", "CustomSync,CustomAsync"] as const;

export type BypassCustomLogic = (typeof choices)[number];

const parse = (value: unknown): BypassCustomLogic | undefined => {
  const text = optionalText(label)(value);
  if (text === undefined) return undefined;
  const choice = choices.find((known) => known === text.replace(/\s/g, ""));
  if (choice === undefined)
    throw invalidInput(`${label} must be one of ${choices.join(" or ")}, but it is "${text}".`);
  return choice;
};

export const bypassCustomLogic = input({
  label,
  type: "string",
  required: false,
  model: [
    { label: "Run all custom logic", value: "" },
    { label: "Bypass synchronous plug-ins and workflows", value: "CustomSync" },
    { label: "Bypass asynchronous plug-ins and workflows", value: "CustomAsync" },
    { label: "Bypass both", value: "CustomSync,CustomAsync" },
  ],
  comments:
    "Which plug-ins and workflows of the org to leave out for this write. The connection's user needs the privilege prvBypassCustomBusinessLogic.",
  clean: parse,
});
