import { input } from "@prismatic-io/spectral";
import { invalidInput } from "../client/errors.ts";
import { type FetchQuery, parseFetchXml } from "../client/fetchXml/fetchQuery.ts";
import { kindOf } from "./parsers/text.ts";

const label = "XML Query";

const exampleQuery = `<fetch>
  <entity name="account">
    <attribute name="name" />
    <attribute name="revenue" />
    <filter>
      <condition attribute="statecode" operator="eq" value="0" />
    </filter>
    <order attribute="name" />
    <order attribute="accountid" />
  </entity>
</fetch>`;

/** Not trimmed, so that line and column in an error are those of the text in the designer. */
const parse = (value: unknown): FetchQuery => {
  const text = value instanceof Uint8Array ? Buffer.from(value).toString("utf8") : (value ?? "");
  if (typeof text !== "string") {
    throw invalidInput(
      `${label} must be text, but ${kindOf(text)} arrived. Enter the query as FetchXML, which starts with <fetch>.`,
    );
  }
  if (text.trim() === "") {
    throw invalidInput(`${label} is empty. Enter a query as FetchXML, which starts with <fetch>.`);
  }
  return parseFetchXml(text);
};

export const xmlQuery = input({
  label,
  type: "code",
  language: "xml",
  required: true,
  placeholder: '<fetch><entity name="account" /></fetch>',
  comments:
    "The query as FetchXML. Its page, count and top are honoured. Ending the order with a unique column, such as the table's id, keeps the pages of a long result apart.",
  example: exampleQuery,
  clean: parse,
});
