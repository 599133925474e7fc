import { input } from "@prismatic-io/spectral";
import { requiredText } from "../parsers/text.ts";

const label = "URL";

/** Both actions take a path that begins with /api/; they differ in where any other path counts from. */
const urlInput = (otherPaths: string) =>
  input({
    label,
    type: "string",
    required: true,
    comments: `The path to call, without the address of the environment. ${otherPaths} A full URL works when it belongs to the connection's environment; no other address is called.`,
    placeholder: "/api/data/v9.2/accounts?$select=name",
    example: "/api/data/v9.2/accounts?$select=name",
    clean: requiredText(label),
  });

export const crmUrl = urlInput(
  "A path that begins with /api/ is taken as it is; any other counts from /api/data/v9.2/, so accounts?$select=name is enough.",
);

export const url = urlInput(
  "It counts from the root of the environment, so the Web API's paths begin with /api/data/v9.2/.",
);
