import { DataverseError } from "../errors/dataverseError.ts";
import { compareValues, foldText } from "../store/collation.ts";
import type { Value } from "../store/columnStore.ts";
import type { Store } from "../store/store.ts";
import { framedReader } from "./columnReader.ts";
import { cutDate } from "./datePart.ts";
import { type JoinedFrame, joinedFrame } from "./frame.ts";
import { joinedRows } from "./joinedRows.ts";
import type { Aggregate, AggregateQuery, AggregateRow, Grouping, JoinedRow } from "./model.ts";

/** Microsoft, Aggregate data using FetchXml: queries that return aggregates look at no more rows. */
export const aggregateRowLimit = 50_000;

const tooManyRows = () =>
  new DataverseError(400, "0x8004E023", "AggregateQueryRecordLimit exceeded. Cannot perform this operation.");

type Values = readonly (string | number | boolean)[];

const fold = (value: Value): Value => (typeof value === "string" ? foldText(value) : value);

/** Money and decimals have few places: rounding takes off what binary fractions add. */
const exact = (value: number): number => Number(value.toPrecision(15));

const sum = (values: Values): number => values.reduce<number>((total, value) => total + Number(value), 0);

/** Empty values never count (Microsoft, Aggregate data using FetchXml). */
const operations: Readonly<Record<Exclude<Aggregate["operation"], "count">, (values: Values) => Value>> = {
  countColumn: (values) => values.length,
  countDistinct: (values) => new Set(values.map(fold)).size,
  sum: (values) => exact(sum(values)),
  avg: (values) => (values.length === 0 ? null : exact(sum(values) / values.length)),
  min: (values) =>
    values.reduce<Value>(
      (least, value) => (least === null || compareValues(value, least) < 0 ? value : least),
      null,
    ),
  max: (values) =>
    values.reduce<Value>(
      (most, value) => (most === null || compareValues(value, most) > 0 ? value : most),
      null,
    ),
};

type RowReader = (row: JoinedRow) => Value;

const groupReader = (store: Store, frame: JoinedFrame, { path, part }: Grouping): RowReader => {
  const read = framedReader(store, frame, { path });
  return part === undefined ? read : (row) => cutDate(read(row), part);
};

const aggregateReader = (
  store: Store,
  frame: JoinedFrame,
  { operation, path }: Aggregate,
): ((rows: readonly JoinedRow[]) => Value) => {
  if (operation === "count" || path === undefined) {
    return (rows) => rows.length;
  }
  const read = framedReader(store, frame, { path });
  const compute = operations[operation];
  return (rows) => compute(rows.map(read).filter((value) => value !== null));
};

const limitedRows = (store: Store, query: AggregateQuery): readonly JoinedRow[] => {
  const limit = Math.min(query.rowLimit ?? aggregateRowLimit, aggregateRowLimit);
  const rows: JoinedRow[] = [];
  for (const row of joinedRows(store, query)) {
    if (rows.length === limit) {
      throw tooManyRows();
    }
    rows.push(row);
  }
  return rows;
};

/** Without groups all rows are one group, also when there are none. */
const groupRows = (
  rows: readonly JoinedRow[],
  readers: readonly RowReader[],
): readonly (readonly JoinedRow[])[] => {
  if (readers.length === 0) {
    return [rows];
  }
  const groups = new Map<string, JoinedRow[]>();
  for (const row of rows) {
    const key = JSON.stringify(readers.map((read) => fold(read(row))));
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, [row]);
    } else {
      group.push(row);
    }
  }
  return [...groups.values()];
};

const inOrder = (
  rows: readonly AggregateRow[],
  { order, groups }: AggregateQuery,
): readonly AggregateRow[] => {
  const by = order.length > 0 ? order : groups.map(({ alias }) => ({ alias, descending: false }));
  return [...rows].sort((left, right) => {
    for (const { alias, descending } of by) {
      const difference = compareValues(left.get(alias) ?? null, right.get(alias) ?? null);
      if (difference !== 0) {
        return descending ? -difference : difference;
      }
    }
    return 0;
  });
};

/** Groups the rows of a query and aggregates each group. Refuses more rows than the limit, as the service does. */
export const aggregateRows = (store: Store, query: AggregateQuery): readonly AggregateRow[] => {
  const frame = joinedFrame(query.table, query.joins);
  const groups = query.groups.map((group) => ({ ...group, read: groupReader(store, frame, group) }));
  const aggregates = query.aggregates.map((aggregate) => ({
    ...aggregate,
    read: aggregateReader(store, frame, aggregate),
  }));
  const rows = groupRows(
    limitedRows(store, query),
    groups.map(({ read }) => read),
  ).map((group): AggregateRow => {
    const [first = []] = group;
    return new Map([
      ...groups.map(({ alias, read }) => [alias, read(first)] as const),
      ...aggregates.map(({ alias, read }) => [alias, read(group)] as const),
    ]);
  });
  return inOrder(rows, query);
};
