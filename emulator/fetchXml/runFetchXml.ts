import { wherePartition } from "../elastic/reading.ts";
import { badSyntax } from "../errors/refusals.ts";
import type { Session } from "../organization/session.ts";
import { parseCount } from "../resources/collection.ts";
import { circumstancesOf } from "../resources/queryScope.ts";
import type { Table } from "../schema/schema.ts";
import { type Answer, jsonAnswer } from "../server/message.ts";
import { type BoundFetch, bindFetch } from "./bindQuery.ts";
import { answerAggregates } from "./fetchAggregates.ts";
import { answerRows } from "./fetchRows.ts";
import { readFetch } from "./readFetch.ts";
import { otherTable } from "./refusals.ts";
import { tableOf } from "./scope.ts";
import type { FetchSyntax } from "./syntax.ts";

/** Reads FetchXML and looks everything in it up, without running it: for queries that are stored to be run later. */
export const bindFetchXml = (
  session: Session,
  table: Table,
  text: string,
): { readonly fetch: FetchSyntax; readonly bound: BoundFetch } => {
  const { schema } = session.dataverse;
  const fetch = readFetch(text);
  if (tableOf(schema, fetch.entity.table) !== table) {
    throw otherTable();
  }
  const bound = bindFetch(schema, circumstancesOf(session), fetch);
  return { fetch, bound: { ...bound, where: wherePartition(session.request, table, bound.where) } };
};

/**
 * Answers a FetchXML query on the set of `table`, which must be the table of its `<entity>`. `$count` is taken from
 * the request; a preferred page size has no effect, since the query has its own.
 */
export const runFetchXml = (session: Session, table: Table, text: string): Answer => {
  const { fetch, bound } = bindFetchXml(session, table, text);
  const { request } = session;
  const isCountAsked = fetch.returnTotalCount || parseCount(request.options);
  const answer = fetch.aggregate ? answerAggregates : answerRows;
  const applied = request.prefer.applied.filter((preference) => !preference.startsWith("odata.maxpagesize"));
  return { ...jsonAnswer(200, answer(session, fetch, { bound, isCountAsked })), applied };
};

const isFetch = ({ name }: { readonly name: string }): boolean => name.toLowerCase() === "fetchxml";

/** Answers `?fetchXml=…`; undefined when the request has no such option. Only `$count` goes along with it. */
export const answerFetchOption = (session: Session, table: Table): Answer | undefined => {
  const { all } = session.request.options;
  const option = all.find(isFetch);
  if (option === undefined) {
    return undefined;
  }
  const other = all.find(({ name }) => name.startsWith("$") && name !== "$count");
  if (other !== undefined) {
    throw badSyntax(`The query parameter ${other.name} is not supported`);
  }
  return runFetchXml(session, table, option.value);
};
