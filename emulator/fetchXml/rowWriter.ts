import { readCounter } from "../cost/workload.ts";
import { joinedFrame } from "../query/frame.ts";
import type { Join, JoinedRow } from "../query/model.ts";
import { annotationsOf, type Presentation } from "../representation/columnWriter.ts";
import { cellPrinter } from "../representation/jsonValue.ts";
import { etagOf } from "../representation/recordWriter.ts";
import type { ShownColumn } from "./shownColumn.ts";

/** Columns under another name carry this annotation (Microsoft, Select columns using FetchXml). */
export const attributeName = "OData.Community.Display.V1.AttributeName";
const navigationProperty = "Microsoft.Dynamics.CRM.associatednavigationproperty";

type CellWriter = (slot: number) => string | undefined;

/** Writes a cell with its annotations; nothing at all when it is empty. */
const cellWriter = (
  presentation: Presentation,
  { key, source, column, renamed }: ShownColumn,
): CellWriter => {
  const { store, wantsAnnotation } = presentation;
  const { table } = source;
  const read = store.table(table.name).values(column.name);
  const print = cellPrinter(store, column);
  const property = JSON.stringify(key);
  const annotations = annotationsOf(presentation, table, column)
    .filter(([name]) => wantsAnnotation(name) && !(renamed && name === navigationProperty))
    .map(([name, annotate]) => [JSON.stringify(`${key}@${name}`), annotate] as const);
  const ownName =
    renamed && wantsAnnotation(attributeName)
      ? `${JSON.stringify(`${key}@${attributeName}`)}:${JSON.stringify(column.name)},`
      : "";
  return (slot) => {
    const value = read(slot);
    if (value === null) {
      return undefined;
    }
    const notes = annotations.map(([name, annotate]) => {
      const text = annotate(slot, value);
      return text === undefined ? "" : `${name}:${JSON.stringify(text)},`;
    });
    return `${ownName}${notes.join("")}${property}:${print(value)}`;
  };
};

interface RowShape {
  readonly table: string;
  readonly joins: readonly Join[];
  readonly columns: readonly ShownColumn[];
  /** Whether a row is a record of the queried table, and so has its ETag. */
  readonly isRecord: boolean;
}

/** Compiles to a function that writes a row as JSON. Unlike OData queries, FetchXML leaves out empty columns. */
export const rowWriter = (
  presentation: Presentation,
  { table, joins, columns, isRecord }: RowShape,
): ((row: JoinedRow) => string) => {
  const frame = joinedFrame(table, joins);
  const cells = columns.map((shown) => ({
    at: frame.positionOf(shown.source.alias),
    write: cellWriter(presentation, shown),
  }));
  const { versionOf } = presentation.store.table(table);
  const countRead = readCounter();
  return (row) => {
    countRead();
    const [slot] = row;
    const etag =
      isRecord && slot !== undefined ? [`"@odata.etag":${JSON.stringify(etagOf(versionOf(slot)))}`] : [];
    const members = cells.map(({ at, write }) => {
      const own = row[at];
      return own === undefined ? undefined : write(own);
    });
    return `{${[...etag, ...members.filter((member) => member !== undefined)].join(",")}}`;
  };
};
