import type { DataverseError } from "../../../errors.ts";
import { restated } from "../../../http/restated.ts";
import { quoted } from "../../../odata/names.ts";
import { numberText, takesNumber } from "../../records/numberText.ts";
import type { BulkRecord } from "../records/bulkRecord.ts";
import type { BulkTable } from "../table/bulkTable.ts";

/** What Dataverse says of text in place of a decimal number or a big integer; it does not say where. */
const COMPLAINT = /IEEE754Compatible/;

/** The same error as a sentence that names the column, where the record has text that is no number in one that takes numbers. */
export const namedNumber = (
  error: DataverseError,
  { values }: BulkRecord,
  { columnTypes }: BulkTable,
): DataverseError => {
  const wrong = COMPLAINT.test(error.serverMessage ?? "")
    ? Object.entries(values).find(([name, value]) => isNoNumber(columnTypes.get(name), value))
    : undefined;
  return wrong === undefined
    ? error
    : restated(error, {
        what: `'${wrong[0]}' is ${quoted(String(wrong[1]))}, which is no number`,
        hint: "Write it with a point and without thousands separators, such as 1200.50, or null to clear the column.",
      });
};

const isNoNumber = (type: string | undefined, value: unknown): boolean =>
  typeof value === "string" && takesNumber(type) && numberText(type, value) === undefined;
