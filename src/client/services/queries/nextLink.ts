import { invalidInput } from "../../errors.ts";
import { quoted } from "../../odata/names.ts";

const absoluteUrl = /^https?:\/\/[^\r\n\t]+$/i;
const apiPath = /^\/api\/data\/[^\r\n\t]+$/i;

/**
 * Reads the input "Next Page Id": a next link of the connection's own environment as Dataverse sent it, or its path.
 * It is passed on byte for byte.
 */
export const parseNextLink = (serviceRoot: string, text: string): string => {
  const link = text.trim();
  const { origin } = new URL(serviceRoot);
  if (apiPath.test(link)) {
    return `${origin}${link}`;
  }
  if (!absoluteUrl.test(link)) {
    throw invalidInput(
      `Next Page Id ${quoted(link)} is not a next link. Enter the oDataNextLink of an earlier result as it is, or leave the input empty to start with the first page.`,
    );
  }
  if (!URL.canParse(link) || new URL(link).origin !== origin) {
    throw invalidInput(
      `Next Page Id leads to another address than the connection's, ${origin}, so it was not followed. Enter the oDataNextLink of a result of the same connection.`,
    );
  }
  return link;
};
