import { invalidInput } from "../errors.ts";
import { encodeExpression } from "./literal.ts";
import { columnName, isIdentifier, quoted } from "./names.ts";
import { splitList, unquotedPart } from "./queryText.ts";

/** What to read of the records of a table, in OData's own expressions, not yet encoded. Blank entries count as absent. */
export interface RecordQuery {
  readonly select?: readonly string[] | undefined;
  readonly filter?: string | undefined;
  /** `name`, `name desc`, or a path through a lookup: `primarycontactid/fullname asc`. */
  readonly orderBy?: readonly string[] | undefined;
  /** A navigation property, or a whole expression: `primarycontactid($select=fullname)`. */
  readonly expand?: readonly string[] | undefined;
  readonly includeCount?: boolean | undefined;
}

const entries = (list: readonly string[] = []): readonly string[] =>
  list.flatMap(splitList).filter((entry) => entry !== "");

/** People paste the option with its name; the name is not part of the expression. */
const withoutOptionName = (option: string, text: string): string =>
  text.trim().replace(new RegExp(`^[?&]?\\${option}\\s*=\\s*`, "i"), "");

const columns = (select: readonly string[] | undefined): string =>
  entries(select?.map((entry) => withoutOptionName("$select", entry)))
    .map((entry) => columnName("Field Name", entry))
    .join(",");

const bracedGuid = /'(?:[^']|'')*'|\{([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})\}/gi;

/** The condition of a filter as people paste it: without `$filter=`, and without braces around GUIDs. */
export const filterCondition = (filter = ""): string => {
  const text = withoutOptionName("$filter", filter);
  if (unquotedPart(text).includes("&")) {
    throw invalidInput(
      "Filter Expression holds an & outside of quotes. Enter the condition alone, such as statecode eq 0 and revenue gt 10000, and use the other inputs for fields, order and expands.",
    );
  }
  return text.replace(bracedGuid, (match, guid?: string) => guid ?? match);
};

const orderExpression = /^([A-Za-z0-9_/]+)(?:\s+(asc|desc))?$/i;

const order = (entry: string): string => {
  const [, path = "", direction = ""] = orderExpression.exec(entry) ?? [];
  if (path === "" || !path.split("/").every(isIdentifier)) {
    throw invalidInput(
      `Order By Field Name ${quoted(entry)} cannot be ordered by. Enter a column's logical name, with desc behind it for descending order, such as createdon desc.`,
    );
  }
  return direction === "" ? path : `${path} ${direction.toLowerCase()}`;
};

const orders = (orderBy: readonly string[] | undefined): string =>
  entries(orderBy?.map((entry) => withoutOptionName("$orderby", entry)))
    .map(order)
    .join(",");

const expandExpression = /^[A-Za-z_]\w*(?:\/[\w.$]+)*(?:\(.*\))?$/s;

const expands = (expand: readonly string[] | undefined): string =>
  entries(expand?.map((entry) => withoutOptionName("$expand", entry)))
    .map((entry) => {
      if (!expandExpression.test(entry)) {
        throw invalidInput(
          `Expand Property Name ${quoted(entry)} cannot be expanded. Enter a navigation property, such as primarycontactid, or one with options, such as primarycontactid($select=fullname).`,
        );
      }
      return entry;
    })
    .join(",");

/** The query string with its question mark, or nothing when the query asks for nothing. */
export const queryString = (query: RecordQuery): string => {
  const options = [
    ["$select", columns(query.select)],
    ["$filter", filterCondition(query.filter)],
    ["$orderby", orders(query.orderBy)],
    ["$expand", expands(query.expand)],
    ["$count", query.includeCount === true ? "true" : ""],
  ]
    .filter(([, value]) => value !== "")
    .map(([name, value = ""]) => `${name}=${encodeExpression(value)}`);
  return options.length === 0 ? "" : `?${options.join("&")}`;
};
