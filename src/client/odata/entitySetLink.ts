import { invalidInput } from "../errors.ts";
import { isIdentifier, quoted } from "./names.ts";

/**
 * The link to the entity sets behind one of them. Dataverse gives the service document as a whole, so the link is ours:
 * it looks like Dataverse's own next links, but names where to go on instead of a position. So a set that comes or goes
 * between two pages makes no other one appear twice or not at all.
 */
export const entitySetLink = (serviceRoot: string, lastName: string): string =>
  `${serviceRoot}?$skiptoken=${lastName}`;

/**
 * The name of the entity set that a link goes on behind. Accepts the link as it was given, also with its `$` encoded, or
 * its path alone. Refuses everything else, as `invalidInput`; a link is never followed.
 */
export const lastNameIn = (serviceRoot: string, text: string): string => {
  const link = text.trim();
  const root = new URL(serviceRoot);
  const url = URL.canParse(link, root.origin) ? new URL(link, root.origin) : undefined;
  if (url === undefined || !/^(?:https?:\/\/|\/(?!\/))/i.test(link)) {
    throw notOurs(link);
  }
  if (url.origin !== root.origin || url.username !== "" || url.password !== "") {
    throw invalidInput(
      `Next Link leads to another address than the connection's, ${root.origin}, so it was not followed. Enter the nextLink of a result of the same connection.`,
    );
  }
  const [[option, lastName] = [], ...others] = [...url.searchParams];
  const isWhole = url.pathname === root.pathname && others.length === 0 && url.hash === "";
  if (!isWhole || option !== "$skiptoken" || lastName === undefined || !isIdentifier(lastName)) {
    throw notOurs(link);
  }
  return lastName;
};

const notOurs = (link: string) =>
  invalidInput(
    `Next Link ${quoted(link)} is not a next link of List Entity Types. Enter the nextLink of an earlier result of this action as it is, or leave the input empty to start with the first page.`,
  );
