import { invalidInput } from "../../errors.ts";
import { textLiteral } from "../../odata/literal.ts";
import type { JsonObject } from "../jsonObject.ts";
import type { Queries } from "../queries/queries.ts";
import { isAssociation, type WatchedMessage } from "./watch.ts";

/** The ids that steps are made of. */
export interface Messages {
  readonly idOf: (message: WatchedMessage) => string;
  /** Undefined when the table does not raise the message, or allows no steps for it. */
  readonly filterOf: (message: WatchedMessage, table: string) => string | undefined;
}

const anyOf = (path: string, texts: readonly string[]): string =>
  texts.map((text) => `${path} eq ${textLiteral(text).literal}`).join(" or ");

const most = 5000;

/** Filters of other tables and messages are not read: an organization has tens of thousands of them. */
const filtersQuery = (tables: readonly string[], messages: readonly string[]) => ({
  select: [
    "sdkmessagefilterid",
    "_sdkmessageid_value",
    "primaryobjecttypecode",
    "iscustomprocessingstepallowed",
  ],
  filter: `(${anyOf("primaryobjecttypecode", tables)}) and (${anyOf("sdkmessageid/name", messages)})`,
});

const isAllowed = (filter: JsonObject): boolean => filter["iscustomprocessingstepallowed"] !== false;

/** Reads the messages and their filters (Microsoft, "Use bulk operation messages": the query for message filters). */
export const readMessages = async (
  queries: Queries,
  messages: readonly WatchedMessage[],
  tables: readonly string[],
): Promise<Messages> => {
  const ofTables = messages.filter((message) => !isAssociation(message));
  const [named, filters] = await Promise.all([
    queries.all(
      "sdkmessages",
      { select: ["sdkmessageid", "name"], filter: anyOf("name", messages) },
      { maximumRecords: most },
    ),
    ofTables.length === 0
      ? undefined
      : queries.all("sdkmessagefilters", filtersQuery(tables, ofTables), { maximumRecords: most }),
  ]);
  const ids = new Map(named.value.map(({ name, sdkmessageid }) => [String(name), String(sdkmessageid)]));
  const idOf = (message: WatchedMessage): string => {
    const id = ids.get(message);
    if (id === undefined) {
      throw invalidInput(`Messages: this environment has no message ${message} that can be read.`);
    }
    return id;
  };
  return {
    idOf,
    filterOf: (message, table) => {
      const filter = filters?.value
        .filter(isAllowed)
        .find(
          (one) => one["_sdkmessageid_value"] === idOf(message) && one["primaryobjecttypecode"] === table,
        );
      return filter === undefined ? undefined : String(filter["sdkmessagefilterid"]);
    },
  };
};
