import { input } from "@prismatic-io/spectral";
import { choice } from "./parsers/choice.ts";

const label = "Bypass Custom Logic";
const choices = ["CustomSync", "CustomAsync", "CustomSync,CustomAsync"] as const;

export type BypassCustomLogic = (typeof choices)[number];

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
  clean: choice(label, choices, undefined),
});
