import { readCounter } from "../cost/workload.ts";
import type { AggregateRow } from "../query/model.ts";
import type { Presentation } from "../representation/columnWriter.ts";
import { formatterOf } from "../representation/formattedValue.ts";
import { jsonPrinter } from "../representation/jsonValue.ts";
import { type Schema, tableNamed } from "../schema/schema.ts";
import type { Value } from "../store/columnStore.ts";
import type { Store } from "../store/store.ts";
import type { AggregateColumn } from "./bindAggregate.ts";
import { attributeName } from "./rowWriter.ts";

const formattedValue = "OData.Community.Display.V1.FormattedValue";
const lookupName = "Microsoft.Dynamics.CRM.lookuplogicalname";

/** No row has this number: amounts of several rows are shown in the base currency. */
const noSlot = -1;

const integers = new Intl.NumberFormat("en-US");

/** A number of its own: how many there are, or the part of a date. */
const isPlainNumber = ({ use }: AggregateColumn): boolean =>
  use.kind === "group" ? use.part !== undefined : use.operation.startsWith("count");

interface Note {
  readonly annotation: string;
  readonly read: (value: Value) => string | undefined;
}

/** The table and name of a record that rows are grouped by. */
const recordNotes = (store: Store, schema: Schema, { column }: AggregateColumn): readonly Note[] => {
  const targets = (column.definition.targets ?? []).map(({ table }) => store.table(table));
  const find = (value: Value) =>
    targets.find(({ slotOf }) => typeof value === "string" && slotOf(value) !== undefined);
  return [
    {
      annotation: formattedValue,
      read: (value) => {
        const rows = find(value);
        const slot = rows?.slotOf(String(value));
        if (rows === undefined || slot === undefined) {
          return undefined;
        }
        const { primaryName } = tableNamed(schema, rows.table.name).definition;
        return rows.values(primaryName)(slot)?.toString();
      },
    },
    { annotation: lookupName, read: (value) => find(value)?.table.name },
  ];
};

const notesOf = ({ store }: Presentation, shown: AggregateColumn): readonly Note[] => {
  const own: Note = { annotation: attributeName, read: () => shown.column.name };
  if (isPlainNumber(shown)) {
    return [own, { annotation: formattedValue, read: (value) => integers.format(Number(value)) }];
  }
  if (shown.column.isLookup) {
    return [own, ...recordNotes(store, store.schema, shown)];
  }
  const format = formatterOf(store, shown.source.table, shown.column);
  return [own, { annotation: formattedValue, read: (value) => format?.(noSlot, value) }];
};

const memberWriter = (
  presentation: Presentation,
  shown: AggregateColumn,
): ((row: AggregateRow) => readonly string[]) => {
  const { alias, column } = shown;
  const print = isPlainNumber(shown) ? jsonPrinter("Edm.Int32") : jsonPrinter(column.edmType);
  const notes = notesOf(presentation, shown).filter(({ annotation }) =>
    presentation.wantsAnnotation(annotation),
  );
  return (row) => {
    const value = row.get(alias) ?? null;
    if (value === null) {
      return [];
    }
    const written = notes.flatMap(({ annotation, read }) => {
      const text = read(value);
      return text === undefined
        ? []
        : [`${JSON.stringify(`${alias}@${annotation}`)}:${JSON.stringify(text)}`];
    });
    return [...written, `${JSON.stringify(alias)}:${print(value)}`];
  };
};

/** Writes the rows of an aggregate query. Empty groups and aggregates of nothing are left out, as all empty columns. */
export const aggregateWriter = (
  presentation: Presentation,
  columns: readonly AggregateColumn[],
): ((row: AggregateRow) => string) => {
  const members = columns.map((column) => memberWriter(presentation, column));
  const countRead = readCounter();
  return (row) => {
    countRead();
    return `{${members.flatMap((write) => write(row)).join(",")}}`;
  };
};
