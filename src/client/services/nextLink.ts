import { invalidInput } from "../errors.ts";
import { quoted } from "../odata/names.ts";

const absoluteUrl = /^https?:\/\/[^\r\n\t]+$/i;
const apiPath = /^\/api\/data\/[^\r\n\t]+$/i;

/**
 * Reads the input "Next Page Id": a next link as Dataverse sent it, or its path. It is passed on byte for byte; whether
 * it leads to the connection's own environment is judged where the access token is added.
 */
export const parseNextLink = (serviceRoot: string, text: string): string => {
  const link = text.trim();
  if (absoluteUrl.test(link)) {
    return link;
  }
  if (apiPath.test(link)) {
    return `${new URL(serviceRoot).origin}${link}`;
  }
  throw invalidInput(
    `Next Page Id ${quoted(link)} is not a next link. Enter the oDataNextLink of an earlier result as it is, or leave the input empty to start with the first page.`,
  );
};
