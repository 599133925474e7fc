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
type Reference = Expansion & { readonly kind: "reference" };
type Many = Expansion & { readonly kind: "collection" };

const innerShape = (outer: RecordShape, expansion: Expansion): RecordShape => ({
  table: expansion.table,
  columns: expansion.columns,
  expand: expansion.expand,
  // Microsoft's samples show an ETag in an expanded record, but not in that of a list's lookup, nor in any next to a
  // nested $expand.
  etag: !outer.inList || (expansion.kind === "collection" && outer.expandedPage === undefined),
  inList: outer.inList,
  expandedPage: outer.expandedPage,
});

/** Writes the record a lookup points to, or null. */
const lookupWriter = (
  { presentation, outer }: Surroundings,
  expansion: Single | Reference,
  write: Writer,
): Writer => {
  const { column, targets } = expansion.navigation;
  const source = presentation.store.table(outer.table.name);
  const [ids, tables] = [source.values(column.name), source.targets(column.name)];
  const rows = presentation.store.table(expansion.table.name);
  const mayRead = presentation.store.guard?.(expansion.table.name);
  const name = JSON.stringify(expansion.name);
  return (slot) => {
    const id = ids(slot);
    const isHere = typeof id === "string" && targets.includes(tables(slot) ?? "");
    const target = isHere ? rows.slotOf(id) : undefined;
    const isShown = target !== undefined && (mayRead === undefined || mayRead(target));
    return `${name}:${isShown ? write(target) : "null"}`;
  };
};

const singleWriter = (surroundings: Surroundings, expansion: Single): Writer => {
  const { presentation, outer, compile } = surroundings;
  return lookupWriter(surroundings, expansion, compile(presentation, innerShape(outer, expansion)));
};

const referenceWriter = (surroundings: Surroundings, expansion: Reference): Writer => {
  const { root, store } = surroundings.presentation;
  const { name, entitySet } = expansion.table;
  const { idOf } = store.table(name);
  return lookupWriter(
    surroundings,
    expansion,
    (slot) => `{"@odata.id":${JSON.stringify(`${root}${entitySet}(${idOf(slot)})`)}}`,
  );
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
 * the same rows again; with one it has a `$skiptoken` when the page is full, even if no row is left, as in Microsoft's
 * sample (Microsoft, Join tables using OData).
 */
const nextLinkText = (
  { store }: Presentation,
  { inList, expandedPage }: RecordShape,
  { expansion, page, limit }: { readonly expansion: Many; readonly page: Page; readonly limit: number },
): string | undefined => {
  if (!inList) {
    return undefined;
  }
  if (expandedPage === undefined) {
    return linkOptions(expansion, undefined);
  }
  if (page.slots.length < limit) {
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
  const foreignKey = collection.kind === "1:N" ? table.columns.get(collection.column) : undefined;
  const shape = innerShape(outer, expansion);
  // Microsoft's samples show the lookup back to the parent in the expanded rows of a list without nested $expand.
  const shown =
    outer.inList && outer.expandedPage === undefined && columns !== undefined && foreignKey !== undefined
      ? [...columns, foreignKey]
      : columns;
  const write = compile(presentation, { ...shape, columns: shown });
  const parents = presentation.store.table(outer.table.name);
  const limit = expansion.top ?? outer.expandedPage ?? largestPage;
  return (slot) => {
    const id = parents.idOf(slot);
    const page = readPage(presentation.store, {
      table: table.name,
      within: { collection, id },
      where: expansion.where,
      order: expansion.order,
      limit,
    });
    const text = `${JSON.stringify(expansion.name)}:[${page.slots.map(write).join(",")}]`;
    const options = nextLinkText(presentation, outer, { expansion, page, limit });
    if (options === undefined) {
      return text;
    }
    const link = `${presentation.root}${outer.table.entitySet}(${id})/${expansion.name}${options}`;
    return `${text},${JSON.stringify(`${expansion.name}@odata.nextLink`)}:${JSON.stringify(link)}`;
  };
};

/** Writes an expanded navigation property of a row of `outer`. */
export const expansionWriter = (surroundings: Surroundings, expansion: Expansion): Writer => {
  switch (expansion.kind) {
    case "single":
      return singleWriter(surroundings, expansion);
    case "reference":
      return referenceWriter(surroundings, expansion);
    case "collection":
      return collectionWriter(surroundings, expansion);
  }
};
