import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { printDataSet, recordsOf } from "../../../emulator/data/exportRecords.ts";
import { importDataSet } from "../../../emulator/data/importRecords.ts";
import { type Emulator, startEmulator } from "../../../emulator/emulator.ts";
import { compileSchema, type Schema, tableNamed } from "../../../emulator/schema/schema.ts";
import { defaultManyToMany, defaultTables } from "../../../emulator/schema/tables/index.ts";
import { createStore } from "../../../emulator/store/store.ts";
import { field, rows, useClient } from "../support/dataverseClient.ts";

const schema: Schema = compileSchema(defaultTables, defaultManyToMany);

const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 4 });

const contact = fc.record(
  {
    contactid: fc.uuid(),
    lastname: orNull(fc.string({ minLength: 1 })),
    new_interests: orNull(fc.constant("100000000,100000002")),
    birthdate: orNull(fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true })),
    createdon: orNull(fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true })),
    annualincome: orNull(fc.integer({ min: 0, max: 1e9 }).map((cents) => cents / 100)),
    donotemail: orNull(fc.boolean()),
    gendercode: orNull(fc.constantFrom(1, 2)),
    parentcustomerid: orNull(
      fc.record({ table: fc.constantFrom("account", "contact"), id: fc.uuid() }, { noNullPrototype: true }),
    ),
  },
  { requiredKeys: ["contactid"], noNullPrototype: true },
);

const asJson = ({
  birthdate,
  createdon,
  ...rest
}: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => ({
  ...rest,
  ...(birthdate instanceof Date && { birthdate: birthdate.toISOString().slice(0, 10) }),
  ...(createdon instanceof Date && { createdon: createdon.toISOString() }),
});

const load = (text: string) => {
  const store = createStore(schema);
  importDataSet(store, [text], []);
  return store;
};

describe("a data set", () => {
  it("is the same after it was loaded and saved", () => {
    const contacts = fc.uniqueArray(contact, { selector: ({ contactid }) => contactid, maxLength: 5 });
    fc.assert(
      fc.property(contacts, (records) => {
        const store = load(JSON.stringify({ tables: { contact: records.map(asJson) } }));
        const printed = [...printDataSet(store)].join("");
        expect([...printDataSet(load(printed))].join("")).toBe(printed);
        const saved = new Map(
          [...recordsOf(store, tableNamed(schema, "contact"))].map((record) => [record["contactid"], record]),
        );
        for (const record of records.map(asJson)) {
          for (const [name, value] of Object.entries(record)) {
            expect(saved.get(record["contactid"])?.[name] ?? null).toEqual(value);
          }
        }
      }),
    );
  });

  it("is refused with a sentence when the emulator cannot hold it", () => {
    const id = "5d1d7e5e-0000-4000-8000-000000000001";
    const wrong = (tables: object) => () => load(JSON.stringify({ tables }));
    expect(wrong({ planet: [{ name: "Mars" }] })).toThrow(
      "The data set has the table 'planet', which the emulator does not know.",
    );
    expect(wrong({ account: [{ nmae: "A" }] })).toThrow(
      "The data set has the column 'nmae' for 'account', which the emulator does not know.",
    );
    expect(wrong({ account: [{ accountid: id }, { accountid: id }] })).toThrow(
      `The data set has two records with the id ${id} in 'account'.`,
    );
    for (const [column, value] of Object.entries({
      numberofemployees: 1.5,
      revenue: "1",
      donotphone: 0,
      name: 7,
      createdon: "2026-01-31",
      accountid: "A-1",
      primarycontactid: { table: "nobody", id },
    })) {
      expect(wrong({ account: [{ [column]: value }] })).toThrow(
        `The column '${column}' of 'account' cannot hold ${JSON.stringify(value)}.`,
      );
    }
  });
});

describe("the data of an emulator", () => {
  const client = useClient({ records: 8 });
  const folder = mkdtempSync(join(tmpdir(), "dataset-"));
  const others: Emulator[] = [];
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await Promise.all(others.map((emulator) => emulator.close()));
  });

  it("is taken out and put back without a difference", async () => {
    const { control, url } = client().emulator;
    const before = control.data.export();
    expect(before.tables["account"]).toHaveLength(8);
    await client().create("accounts", { name: "Extra" });
    control.data.import(before);
    expect(control.data.export()).toEqual(before);
    const overHttp = await (await fetch(`${url}/_emulator/data`)).json();
    expect(overHttp).toEqual(JSON.parse(JSON.stringify(before)));
  });

  it("is what a small data set says, with the organization's own records", async () => {
    const { control, url } = client().emulator;
    const body = JSON.stringify({ tables: { account: [{ name: "Only one" }] } });
    expect((await fetch(`${url}/_emulator/data`, { method: "PUT", body })).status).toBe(204);
    const reply = await client().get("accounts?$select=name,statecode");
    expect(rows(reply).map((row) => [field(row, "name"), field(row, "statecode")])).toEqual([
      ["Only one", 0],
    ]);
    expect(rows(await client().get("contacts"))).toEqual([]);
    expect(rows(await client().get("systemusers")).length).toBeGreaterThan(0);
    expect((await client().call("POST", "accounts", { body: { name: "Another" } })).status).toBe(204);
    const refused = await fetch(`${url}/_emulator/data`, { method: "PUT", body: '{"tables":1}' });
    expect([refused.status, await refused.json()]).toEqual([
      400,
      { message: 'A data set is a JSON object with one member, "tables".' },
    ]);
    expect(rows(await client().get("accounts"))).toHaveLength(2);
    control.resetData();
    expect(rows(await client().get("accounts"))).toHaveLength(8);
  });

  it("is saved to a file, from which another emulator starts and to which it is reset", async () => {
    const { control } = client().emulator;
    const path = join(folder, "data.json");
    control.data.save(path);
    const other = await startEmulator({ load: path });
    others.push(other);
    const saved = control.data.export();
    expect(other.control.data.export()).toEqual(saved);
    other.control.data.import({ tables: {} });
    expect(other.control.data.export().tables["account"]).toBeUndefined();
    other.control.resetData();
    expect(other.control.data.export()).toEqual(saved);
    expect(readFileSync(path, "utf8").split("\n")[0]).toBe('{ "tables": {');
  });

  it("can be one table only, beside the organization's own", async () => {
    const emulator = await startEmulator({ records: 3, only: ["account"] });
    others.push(emulator);
    const { tables } = emulator.control.data.export();
    expect([tables["account"]?.length, tables["contact"], tables["task"]]).toEqual([3, undefined, undefined]);
  });
});
