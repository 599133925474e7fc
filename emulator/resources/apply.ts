import { wherePartition } from "../elastic/reading.ts";
import { badSyntax, notImplemented } from "../errors/refusals.ts";
import { aggregateWriter } from "../fetchXml/aggregateWriter.ts";
import { aggregatesOf } from "../fetchXml/bindAggregate.ts";
import { parseApply } from "../odata/apply.ts";
import type { ApplyColumn } from "../odata/applyAggregate.ts";
import { unsupportedNode } from "../odata/filterOperand.ts";
import { largestPage } from "../odata/prefer.ts";
import { requireOptions } from "../odata/supportedOptions.ts";
import type { Session } from "../organization/session.ts";
import { aggregateRows } from "../query/aggregate.ts";
import type { AggregateQuery } from "../query/model.ts";
import { type Answer, jsonAnswer } from "../server/message.ts";
import { scopeOf } from "./queryScope.ts";
import type { RecordSet } from "./recordSet.ts";

const isGroup = ({ use }: ApplyColumn): boolean => use.kind === "group";

/** Only by grouped columns of the table itself (Microsoft, Aggregate data using OData). */
const orderOf = (text: string | undefined, columns: readonly ApplyColumn[]): AggregateQuery["order"] =>
  (text ?? "")
    .split(",")
    .filter((item) => item.trim() !== "")
    .map((item) => {
      const [, name, direction] = /^\s*(\w+)(?:\s+(asc|desc))?\s*$/.exec(item) ?? [];
      if (name === undefined) {
        throw badSyntax(`Syntax error at position 0 in '${item}'.`);
      }
      const column = columns.find(({ alias }) => alias === name);
      if (column === undefined || !isGroup(column) || column.path.hops.length > 0) {
        throw unsupportedNode("SingleValueOpenPropertyAccess");
      }
      return { alias: name, descending: direction === "desc" };
    });

/** In Microsoft's samples columns of other tables come last. */
const inShownOrder = (columns: readonly ApplyColumn[]): readonly ApplyColumn[] => [
  ...columns.filter(({ path, use }) => use.kind === "aggregate" || path.hops.length === 0),
  ...columns.filter(({ path, use }) => use.kind === "group" && path.hops.length > 0),
];

const together = ["$filter", "$select", "$expand", "$top", "$count", "$skiptoken"];

const refuseOthers = ({ request }: Session): void => {
  const other = together.find((name) => request.options.get(name) !== undefined);
  if (other !== undefined) {
    throw notImplemented(`the query option '${other}' next to $apply`);
  }
  requireOptions(request.options, ["$apply", "$orderby"]);
};

/** Answers GET of a record set with `$apply`. */
export const answerApply = (session: Session, { table, within }: RecordSet, text: string): Answer => {
  refuseOthers(session);
  const { request, presentation, dataverse } = session;
  const { where, columns } = parseApply(scopeOf(session, table), text);
  const rows = aggregateRows(dataverse.store, {
    table: table.name,
    where: wherePartition(request, table, where),
    within,
    joins: [],
    groups: columns.filter(isGroup).map(({ alias, path }) => ({ alias, path })),
    aggregates: columns.flatMap((column) =>
      aggregatesOf([column]).map((aggregate) => ({ ...aggregate, path: column.path })),
    ),
    order: orderOf(request.options.get("$orderby"), columns),
  });
  if (rows.length > (request.prefer.maxPageSize ?? largestPage)) {
    throw notImplemented("more groups in $apply than fit on a page");
  }
  const context = JSON.stringify(`${request.root}$metadata#${table.entitySet}`);
  const value = rows.map(aggregateWriter(presentation, inShownOrder(columns))).join(",");
  return jsonAnswer(200, `{"@odata.context":${context},"value":[${value}]}`);
};
