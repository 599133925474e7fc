import type { Expansion } from "../odata/expand.ts";
import { largestPage } from "../odata/prefer.ts";
import { encodeOption } from "../odata/queryOptions.ts";
import { splitOutside } from "../odata/split.ts";
import { readPage } from "../query/execute.ts";
import type { Page } from "../query/model.ts";
import type { Presentation, Writer } from "./columnWriter.ts";
import { skipTokenAfter } from "./nextLink.ts";
import type { RecordShape } from "./recordShape.ts";

/** What expanded records are written with; `compile` is the record writer itself, which calls this room. */
export interface Surroundings {
  readonly presentation: Presentation;
  readonly outer: RecordShape;
  readonly compile: (presentation: Presentation, shape: RecordShape) => Writer;
}

type Single = Expansion & { readonly kind: "single" };
type Many = Expansion & { readonly kind: "collection" };

const innerShape = (outer: RecordShape, expansion: Expansion): RecordShape => ({
  table: expansion.table,
  columns: expansion.columns,
  expand: expansion.expand,
  // Microsoft's samples show an etag in an expanded lookup of a single record, none in those of a list.
  etag: expansion.kind === "collection" || !outer.inList,
  inList: outer.inList,
  expandedPage: outer.expandedPage,
});

const singleWriter = ({ presentation, outer, compile }: Surroundings, expansion: Single): Writer => {
  const { column, targets } = expansion.navigation;
  const source = presentation.store.table(outer.table.name);
  const [ids, tables] = [source.values(column.name), source.targets(column.name)];
  const rows = presentation.store.table(expansion.table.name);
  const write = compile(presentation, innerShape(outer, expansion));
  const name = JSON.stringify(expansion.name);
  return (slot) => {
    const id = ids(slot);
    const isHere = typeof id === "string" && targets.includes(tables(slot) ?? "");
    const target = isHere ? rows.slotOf(id) : undefined;
    return `${name}:${target === undefined ? "null" : write(target)}`;
  };
};

/** The options of an expansion as those of a request of its own; paging moves `$skiptoken` in. */
const linkOptions = (expansion: Many, skipToken: string | undefined): string => {
  const options = splitOutside(expansion.options, ";")
    .map((option) => option.trim())
    .filter((option) => option !== "");
  if (skipToken !== undefined) {
    options.push(`$skiptoken=${skipToken}`);
  }
  return options.length === 0 ? "" : `?${options.map(encodeOption).join("&")}`;
};

/**
 * In a list every expanded collection has a next link. Without a nested $expand it has no `$skiptoken` and leads to
 * the same rows again; with one it is there only when rows are left (Microsoft, Join tables using OData).
 */
const nextLinkText = (
  { store }: Presentation,
  { inList, expandedPage }: RecordShape,
  { expansion, page }: { readonly expansion: Many; readonly page: Page },
): string | undefined => {
  if (!inList) {
    return undefined;
  }
  if (expandedPage === undefined) {
    return linkOptions(expansion, undefined);
  }
  if (!page.more) {
    return undefined;
  }
  const token = skipTokenAfter(
    store,
    { table: expansion.table, order: expansion.order },
    { page, number: 1 },
  );
  return linkOptions(expansion, token);
};

const collectionWriter = ({ presentation, outer, compile }: Surroundings, expansion: Many): Writer => {
  const { collection, table, columns } = expansion;
  const foreignKey = table.columns.get(collection.column);
  const shape = innerShape(outer, expansion);
  // Microsoft's samples show the lookup back to the parent in the expanded rows of a list.
  const shown =
    outer.inList && columns !== undefined && foreignKey !== undefined ? [...columns, foreignKey] : columns;
  const write = compile(presentation, { ...shape, columns: shown });
  const parents = presentation.store.table(outer.table.name);
  const limit = expansion.top ?? outer.expandedPage ?? largestPage;
  return (slot) => {
    const id = parents.idOf(slot);
    const page = readPage(presentation.store, {
      table: table.name,
      within: { column: collection.column, id },
      where: expansion.where,
      order: expansion.order,
      limit,
    });
    const text = `${JSON.stringify(expansion.name)}:[${page.slots.map(write).join(",")}]`;
    const options = nextLinkText(presentation, outer, { expansion, page });
    if (options === undefined) {
      return text;
    }
    const link = `${presentation.root}${outer.table.entitySet}(${id})/${expansion.name}${options}`;
    return `${text},${JSON.stringify(`${expansion.name}@odata.nextLink`)}:${JSON.stringify(link)}`;
  };
};

/** Writes an expanded navigation property of a row of `outer`. */
export const expansionWriter = (surroundings: Surroundings, expansion: Expansion): Writer =>
  expansion.kind === "single"
    ? singleWriter(surroundings, expansion)
    : collectionWriter(surroundings, expansion);
