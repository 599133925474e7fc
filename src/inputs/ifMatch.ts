import { input } from "@prismatic-io/spectral";
import { optionalText } from "./parsers/text.ts";

const label = "If-Match (ETag)";

export const ifMatch = input({
  label,
  type: "string",
  required: false,
  comments:
    "The @odata.etag of the record as it was read. The step then fails instead of overwriting what somebody else changed since. Leave empty to write in any case.",
  placeholder: 'W/"1234567"',
  example: 'W/"1234567"',
  clean: optionalText(label),
});
