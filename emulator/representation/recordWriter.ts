import { readCounter } from "../cost/workload.ts";
import { isReadable } from "../schema/readable.ts";
import type { Column } from "../schema/schema.ts";
import { columnWriter, type Presentation, type Writer } from "./columnWriter.ts";
import { expansionWriter } from "./expansionWriter.ts";
import type { RecordShape } from "./recordShape.ts";

const selectedColumns = ({ table, columns, expand, inList }: RecordShape): readonly Column[] => {
  if (columns === undefined) {
    // Pictures come only to those who select them (Microsoft, Use image column data).
    return [...table.columns.values()].filter(
      (column) => column.definition.type !== "Image" && isReadable(column),
    );
  }
  const currency = table.columns.get("transactioncurrencyid");
  const primary = table.columns.get(table.primaryId);
  const shown = new Set(columns);
  if (currency !== undefined && columns.some(({ definition }) => definition.type === "Money")) {
    shown.add(currency);
  }
  const lookups = expand.flatMap((expansion) =>
    expansion.kind === "reference" ? [expansion.navigation.column] : [],
  );
  const key = primary === undefined ? [] : [primary];
  // Microsoft's samples show the lookups of references before the key in a list and after it in a single record.
  for (const column of inList ? [...lookups, ...key] : [...key, ...lookups]) {
    shown.add(column);
  }
  // The OData key of users and teams is a plain `ownerid`, which therefore always comes along.
  const owner = table.columns.get("ownerid");
  if (owner?.isLookup === false) {
    shown.add(owner);
  }
  return [...shown];
};

export const etagOf = (version: number): string => `W/"${version}"`;

/**
 * Compiles a shape to a function that writes a record as JSON text. Writing text column by column keeps a page of
 * 5000 wide records fast and gives annotations their place before the property.
 */
export const recordWriter = (presentation: Presentation, shape: RecordShape): Writer => {
  const rows = presentation.store.table(shape.table.name);
  const writers: Writer[] = selectedColumns(shape).map((column) =>
    columnWriter(presentation, shape.table, column),
  );
  if (shape.etag) {
    writers.unshift((slot) => `"@odata.etag":"W/\\"${rows.versionOf(slot)}\\""`);
  }
  for (const expansion of shape.expand) {
    writers.push(expansionWriter({ presentation, outer: shape, compile: recordWriter }, expansion));
  }
  const countRead = readCounter();
  return (slot) => {
    countRead();
    let text = "";
    for (const write of writers) {
      text += text === "" ? write(slot) : `,${write(slot)}`;
    }
    return `{${text}}`;
  };
};
