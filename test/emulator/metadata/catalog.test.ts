import { describe, expect, it } from "vitest";
import {
  type Catalog,
  compileDefinitions,
  createCatalog,
  definitionsOf,
} from "../../../emulator/organization/catalog.ts";
import {
  changeColumn,
  changeTable,
  putTable,
  removeColumn,
  removeTable,
} from "../../../emulator/organization/edits.ts";
import { buildKeys } from "../../../emulator/organization/keyBuilding.ts";
import { customColumns } from "../../../emulator/schema/customColumn.ts";
import { customTable, withColumns } from "../../../emulator/schema/customTable.ts";
import { createStore, type Store } from "../../../emulator/store/store.ts";

const thing = customTable({
  schemaName: "new_Thing",
  columns: [{ schemaName: "new_Code", type: "String" }],
});

const setUp = (): { readonly store: Store; readonly catalog: Catalog } => {
  const definitions = definitionsOf([thing], [], []);
  const store = createStore(compileDefinitions(definitions));
  return { store, catalog: createCatalog(store, definitions) };
};

const addColumn = (catalog: Catalog): void =>
  catalog.change(
    changeTable("new_thing", (table) =>
      withColumns(table, customColumns({ schemaName: "new_Extra", type: "Integer" })),
    ),
  );

const insert = (store: Store, id: string, code: string): number =>
  store.table("new_thing").insert(id, new Map([["new_code", code]]), store.nextVersion());

describe("the catalog", () => {
  it("keeps the records when a column comes, and forgets its values when it goes", () => {
    const { store, catalog } = setUp();
    const slot = insert(store, "a", "one");
    addColumn(catalog);
    const rows = store.table("new_thing");
    rows.update(slot, new Map([["new_extra", 7]]), store.nextVersion());
    expect([rows.values("new_code")(slot), rows.values("new_extra")(slot)]).toEqual(["one", 7]);
    catalog.change(removeColumn("new_thing", "new_extra"));
    addColumn(catalog);
    expect(rows.values("new_extra")(slot)).toBeNull();
  });

  it("belongs to the transaction under way", () => {
    const { store, catalog } = setUp();
    const slot = insert(store, "a", "one");
    const transaction = store.begin();
    catalog.change(removeColumn("new_thing", "new_code"));
    catalog.change(putTable(customTable({ schemaName: "new_Other" })));
    store.table("new_other").insert("b", new Map(), store.nextVersion());
    transaction.rollback();
    expect([...catalog.published().tables.keys()]).toEqual(["new_thing"]);
    expect([...catalog.draft().tables.keys()]).toEqual(["new_thing"]);
    expect([...store.schema.tables.keys()]).toEqual(["new_thing"]);
    expect(store.table("new_thing").values("new_code")(slot)).toBe("one");
  });

  it("shows a proposal when it is published, and only of what is named", () => {
    const { catalog } = setUp();
    catalog.change(putTable(customTable({ schemaName: "new_Other" })));
    const rename = (table: string) => changeTable(table, (known) => ({ ...known, label: "Renamed" }));
    catalog.propose(rename("new_thing"));
    catalog.propose(rename("new_other"));
    const label = (table: string) => catalog.published().tables.get(table)?.label;
    const version = catalog.version();
    expect([label("new_thing"), label("new_other")]).toEqual(["new_Thing", "new_Other"]);
    catalog.publish({ tables: ["new_thing"], choices: [] });
    expect([label("new_thing"), label("new_other")]).toEqual(["Renamed", "new_Other"]);
    addColumn(catalog);
    catalog.publish();
    expect([label("new_thing"), label("new_other")]).toEqual(["Renamed", "Renamed"]);
    expect(catalog.published().tables.get("new_thing")?.columns.at(-1)?.logicalName).toBe("new_extra");
    expect(catalog.version()).toBeGreaterThan(version);
  });

  it("takes lookups to a table away with it", () => {
    const { catalog, store } = setUp();
    const target = {
      table: "new_thing",
      navigationProperty: "new_ThingId",
      collectionProperty: "new_things_of_other",
      relationship: "new_things_of_other",
    };
    const [lookup] = customColumns({ schemaName: "new_ThingId", type: "Lookup", targets: [target] });
    catalog.change(putTable(withColumns(customTable({ schemaName: "new_Other" }), [lookup])));
    expect(store.schema.tables.get("new_thing")?.collections.has("new_things_of_other")).toBe(true);
    catalog.change(removeTable("new_thing"));
    expect(store.schema.tables.get("new_other")?.columns.has("new_thingid")).toBe(false);
  });

  it("gives columns the options of their global choice", () => {
    const shared = { name: "new_set", label: "Set", custom: true, choices: [{ value: 1, label: "One" }] };
    const [column] = customColumns({
      schemaName: "new_Pick",
      type: "Picklist",
      globalChoices: "new_set",
      choices: shared.choices,
    });
    const definitions = definitionsOf([withColumns(thing, [column])], [], [shared]);
    const store = createStore(compileDefinitions(definitions));
    const catalog = createCatalog(store, definitions);
    const choices = [...shared.choices, { value: 2, label: "Two" }];
    catalog.propose((known) => ({ ...known, choices: new Map([["new_set", { ...shared, choices }]]) }));
    const count = () =>
      store.schema.tables.get("new_thing")?.columns.get("new_pick")?.definition.choices?.length;
    catalog.propose(changeColumn("new_thing", "new_pick", (known) => ({ ...known, label: "Picked" })));
    catalog.publish({ tables: ["new_thing"], choices: [] });
    expect(count()).toBe(1);
    catalog.publish({ tables: [], choices: ["new_set"] });
    expect(count()).toBe(2);
  });
});

describe("a new key", () => {
  const propose = (catalog: Catalog): void =>
    catalog.change(
      changeTable("new_thing", (table) => ({
        ...table,
        inactiveKeys: [{ name: "new_CodeKey", columns: ["new_code"], status: "Pending", since: 0 }],
      })),
    );
  const keysOf = (catalog: Catalog) => {
    const table = catalog.published().tables.get("new_thing");
    return [table?.alternateKeys.length, table?.inactiveKeys?.map(({ status }) => status)];
  };

  it("is built in steps from the records there are", () => {
    const { store, catalog } = setUp();
    const slot = insert(store, "a", "one");
    propose(catalog);
    buildKeys(catalog, store, 999);
    expect(keysOf(catalog)).toEqual([0, ["Pending"]]);
    buildKeys(catalog, store, 1000);
    expect(keysOf(catalog)).toEqual([0, ["InProgress"]]);
    buildKeys(catalog, store, 2000);
    expect(keysOf(catalog)).toEqual([1, []]);
    expect(store.table("new_thing").keys.get("new_CodeKey")?.find(["ONE"])).toBe(slot);
  });

  it("fails for good when two records have the same values", () => {
    const { store, catalog } = setUp();
    insert(store, "a", "same");
    insert(store, "b", "Same");
    propose(catalog);
    buildKeys(catalog, store, 5000);
    buildKeys(catalog, store, 9000);
    expect(keysOf(catalog)).toEqual([0, ["Failed"]]);
  });
});
