import { badSyntax, notImplemented } from "../errors/refusals.ts";
import { splitOutside } from "../odata/split.ts";
import type { ColumnDefinition, TableDefinition } from "../schema/model.ts";
import { columnDetails, columnMetadata, columnMetadataType } from "./columnMetadata.ts";
import type { Definition } from "./definition.ts";
import { metadataFilter } from "./metadataFilter.ts";
import { parseSelection, project, type Selectable, type Selection } from "./selection.ts";

/** Which columns of a table are shown, and what of them. */
export interface ColumnList {
  readonly selection: Selection;
  readonly keeps: (definition: Definition) => boolean;
}

/** Any column shows what all columns have in common: only that can be selected without a cast. */
const selectable = (table: TableDefinition): Selectable => {
  const [column] = table.columns;
  return {
    sample: column === undefined ? {} : columnMetadata(table, column),
    type: "Microsoft.Dynamics.CRM.AttributeMetadata",
  };
};

export const columnList = (
  table: TableDefinition,
  { select, filter }: { readonly select: string | undefined; readonly filter: string | undefined },
): ColumnList => ({
  selection: parseSelection(selectable(table), select),
  keeps: metadataFilter(selectable(table), filter),
});

/** A column with its type, and, unless properties are selected, with what only its type has. */
export const columnItem = (
  table: TableDefinition,
  column: ColumnDefinition,
  selection: Selection,
): Definition => ({
  "@odata.type": columnMetadataType(column),
  ...project(columnMetadata(table, column), selection),
  ...(selection === undefined && columnDetails(column)),
});

export const columnItems = (
  table: TableDefinition,
  { selection, keeps }: ColumnList,
): readonly Definition[] =>
  table.columns
    .filter((column) => keeps(columnMetadata(table, column)))
    .map((column) => columnItem(table, column, selection));

const parseInner = (text: string): ReadonlyMap<string, string> => {
  const options = splitOutside(text, ";").filter((option) => option.trim() !== "");
  return new Map(
    options.map((option) => {
      const at = option.indexOf("=");
      return [option.slice(0, at).trim(), option.slice(at + 1).trim()];
    }),
  );
};

/** Reads `$expand=Attributes($select=…;$filter=…)`, the only expansion of definitions there is here. */
export const parseColumnExpansion = (
  table: TableDefinition,
  text: string | undefined,
): ColumnList | undefined => {
  if (text === undefined) {
    return undefined;
  }
  const [, name, inner] = /^\s*(\w+)\s*(?:\((.*)\))?\s*$/s.exec(text) ?? [];
  if (name !== "Attributes") {
    throw notImplemented(`$expand=${text} of definitions`);
  }
  const options = parseInner(inner ?? "");
  const wrong = [...options.keys()].find((option) => option !== "$select" && option !== "$filter");
  if (wrong !== undefined) {
    throw badSyntax(`The query option '${wrong}' is not supported inside $expand of definitions.`);
  }
  return columnList(table, { select: options.get("$select"), filter: options.get("$filter") });
};
