import type { Column, Table } from "../schema/schema.ts";
import type { Store } from "../store/store.ts";
import { formatterOf } from "./formattedValue.ts";
import { cellPrinter } from "./jsonValue.ts";

/** What answers need beside the records: the store, the service root, and which annotations the client asked for. */
export interface Presentation {
  readonly store: Store;
  /** Absolute, with a slash at the end: "http://127.0.0.1:1234/api/data/v9.2/". */
  readonly root: string;
  readonly wantsAnnotation: (name: string) => boolean;
}

/** Writes one property of a row, annotations first: `"a@b":1,"a":2`. */
export type Writer = (slot: number) => string;

type AnnotationReader = (slot: number, value: string | number | boolean) => string | undefined;

const formattedValue = "OData.Community.Display.V1.FormattedValue";
const navigationProperty = "Microsoft.Dynamics.CRM.associatednavigationproperty";
const lookupName = "Microsoft.Dynamics.CRM.lookuplogicalname";

/** The annotations of a column, in the order the service writes them. */
export const annotationsOf = (
  { store }: Presentation,
  table: Table,
  column: Column,
): readonly (readonly [string, AnnotationReader])[] => {
  const format = formatterOf(store, table, column);
  const formatted: AnnotationReader = (slot, value) => format?.(slot, value);
  if (!column.isLookup) {
    return [[formattedValue, formatted]];
  }
  const targetOf = store.table(table.name).targets(column.name);
  const targets = column.definition.targets ?? [];
  return [
    [formattedValue, formatted],
    [
      navigationProperty,
      (slot) => targets.find((target) => target.table === targetOf(slot))?.navigationProperty,
    ],
    [lookupName, (slot) => targetOf(slot) ?? undefined],
  ];
};

/** A writer for a column. Empty values are written as null and carry no annotations. */
export const columnWriter = (presentation: Presentation, table: Table, column: Column): Writer => {
  const read = presentation.store.table(table.name).values(column.name);
  const print = cellPrinter(presentation.store, column);
  const property = `${JSON.stringify(column.property)}:`;
  const annotations = annotationsOf(presentation, table, column)
    .filter(([name]) => presentation.wantsAnnotation(name))
    .map(([name, annotate]) => [`${JSON.stringify(`${column.property}@${name}`)}:`, annotate] as const);
  if (annotations.length === 0) {
    return (slot) => property + print(read(slot));
  }
  return (slot) => {
    const value = read(slot);
    let text = "";
    for (const [name, annotate] of annotations) {
      const annotation = value === null ? undefined : annotate(slot, value);
      text += annotation === undefined ? "" : `${name}${JSON.stringify(annotation)},`;
    }
    return text + property + print(value);
  };
};
