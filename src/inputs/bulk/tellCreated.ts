import { input } from "@prismatic-io/spectral";
import { flag } from "../parsers/flag.ts";

const label = "Tell Created From Updated";

export const tellCreated = input({
  label,
  type: "boolean",
  required: false,
  default: "false",
  comments:
    "When true, the result says of each record whether it was created, for which the records are looked up first. Dataverse itself does not tell.",
  clean: flag(label, false),
});
