import type { GlobalChoiceDefinition, ManyToManyDefinition, TableDefinition } from "../schema/model.ts";
import { compileSchema, type Schema } from "../schema/schema.ts";
import type { Store } from "../store/store.ts";

/** All definitions of an organization at one moment. Never changed in place. */
export interface Definitions {
  /** By logical name. */
  readonly tables: ReadonlyMap<string, TableDefinition>;
  /** By schema name. */
  readonly manyToMany: ReadonlyMap<string, ManyToManyDefinition>;
  /** By name. */
  readonly choices: ReadonlyMap<string, GlobalChoiceDefinition>;
}

export type Edit = (definitions: Definitions) => Definitions;

/** What a `PublishXml` names; all when it names nothing. */
export interface Publication {
  readonly tables: readonly string[];
  readonly choices: readonly string[];
}

/**
 * The definitions of an organization. New and deleted things are there at once; changes of what exists wait until they
 * are published (Microsoft, Create and update column definitions using the Web API). Belongs to the transaction under
 * way, as records do.
 */
export interface Catalog {
  /** What everybody sees and what records obey. */
  readonly published: () => Definitions;
  /** The same with the changes that wait to be published. */
  readonly draft: () => Definitions;
  /** Rises with every change of what is published. */
  readonly version: () => number;
  /** Changes what is published, and the draft alike. */
  readonly change: (edit: Edit) => void;
  /** Changes the draft only. */
  readonly propose: (edit: Edit) => void;
  readonly publish: (publication?: Publication) => void;
}

export const definitionsOf = (
  tables: readonly TableDefinition[],
  manyToMany: readonly ManyToManyDefinition[],
  choices: readonly GlobalChoiceDefinition[],
): Definitions => ({
  tables: new Map(tables.map((table) => [table.logicalName, table])),
  manyToMany: new Map(manyToMany.map((relationship) => [relationship.schemaName, relationship])),
  choices: new Map(choices.map((choice) => [choice.name, choice])),
});

export const compileDefinitions = ({ tables, manyToMany }: Definitions): Schema =>
  compileSchema([...tables.values()], [...manyToMany.values()]);

const withChoices = (table: TableDefinition, choices: Definitions["choices"]): TableDefinition => {
  const isOld = table.columns.some(
    ({ globalChoices, choices: own }) =>
      globalChoices !== undefined && choices.get(globalChoices)?.choices !== own,
  );
  if (!isOld) {
    return table;
  }
  const columns = table.columns.map((column) => {
    const shared = column.globalChoices === undefined ? undefined : choices.get(column.globalChoices);
    return shared === undefined ? column : { ...column, choices: shared.choices };
  });
  return { ...table, columns };
};

/** Gives columns the values of the global choices they share. */
const settled = (definitions: Definitions): Definitions => ({
  ...definitions,
  tables: new Map(
    [...definitions.tables].map(([name, table]) => [name, withChoices(table, definitions.choices)]),
  ),
});

const replaced = <T>(
  all: ReadonlyMap<string, T>,
  by: ReadonlyMap<string, T>,
  names: readonly string[] | undefined,
): ReadonlyMap<string, T> => {
  const isNamed = (name: string): boolean => names === undefined || names.includes(name);
  return new Map([...all].map(([name, item]) => [name, (isNamed(name) ? by.get(name) : undefined) ?? item]));
};

export const createCatalog = (store: Store, first: Definitions): Catalog => {
  let [published, draft] = [first, first];
  let version = 1;
  const replace = (nextPublished: Definitions, nextDraft: Definitions): void => {
    const before = { published, draft };
    store.note(() => {
      ({ published, draft } = before);
      version += 1;
    });
    if (nextPublished !== published) {
      published = settled(nextPublished);
      version += 1;
      store.adopt(compileDefinitions(published));
    }
    draft = nextDraft;
  };
  return {
    published: () => published,
    draft: () => draft,
    version: () => version,
    change: (edit) => {
      const next = edit(published);
      const isSame = draft === published;
      replace(next, draft);
      draft = isSame ? published : settled(edit(draft));
    },
    propose: (edit) => replace(published, settled(edit(draft))),
    publish: (only) => {
      const isSame = draft === published;
      if (!isSame) {
        const next: Definitions = {
          ...published,
          tables: replaced(published.tables, draft.tables, only?.tables),
          choices: replaced(published.choices, draft.choices, only?.choices),
        };
        replace(next, draft);
        draft = only === undefined ? published : draft;
      }
    },
  };
};
