import { largestPage } from "../odata/prefer.ts";
import { encodeOption } from "../odata/queryOptions.ts";
import { parseSelect } from "../odata/select.ts";
import { requireOptions } from "../odata/supportedOptions.ts";
import type { Session } from "../organization/session.ts";
import { contextOf } from "../representation/context.ts";
import { nextLink } from "../representation/nextLink.ts";
import type { RecordShape } from "../representation/recordShape.ts";
import { recordWriter } from "../representation/recordWriter.ts";
import type { Table } from "../schema/schema.ts";
import { requireGlobalRead } from "../security/access.ts";
import { type Answer, jsonAnswer } from "../server/message.ts";
import { type ChangeCookie, parseChangeCookie, printChangeCookie } from "./changeCookie.ts";
import { type Change, changesOf } from "./changeList.ts";
import { parseDeltaToken, printDeltaToken } from "./deltaToken.ts";
import { refuseOptions, requireFresh, requireTracking } from "./trackingRules.ts";

interface Tracked {
  readonly table: Table;
  /** The absolute URL of the entity set without options. */
  readonly url: string;
}

/** Which changes a request asks for. */
interface Asked {
  /** Undefined in a first list, which has all records. */
  readonly since: number | undefined;
  readonly cookie: Pick<ChangeCookie, "page" | "until" | "begunAt"> & Partial<Pick<ChangeCookie, "after">>;
}

const checkAccess = ({ dataverse, caller }: Session, table: Table): void => {
  requireTracking(table);
  requireGlobalRead(caller, dataverse.store, table.name);
};

/** The version after which the client knows nothing; undefined for a first list. */
const sinceOf = ({ dataverse, request }: Session): number | undefined => {
  const text = request.options.get("$deltatoken");
  if (text === undefined) {
    return undefined;
  }
  const token = parseDeltaToken(text);
  requireFresh(dataverse, token);
  return token.version;
};

/** A list ends with the version at its beginning: what happens while it is read belongs to the next one. */
const askedOf = (session: Session): Asked => {
  const { dataverse, request } = session;
  const token = request.options.get("$skiptoken");
  return {
    since: sinceOf(session),
    cookie:
      token === undefined
        ? { page: 1, until: dataverse.store.lastVersion(), begunAt: dataverse.now() }
        : parseChangeCookie(token),
  };
};

const windowOf = ({ since, cookie }: Asked) => ({
  since: since ?? 0,
  until: cookie.until,
  after: cookie.after,
});

const take = (changes: Iterable<Change>, limit: number): readonly Change[] => {
  const taken: Change[] = [];
  for (const change of changes) {
    taken.push(change);
    if (taken.length === limit) {
      break;
    }
  }
  return taken;
};

const changeWriter = (
  { request, presentation }: Session,
  shape: RecordShape,
): ((change: Change) => string) => {
  const write = recordWriter(presentation, shape);
  const context = JSON.stringify(`${request.root}$metadata#${shape.table.entitySet}/$deletedEntity`);
  return (change) =>
    change.kind === "written"
      ? write(change.slot)
      : `{"@odata.context":${context},"id":"${change.id}","reason":"deleted"}`;
};

/** The same request for what will have changed since. The service writes the token's escapes in lower case. */
const deltaLink = ({ request }: Session, url: string, token: string): string => {
  const select = request.options.all.filter(({ name }) => name === "$select");
  const options = [...select.map(({ value }) => `$select=${encodeOption(value)}`), `$deltatoken=${token}`];
  return `${url}?${options.join("&")}`;
};

/** The link at the end of a page: to the next page, or from the last page to the next list. */
const linkAfter = (
  session: Session,
  url: string,
  { asked, last }: { asked: Asked; last?: Change | undefined },
) => {
  const { page, until, begunAt } = asked.cookie;
  if (last === undefined) {
    const token = printDeltaToken({ version: until, issuedAt: begunAt });
    return { name: "@odata.deltaLink", link: deltaLink(session, url, token) };
  }
  const after = { isDeleted: last.kind === "deleted", version: last.version };
  const token = printChangeCookie({ page: page + 1, until, begunAt, after });
  return { name: "@odata.nextLink", link: nextLink(url, session.request.options, token) };
};

/**
 * Answers GET of an entity set with `Prefer: odata.track-changes`, or with the delta token that came of it (Microsoft,
 * Use change tracking to synchronize data with external systems).
 */
export const answerChanges = (session: Session, { table, url }: Tracked): Answer => {
  const { dataverse, request } = session;
  refuseOptions(request.options);
  requireOptions(request.options, ["$select", "$deltatoken", "$skiptoken"]);
  checkAccess(session, table);
  const columns = parseSelect(table, request.options.get("$select"));
  const shape: RecordShape = {
    table,
    columns,
    expand: [],
    etag: true,
    inList: true,
    expandedPage: undefined,
  };
  const asked = askedOf(session);
  const limit = request.prefer.maxPageSize ?? largestPage;
  const changes = take(changesOf(dataverse.store.table(table.name), windowOf(asked)), limit + 1);
  const last = changes.length > limit ? changes[limit - 1] : undefined;
  const { name, link } = linkAfter(session, url, { asked, last });
  const context = `${contextOf(request.root, shape)}${asked.since === undefined ? "" : "/$delta"}`;
  const value = changes.slice(0, limit).map(changeWriter(session, shape)).join(",");
  const applied = [
    ...request.prefer.applied,
    ...(request.prefer.trackChanges ? ["odata.track-changes"] : []),
  ];
  return jsonAnswer(
    200,
    `{"@odata.context":${JSON.stringify(context)},"${name}":${JSON.stringify(link)},"value":[${value}]}`,
    applied.length === 0 ? {} : { "Preference-Applied": applied },
  );
};

/** Microsoft, Count number of rows: a count goes no further. */
const countCap = 5000;

/** Answers GET of `…/$count?$deltatoken=…` with the number of changes. */
export const answerChangeCount = (session: Session, table: Table): Answer => {
  const { dataverse, request } = session;
  refuseOptions(request.options);
  requireOptions(request.options, ["$deltatoken"]);
  checkAccess(session, table);
  const changes = changesOf(dataverse.store.table(table.name), windowOf(askedOf(session)));
  const count = take(changes, countCap).length;
  return { status: 200, headers: { "Content-Type": "text/plain" }, body: `\ufeff${count}` };
};
