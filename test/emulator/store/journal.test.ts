import { describe, expect, it } from "vitest";
import { compileSchema } from "../../../emulator/schema/schema.ts";
import { defaultTables } from "../../../emulator/schema/tables/index.ts";
import { createStore } from "../../../emulator/store/store.ts";

const [one, two] = ["00000000-0000-0000-0000-000000000001", "00000000-0000-0000-0000-000000000002"] as const;

const filled = () => {
  const store = createStore(compileSchema(defaultTables));
  const accounts = store.table("account");
  const contacts = store.table("contact");
  contacts.insert(two, new Map([["lastname", "Kept"]]), store.nextVersion());
  accounts.insert(
    one,
    new Map<string, string | { table: string; id: string }>([
      ["name", "Before"],
      ["accountnumber", "A-1"],
      ["primarycontactid", { table: "contact", id: two }],
    ]),
    store.nextVersion(),
  );
  const state = () => ({
    accounts: accounts.order.sorted().map((slot) => [accounts.versionOf(slot), [...accounts.read(slot)]]),
    contacts: contacts.order.sorted().map((slot) => [contacts.versionOf(slot), [...contacts.read(slot)]]),
    deletions: [...accounts.deletions(), ...contacts.deletions()],
    byKey: accounts.keys.get("new_AccountNumberKey")?.find(["A-1"]),
    pointing: accounts.pointingAt("primarycontactid", two).length,
  });
  return { store, accounts, contacts, state };
};

const disturb = ({ store, accounts, contacts }: ReturnType<typeof filled>): void => {
  const slot = accounts.slotOf(one) ?? -1;
  accounts.update(slot, new Map([["name", "After"]]), store.nextVersion());
  accounts.update(slot, new Map([["primarycontactid", null]]), store.nextVersion());
  accounts.remove(slot, store.nextVersion());
  accounts.insert(two, new Map([["accountnumber", "A-1"]]), store.nextVersion());
  contacts.remove(contacts.slotOf(two) ?? -1, store.nextVersion());
};

describe("a transaction", () => {
  it("takes back inserts, updates and deletions with their versions, keys and lookups", () => {
    const data = filled();
    const before = data.state();
    const transaction = data.store.begin();
    disturb(data);
    expect(data.state()).not.toEqual(before);
    transaction.rollback();
    expect(data.state()).toEqual(before);
  });

  it("keeps what was committed", () => {
    const data = filled();
    const transaction = data.store.begin();
    disturb(data);
    const after = data.state();
    transaction.commit();
    expect(data.state()).toEqual(after);
  });

  it("takes back what a transaction inside it had committed", () => {
    const data = filled();
    const before = data.state();
    const outer = data.store.begin();
    const inner = data.store.begin();
    disturb(data);
    inner.commit();
    outer.rollback();
    expect(data.state()).toEqual(before);
  });

  it("never gives a version twice", () => {
    const { store } = filled();
    const transaction = store.begin();
    const taken = store.nextVersion();
    transaction.rollback();
    expect(store.nextVersion()).toBeGreaterThan(taken);
  });
});
