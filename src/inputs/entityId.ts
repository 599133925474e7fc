import { input } from "@prismatic-io/spectral";
import { parseRecordKey } from "../client/odata/recordKey.ts";

export const entityId = input({
  label: "Entity ID",
  type: "string",
  dataSource: "records",
  required: true,
  comments:
    "The ID of a specific Entity record: its GUID, or an alternate key such as accountnumber='A-1' (several columns separated by commas, or a JSON object).",
  placeholder: "Record ID or alternate key",
  example: "00000000-0000-0000-0000-000000000001",
  clean: parseRecordKey,
});
