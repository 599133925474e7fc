import { input } from "@prismatic-io/spectral";
import { invalidInput } from "../client/errors.ts";
import { type GivenPageStart, parsePageStart } from "../client/fetchXml/pageStart.ts";
import { quoted } from "../client/odata/names.ts";
import { optionalText } from "./parsers/text.ts";

const label = "Next Page Id";
const parseText = optionalText(label);

const parse = (value: unknown): GivenPageStart | undefined => {
  const text = parseText(value);
  const start = text === undefined ? undefined : parsePageStart(text);
  if (text !== undefined && start === undefined) {
    throw invalidInput(
      `${label} ${quoted(text)} is not a paging cookie. Enter the PagingInfo.cookie of an earlier result as it is, or leave the input empty to start with the first page.`,
    );
  }
  return start;
};

/** The input "Next Page Id" of FetchXML; `nextPageId` is that of OData queries. */
export const nextPageCookie = input({
  label,
  type: "string",
  required: false,
  comments:
    "The PagingInfo.cookie of an earlier result, to go on from there. It leads to its page by itself: Page Number may stay empty. Keep the query the same.",
  placeholder: "PagingInfo.cookie of an earlier result",
  example: "&lt;cookie page=&quot;1&quot;&gt;...&lt;/cookie&gt;",
  clean: parse,
});
