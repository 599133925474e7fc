import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseRecordKey, type RecordKey } from "../../../../../src/client/odata/recordKey.ts";
import { type KeyedRead, readByKeys } from "../../../../../src/client/services/bulk/keys/readByKeys.ts";
import { identityOf } from "../../../../../src/client/services/bulk/keys/recordIdentity.ts";
import type { JsonObject } from "../../../../../src/client/services/jsonObject.ts";
import { useEmulatorContext } from "./emulatorContext.ts";

const start = useEmulatorContext();

const idOf = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
const range = (length: number): readonly number[] => Array.from({ length }, (_, index) => index);
const conditionOf = (url: string): string =>
  decodeURIComponent(url.replace(/^.*\$filter=/s, "").split(" ")[0] ?? "");

const read = async (
  entitySet: string,
  keys: readonly RecordKey[],
  more: Partial<KeyedRead> = {},
): Promise<ReadonlyMap<string, JsonObject>> => {
  const { context, table } = start();
  const known = await table(entitySet);
  start().emulator.control.requests.clear();
  return readByKeys(context, { table: known, keys, select: [], operation: "Read the records", ...more });
};

const createAccounts = async (numbers: readonly string[]): Promise<void> => {
  for (const [index, accountnumber] of numbers.entries()) {
    await start().create("accounts", { name: `Account ${index}`, accountnumber });
  }
};

/** Puts so many records into a table in a few requests. */
const createMany = async (entitySet: string, type: string, records: readonly JsonObject[]): Promise<void> => {
  for (let first = 0; first < records.length; first += 300) {
    const Targets = records
      .slice(first, first + 300)
      .map((record) => ({ "@odata.type": `Microsoft.Dynamics.CRM.${type}`, ...record }));
    await start().create(`${entitySet}/Microsoft.Dynamics.CRM.CreateMultiple`, { Targets });
  }
};

describe("records by their ids", () => {
  it("are read 500 at a time, whatever their order, and missing ones are absent", async () => {
    await createMany(
      "accounts",
      "account",
      range(1200).map((index) => ({ accountid: idOf(index), name: `No. ${index}` })),
    );
    const keys = range(1300).map((index): RecordKey => ({ kind: "id", id: idOf((index * 7) % 1300) }));
    const found = await read("accounts", keys, { select: ["name"] });
    expect(found.size).toBe(1200);
    expect(found.get(idOf(1199))).toMatchObject({ accountid: idOf(1199), name: "No. 1199" });
    expect(found.has(idOf(1200))).toBe(false);
    expect(start().readsOf("accounts")).toHaveLength(3);
  });

  it("are read once although they are asked for twice, in any spelling", async () => {
    await start().create("accounts", { accountid: idOf(9001), name: "Twice" });
    const keys = [parseRecordKey(idOf(9001)), parseRecordKey(`accounts({${idOf(9001)}})`)];
    expect([...(await read("accounts", keys)).keys()]).toEqual([idOf(9001)]);
    expect(start().readsOf("accounts").map(conditionOf)).toEqual([`accountid eq ${idOf(9001)}`]);
  });

  it("cost no request when there are none", async () => {
    expect((await read("accounts", [])).size).toBe(0);
    expect(start().emulator.control.requests.count()).toBe(0);
  });

  it("hold the columns that were asked for beside the primary key", async () => {
    await start().create("accounts", {
      accountid: idOf(9002),
      name: "Columns",
      "parentaccountid@odata.bind": `/accounts(${idOf(9001)})`,
    });
    const found = await read("accounts", [parseRecordKey(idOf(9002))], {
      select: ["_parentaccountid_value", "accountid", "name"],
    });
    const { "@odata.etag": _, ...record } = found.get(idOf(9002)) ?? {};
    expect(record).toEqual({ accountid: idOf(9002), name: "Columns", _parentaccountid_value: idOf(9001) });
  });

  it("are read as the user whose headers are given, page by page", async () => {
    const headers = {
      MSCRMCallerID: "8a52d3b9-63b4-ef11-9fda-000d3a1b2c11",
      Prefer: "odata.maxpagesize=100",
    };
    const keys = range(250).map((index): RecordKey => ({ kind: "id", id: idOf(index) }));
    expect((await read("accounts", keys, { headers })).size).toBe(250);
    const pages = start().emulator.control.requests.all();
    expect(pages).toHaveLength(3);
    for (const { headers: sent, body } of pages) {
      expect(`${JSON.stringify(sent)}${body}`.toLowerCase()).toContain(headers.MSCRMCallerID);
    }
  });

  it("of an elastic table are those in the partition of their own id, unless the key names another one", async () => {
    const rows = range(700).map((index) => ({
      contoso_sensordataid: idOf(index),
      contoso_deviceid: `Device ${index}`,
      ...(index === 3 && { partitionid: "elsewhere" }),
    }));
    await createMany("contoso_sensordatas", "contoso_sensordata", rows);
    const keys = [
      ...range(702).map((index): RecordKey => ({ kind: "id", id: idOf(index) })),
      parseRecordKey(`contoso_sensordataid=${idOf(3)},partitionid='elsewhere'`),
      parseRecordKey(`contoso_sensordataid=${idOf(4)},partitionid='elsewhere'`),
    ];
    const found = await read("contoso_sensordatas", keys, { select: ["contoso_deviceid"] });
    expect(found.size).toBe(700);
    expect(found.has(idOf(3))).toBe(false);
    expect([...found.values()].map((row) => row["contoso_deviceid"]).toSorted()).toEqual(
      rows.map((row) => row.contoso_deviceid).toSorted(),
    );
  });
});

/** What an event must have. */
const event = {
  msevtmgt_name: "Fair",
  msevtmgt_eventstartdate: "2026-05-01T08:00:00Z",
  msevtmgt_eventenddate: "2026-05-01T18:00:00Z",
  msevtmgt_eventtimezone: 92,
};

describe("records by the texts of a key", () => {
  const numbers = [
    "O'Brien",
    "D'Arcy's",
    'say "hi"',
    "100%",
    "100x",
    "A_1",
    "AB1",
    "[ab]",
    "a",
    "b&c",
    "#1",
    "1+1=2",
    "a,b;c",
    "back\\slash",
    "{braces}",
    "?x=y&z",
    "/path/",
    "Ångström",
    "日本語",
    "🙂",
    " lead",
    "<xml/>",
    "$filter=",
    "@p1",
    "{475b158c-541c-e511}",
  ];

  it("are found whatever characters they hold, and each under its own key", async () => {
    await createAccounts(numbers);
    const found = await read(
      "accounts",
      numbers.map((accountnumber) => parseRecordKey({ accountnumber })),
    );
    for (const accountnumber of numbers) {
      expect(found.get(identityOf(parseRecordKey({ accountnumber })))).toMatchObject({ accountnumber });
    }
    expect(start().readsOf("accounts")).toHaveLength(1);
  });

  it("are found one by one as well", async () => {
    for (const accountnumber of numbers) {
      const key = parseRecordKey({ accountnumber });
      expect([...(await read("accounts", [key])).values()]).toMatchObject([{ accountnumber }]);
    }
  });

  it("are found in any case and with spaces at the end, and missing ones are absent", async () => {
    await createAccounts(["Case-1"]);
    const key = parseRecordKey({ accountnumber: "CASE-1  " });
    const found = await read("accounts", [key, parseRecordKey({ accountnumber: "Case-2" })]);
    expect([...found.keys()]).toEqual([identityOf(key)]);
    expect(found.get(identityOf(key))).toMatchObject({ accountnumber: "Case-1" });
  });

  it("are found by a custom key", async () => {
    await start().create("msevtmgt_events", { ...event, new_acmeexternalid: "ACME/1" });
    const key = parseRecordKey({ new_acmeexternalid: "acme/1" });
    expect((await read("msevtmgt_events", [key])).get(identityOf(key))).toMatchObject({
      new_acmeexternalid: "ACME/1",
    });
  });

  it("are split over several requests where they make URLs too long", async () => {
    const long = range(400).map((index) => `${"日本".repeat(8)}${index}`);
    await createMany(
      "accounts",
      "account",
      long.map((accountnumber) => ({ name: "Long", accountnumber })),
    );
    const found = await read(
      "accounts",
      long.map((accountnumber) => parseRecordKey({ accountnumber })),
    );
    expect(found.size).toBe(400);
    const reads = start().readsOf("accounts");
    expect(reads).toHaveLength(3);
    const urls = reads.map((text) => /\/api\/\S*/.exec(text)?.[0] ?? "");
    expect(urls.map(({ length }) => length > 8_000 && length < 24_000)).toEqual([true, true, true]);
  });

  it("are found under their own keys whatever is generated", async () => {
    const graphemes = fc.string({ unit: "grapheme", minLength: 1, maxLength: 4 });
    const awkward = fc.stringMatching(/^[-'"%_[\]&#+,;:/?=$@{}()\\ aAbB]{1,6}$/);
    const texts = fc.sample(fc.oneof(graphemes, awkward), { numRuns: 600, seed: 7 });
    const keys = texts
      .filter((text) => text.trim() !== "" && text.length <= 20)
      .map((new_acmeexternalid) => parseRecordKey({ new_acmeexternalid }));
    const distinct = [...new Map(keys.map((key) => [identityOf(key), key])).values()];
    const created = distinct.filter((_, index) => index % 2 === 0);
    const events = created.map((key) => ({
      ...event,
      new_acmeexternalid: key.kind === "alternate" ? key.columns[0]?.value : undefined,
    }));
    await createMany("msevtmgt_events", "msevtmgt_event", events);
    const found = await read("msevtmgt_events", distinct);
    expect([...found.keys()].toSorted()).toEqual(created.map(identityOf).toSorted());
    for (const [identity, { new_acmeexternalid }] of found) {
      expect(identityOf(parseRecordKey({ new_acmeexternalid }))).toBe(identity);
    }
  });
});

describe("records by keys of several columns", () => {
  const key = (new_externalsystem: string, new_externalid: string): RecordKey =>
    parseRecordKey({ new_externalsystem, new_externalid });
  const contact = (new_externalsystem: string, new_externalid: string) => ({
    lastname: `${new_externalsystem} ${new_externalid}`,
    new_externalsystem,
    new_externalid,
  });

  it("are found only where all columns agree, in groups of 50", async () => {
    const contacts = range(60).flatMap((index) => [
      contact("SAP's", `No. ${index}`),
      contact("Ariba & Co", `No. ${index}`),
    ]);
    await createMany("contacts", "contact", contacts);
    const keys = [
      ...range(60).map((index) => key("SAP's", `No. ${index}`)),
      ...range(70).map((index) => key("ARIBA & CO", `No. ${index}`)),
      key("SAP's", "No. 60"),
    ];
    const found = await read("contacts", keys, { select: ["lastname"] });
    expect(found.size).toBe(120);
    expect(found.get(identityOf(key("ariba & co", "No. 59")))).toMatchObject({
      lastname: "Ariba & Co No. 59",
    });
    expect(start().readsOf("contacts")).toHaveLength(3);
  });

  it("are read together with others by other keys", async () => {
    await start().create("contacts", {
      contactid: idOf(77),
      lastname: "Mixed",
      emailaddress1: "mixed@example.com",
    });
    await start().create("contacts", contact("Mixed", "1"));
    const keys = [
      parseRecordKey(idOf(77)),
      parseRecordKey({ emailaddress1: "Mixed@Example.com" }),
      key("Mixed", "1"),
    ];
    const found = await read("contacts", keys);
    expect([...found.keys()].toSorted()).toEqual(keys.map(identityOf).toSorted());
    expect(start().readsOf("contacts")).toHaveLength(3);
  });
});

describe("records by keys that are no text", () => {
  it("are found by numbers, dates and lookups, however they are written", async () => {
    const { emulator, create } = start();
    emulator.control.schema.addTable({ schemaName: "new_Part" });
    emulator.control.schema.addColumn("new_part", {
      schemaName: "new_Number",
      type: "Decimal",
      precision: 4,
    });
    emulator.control.schema.addColumn("new_part", {
      schemaName: "new_Day",
      type: "DateTime",
      dateFormat: "DateOnly",
    });
    emulator.control.schema.addColumn("new_part", { schemaName: "new_Time", type: "DateTime" });
    const set = (await start().table("new_parts")).entitySet;
    await create(set, {
      new_name: "A",
      new_number: 1.5,
      new_day: "2026-01-31",
      new_time: "2026-01-31T10:00:00Z",
    });
    await create(set, {
      new_name: "B",
      new_number: -0.0001,
      new_day: "2026-02-01",
      new_time: "2026-02-01T10:00:00Z",
    });
    const keys = [
      "new_number=01.500",
      "new_number=-0.0001",
      "new_number=7",
      "new_day=2026-01-31",
      "new_time=2026-02-01T11:00:00+01:00",
      "new_number=1.5,new_name='a'",
    ].map(parseRecordKey);
    const found = await read(set, keys, { select: ["new_name"] });
    expect(keys.map((key) => found.get(identityOf(key))?.["new_name"])).toEqual([
      "A",
      "B",
      undefined,
      "A",
      "B",
      "A",
    ]);
  });
});
