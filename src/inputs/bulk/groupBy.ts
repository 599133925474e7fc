import { input } from "@prismatic-io/spectral";
import { invalidInput } from "../../client/errors.ts";
import { quoted } from "../../client/odata/names.ts";
import { optionalText } from "../parsers/text.ts";

const label = "Group By";
const parse = optionalText(label);

/** A member of the records: a column, or a lookup as it is bound. */
const member = /^[A-Za-z_]\w*(?:@odata\.bind)?$/;

export const groupBy = input({
  label,
  type: "string",
  required: false,
  comments:
    "A column of the records, such as the lookup of their parent (parentcustomerid_account@odata.bind). Records with the same value there are never written by two requests at once, which avoids deadlocks where writing a record also locks or recalculates its parent.",
  placeholder: "Column or lookup",
  example: "parentcustomerid_account@odata.bind",
  clean: (value: unknown): string | undefined => {
    const name = parse(value);
    if (name !== undefined && !member.test(name)) {
      throw invalidInput(
        `${label} ${quoted(name)} is not the name of a column. Enter a column of the records, such as _parentcustomerid_value or parentcustomerid_account@odata.bind.`,
      );
    }
    return name;
  },
});
