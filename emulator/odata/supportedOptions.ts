import { badSyntax, notImplemented } from "../errors/refusals.ts";
import type { QueryOptions } from "./queryOptions.ts";

/** Real features of the service that this emulator does not have. */
const notYet: ReadonlySet<string> = new Set(["$apply", "$deltatoken", "fetchXml", "savedQuery", "userQuery"]);

/**
 * Refuses query options that the resource does not take. Names without `$` or `@` are custom options, such as `tag`,
 * and pass unseen, as OData wants it.
 */
export const requireOptions = (options: QueryOptions, allowed: readonly string[]): void => {
  for (const { name } of options.all) {
    if (notYet.has(name) && !allowed.includes(name)) {
      throw notImplemented(`the query option '${name}'`);
    }
    if (name.startsWith("$") && !allowed.includes(name)) {
      throw badSyntax(`The query parameter ${name} is not supported`);
    }
  }
};
