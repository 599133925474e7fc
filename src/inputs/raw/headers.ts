import { input } from "@prismatic-io/spectral";
import { invalidInput } from "../../client/errors.ts";
import type { HeaderMap } from "../../client/http/message.ts";
import { uniqueTexts } from "./namedTexts.ts";

const label = "Header";
const parse = uniqueTexts(label, {
  ignoreCase: true,
  insteadOfTwo: "Put both values into one entry, separated by a comma.",
});

const parseHeaders = (value: unknown): HeaderMap => {
  const entries = parse(value);
  if (entries.some(([name]) => name.toLowerCase() === "authorization")) {
    throw invalidInput(
      `${label} names Authorization, which cannot be set: the connector signs in as the connection's user. Remove that entry, or use another connection.`,
    );
  }
  const broken = entries.find(([name, text]) => /\p{Cc}/u.test(name + text.trim()));
  if (broken !== undefined) {
    throw invalidInput(
      `${label} "${printable(broken[0])}" holds a line break or another character that no header can have. Write it on one line.`,
    );
  }
  return Object.fromEntries(entries.map(([name, text]) => [name, text.trim()]));
};

const printable = (text: string): string => text.replace(/\p{Cc}+/gu, " ");

export const headers = input({
  label,
  type: "string",
  collection: "keyvaluelist",
  required: false,
  comments:
    "Headers to send along, such as Prefer or If-Match. They win over the connector's own, which are Accept: application/json, Content-Type and the OData version. Authorization comes from the connection.",
  placeholder: "Value",
  example: "return=representation",
  clean: parseHeaders,
});
