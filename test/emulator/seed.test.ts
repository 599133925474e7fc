import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ColumnDefinition } from "../../emulator/schema/model.ts";
import { defaultManyToMany, defaultTables } from "../../emulator/schema/tables/index.ts";
import { contosoRecords } from "../../emulator/seed/contoso.ts";
import { guidSeries, randomSeries } from "../../emulator/seed/random.ts";
import type { SeedRecord } from "../../emulator/seed/seedRecord.ts";
import {
  administratorId,
  applicationUserId,
  organizationId,
  rootBusinessUnitId,
  usDollarId,
} from "../../emulator/seed/wellKnown.ts";

const now = Date.UTC(2026, 0, 31, 12);
const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/u;

const records = [...contosoRecords({ accounts: 3_000, seed: 7, now })];
const of = (table: string): readonly SeedRecord[] => records.filter((record) => record.table === table);
const valuesOf = (table: string, column: string): readonly unknown[] =>
  of(table)
    .map(({ values }) => values[column] ?? null)
    .filter((value) => value !== null);
const known = new Set(records.map(({ table, id }) => `${table} ${id}`));

const within = (value: number, { minValue = -Infinity, maxValue = Infinity }: ColumnDefinition): boolean =>
  value >= minValue && value <= maxValue;

const decimals = (value: number): number => (String(value).split(".")[1] ?? "").length;

const fitsNumber = (value: unknown, column: ColumnDefinition): boolean =>
  typeof value === "number" &&
  within(value, column) &&
  (column.type === "Integer" ? Number.isInteger(value) : decimals(value) <= (column.precision ?? 0));

const fitsReference = (value: unknown, { targets = [] }: ColumnDefinition): boolean =>
  typeof value === "object" &&
  value !== null &&
  "table" in value &&
  "id" in value &&
  targets.some(({ table }) => table === value.table) &&
  known.has(`${value.table} ${value.id}`);

const isChoice = (value: unknown, { choices = [] }: ColumnDefinition): boolean =>
  choices.some((choice) => choice.value === value);

/** Whether a stored value is one the column can hold. */
const fits = (value: unknown, column: ColumnDefinition): boolean => {
  switch (column.type) {
    case "String":
    case "Memo":
      return typeof value === "string" && value.length > 0 && value.length <= (column.maxLength ?? 0);
    case "Integer":
    case "Decimal":
    case "Double":
    case "Money":
      return fitsNumber(value, column);
    case "Boolean":
      return typeof value === "boolean";
    case "DateTime":
      return (
        typeof value === "string" &&
        (column.dateFormat === "DateOnly" ? /^\d{4}-\d\d-\d\d$/u : /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/u).test(
          value,
        )
      );
    case "Picklist":
    case "State":
    case "Status":
      return isChoice(value, column);
    case "MultiSelectPicklist":
      return typeof value === "string" && value.split(",").every((part) => isChoice(Number(part), column));
    case "Lookup":
    case "Customer":
    case "Owner":
      return fitsReference(value, column);
    case "Uniqueidentifier":
      return typeof value === "string" && guid.test(value);
    case "EntityName":
      return value === "none" || defaultTables.some(({ logicalName }) => logicalName === value);
    default:
      return false;
  }
};

describe("the Contoso seed", () => {
  it("holds only values that fit their columns, and references to rows it holds", () => {
    const columns = new Map(
      defaultTables.flatMap((table) =>
        table.columns.map((column) => [`${table.logicalName}.${column.logicalName}`, column] as const),
      ),
    );
    const misfits = records.flatMap(({ table, values }) =>
      Object.entries(values).flatMap(([name, value]) => {
        const column = columns.get(`${table}.${name}`);
        return column && (value === null ? column.defaultValue === undefined : fits(value, column))
          ? []
          : [{ column: `${table}.${name}`, value }];
      }),
    );
    expect(misfits).toEqual([]);
  });

  it("gives every row an id of its own and the names its table requires", () => {
    expect(known.size).toBe(records.length);
    expect(records.filter(({ id }) => !guid.test(id))).toEqual([]);
    for (const { logicalName, columns } of defaultTables) {
      const required = columns.filter(
        ({ type, required: level, defaultValue }) =>
          type === "String" && level.endsWith("Required") && defaultValue === undefined,
      );
      for (const { logicalName: name } of required) {
        expect(of(logicalName).filter(({ values }) => (values[name] ?? null) === null)).toEqual([]);
      }
    }
  });

  it("holds states and status reasons that belong together", () => {
    for (const { logicalName, columns } of defaultTables) {
      const reasons = columns.find(({ type }) => type === "Status")?.choices ?? [];
      const torn = of(logicalName).filter(
        ({ values }) =>
          values["statecode"] !== undefined &&
          reasons.find(({ value }) => value === values["statuscode"])?.state !== values["statecode"],
      );
      expect(torn).toEqual([]);
    }
  });

  it.each(
    defaultTables.flatMap(({ logicalName, primaryId, alternateKeys }) =>
      alternateKeys.map((key) => ({ table: logicalName, primaryId, ...key })),
    ),
  )("keeps the key $name of $table unique", ({ table, primaryId, columns }) => {
    const keys = of(table)
      .map(({ id, values }) =>
        columns.map((column) => (column === primaryId ? id : (values[column] ?? null))),
      )
      .filter((key) => !key.includes(null))
      .map((key) => key.join("\n").toLowerCase());
    expect(keys.length).toBeGreaterThan(0);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it("gives every account its own name", () => {
    const names = valuesOf("account", "name");
    expect(new Set(names).size).toBe(3_000);
    expect(names.slice(0, 4)).toEqual(["Contoso", "Fourth Coffee", "Litware, Inc.", "Adventure Works"]);
  });

  it("makes each account's primary contact a contact of that account", () => {
    const parents = new Map(of("contact").map(({ id, values }) => [id, values["parentcustomerid"]]));
    const wrong = of("account").filter(({ id, values }) => {
      const primary = values["primarycontactid"];
      const parent =
        typeof primary === "object" && primary !== null && "id" in primary && typeof primary.id === "string"
          ? parents.get(primary.id)
          : undefined;
      return JSON.stringify(parent) !== JSON.stringify({ table: "account", id });
    });
    expect(wrong).toEqual([]);
  });

  it("has an organization with an application user before its first account", () => {
    const first = records.findIndex(({ table }) => table === "account");
    const counts = Object.fromEntries(
      ["transactioncurrency", "businessunit", "systemuser", "team"].map((table) => [
        table,
        records.slice(0, first).filter((record) => record.table === table).length,
      ]),
    );
    expect(counts).toEqual({ transactioncurrency: 3, businessunit: 3, systemuser: 6, team: 2 });
    expect(of("systemuser").find(({ id }) => id === applicationUserId)?.values).toMatchObject({
      fullname: "# Dynamics Connector",
      businessunitid: { table: "businessunit", id: rootBusinessUnitId },
      organizationid: organizationId,
    });
    expect(of("systemuser").filter(({ values }) => !values["azureactivedirectoryobjectid"])).toEqual([]);
    const known = [administratorId, rootBusinessUnitId, usDollarId];
    expect(records.filter(({ id }) => known.includes(id)).map(({ table }) => table)).toEqual([
      "transactioncurrency",
      "businessunit",
      "systemuser",
    ]);
  });

  it("holds what breaks careless software", () => {
    const numbers = valuesOf("account", "accountnumber").map(String);
    expect(numbers).toEqual(expect.arrayContaining(["A-000001", "007", "A/17", "R&D-33", "O'B 66", "88% Ö"]));
    expect(numbers.length).toBeLessThan(3_000);
    expect(valuesOf("account", "name")).toEqual(
      expect.arrayContaining(["O'Bryan's Hardware", "Müller & Söhne GmbH", "100% Natur", "Sunny Side Up 🍳"]),
    );
    const addresses = valuesOf("contact", "emailaddress1").map(String);
    expect(addresses.some((address) => address.includes("o'bryan"))).toBe(true);
    expect(addresses.some((address) => address.includes("+crm@"))).toBe(true);
    expect(valuesOf("contact", "new_externalid").every((id) => String(id).startsWith("000"))).toBe(true);
    expect(valuesOf("account", "address1_postalcode")).toContain("02110");
  });

  it("shows on each account the revenue of its open opportunities", () => {
    const cents = (values: readonly unknown[]): number =>
      values.reduce<number>((sum, value) => sum + Math.round(Number(value) * 100), 0);
    const open = of("opportunity").filter(({ values }) => values["statecode"] === 0);
    expect(cents(valuesOf("account", "openrevenue"))).toBe(
      cents(open.map(({ values }) => values["estimatedvalue"])),
    );
  });

  it("lies in the past, apart from what is planned", () => {
    for (const column of ["createdon", "modifiedon", "actualend"]) {
      const future = records.filter(({ values }) => Date.parse(String(values[column])) > now);
      expect(future).toEqual([]);
    }
    const backwards = records.filter(
      ({ values }) => String(values["modifiedon"]) < String(values["createdon"]),
    );
    expect(backwards).toEqual([]);
  });
});

describe("the tables around the customers", () => {
  const names = (table: string, column: string) => valuesOf(table, column);

  it("hold a handful of rows each", () => {
    const counts = defaultTables
      .map(({ logicalName }) => [logicalName, of(logicalName).length] as const)
      .filter(([, count]) => count === 0)
      .map(([logicalName]) => logicalName);
    expect(counts).toEqual([
      "asyncoperation",
      "serviceendpoint",
      "sdkmessageprocessingstep",
      "sdkmessageprocessingstepimage",
    ]);
  });

  it("list the messages of webhooks, and which tables have them", () => {
    expect(names("sdkmessage", "name")).toEqual([
      "Create",
      "Update",
      "Delete",
      "Associate",
      "Disassociate",
      "CreateMultiple",
      "UpdateMultiple",
      "UpsertMultiple",
      "DeleteMultiple",
    ]);
    const messages = new Map(of("sdkmessage").map(({ id, values }) => [id, values["name"]]));
    const messagesOf = (table: string) =>
      of("sdkmessagefilter")
        .filter(({ values }) => values["primaryobjecttypecode"] === table)
        .map(({ values }) => values["sdkmessageid"])
        .map((message) => messages.get(Object(message).id));
    expect(messagesOf("account")).toEqual(["Create", "Update", "Delete", "CreateMultiple", "UpdateMultiple"]);
    expect(messagesOf("contoso_sensordata")).toContain("DeleteMultiple");
    expect(messagesOf("organization")).toEqual(["Update"]);
    expect(messagesOf("listmember")).toEqual([]);
    expect(messagesOf("none")).toEqual(["Associate", "Disassociate"]);
  });

  it("have views whose queries name their table", () => {
    for (const { values } of [...of("savedquery"), ...of("userquery")]) {
      expect(values["fetchxml"]).toContain(`<entity name="${String(values["returnedtypecode"])}">`);
    }
    expect(of("savedquery").find(({ values }) => values["name"] === "Active Accounts")?.id).toBe(
      "00000000-0000-0000-00aa-000010001002",
    );
  });

  it("tie only rows that are there", () => {
    const sides = defaultManyToMany.flatMap(({ intersect, first, second }) =>
      [first, second].map((side) => ({ intersect, ...side })),
    );
    for (const { intersect, intersectColumn, table } of sides.filter(
      ({ intersect }) => intersect !== "listmember",
    )) {
      const lost = of(intersect).filter(
        ({ values }) => !known.has(`${table} ${String(values[intersectColumn])}`),
      );
      expect(lost).toEqual([]);
    }
  });
});

describe("a seed", () => {
  it("gives the same data every time, and other data than another seed", () => {
    const options = { accounts: 50, seed: 1, now };
    expect([...contosoRecords(options)]).toEqual([...contosoRecords(options)]);
    const idsOf = (seed: number) =>
      [...contosoRecords({ ...options, seed })]
        .filter(({ table }) => table === "account")
        .map(({ id }) => id);
    expect(idsOf(1).filter((id) => idsOf(2).includes(id))).toEqual([]);
  });

  it("gives the beginning of the same data when fewer accounts are asked for", () => {
    const few = [...contosoRecords({ accounts: 20, seed: 1, now })];
    expect([...contosoRecords({ accounts: 40, seed: 1, now })].slice(0, few.length)).toEqual(few);
  });

  it("gives an organization without customers when no accounts are asked for", () => {
    const tables = [...contosoRecords({ accounts: 0, seed: 1, now })].map(({ table }) => table);
    expect([...new Set(tables)].join(" ")).toBe(
      "transactioncurrency businessunit systemuser team organization publisher solution role savedquery userquery sdkmessage sdkmessagefilter systemuserroles teammembership pricelevel product list campaign msevtmgt_event new_project contoso_sensordata",
    );
  });

  it("gives 20,000 accounts one by one, each with its own id, name and number", () => {
    const ids = new Set<string>();
    const names = new Set<unknown>();
    const numbers = new Set<unknown>();
    let unnumbered = 0;
    for (const { table, id, values } of contosoRecords({ accounts: 20_000, seed: 3, now })) {
      if (table === "account") {
        ids.add(id);
        names.add(values["name"]);
        unnumbered += values["accountnumber"] === null ? 1 : 0;
        numbers.add(values["accountnumber"]);
      }
    }
    expect([ids.size, names.size, numbers.size - 1 + unnumbered]).toEqual([20_000, 20_000, 20_000]);
  });

  it("begins at once, however many accounts are asked for", () => {
    const endless = contosoRecords({ accounts: Number.MAX_SAFE_INTEGER, seed: 1, now });
    const first = Array.from({ length: 500 }, () => endless.next().value?.table);
    expect(first).toContain("account");
  });
});

const index = fc.integer({ min: 0, max: 2 ** 32 - 1 });

describe("GUIDs by number", () => {
  it("are well-formed, and differ whenever the numbers differ", () => {
    fc.assert(
      fc.property(fc.integer(), index, index, (seed, one, other) => {
        const id = guidSeries(seed, "account");
        expect(id(one)).toMatch(guid);
        expect(id(one) === id(other)).toBe(one === other);
      }),
    );
  });
});

describe("random decisions", () => {
  it("stay within their bounds", () => {
    fc.assert(
      fc.property(
        fc.integer(),
        index,
        fc.tuple(fc.integer({ min: -1e9, max: 1e9 }), fc.nat(1e9)),
        (seed, at, [least, span]) => {
          const random = randomSeries(seed, "account")(at);
          const value = random.between(least, least + span);
          expect(Number.isInteger(value) && value >= least && value <= least + span).toBe(true);
        },
      ),
    );
  });

  it("are the same for the same seed, series and number", () => {
    fc.assert(
      fc.property(fc.integer(), index, (seed, at) => {
        const draw = () => {
          const random = randomSeries(seed, "account")(at);
          return Array.from({ length: 5 }, () => random.below(1_000));
        };
        expect(draw()).toEqual(draw());
      }),
    );
  });

  it("refuse to pick from nothing", () => {
    expect(() => randomSeries(1, "account")(0).pick([])).toThrow(
      new RangeError("There is nothing to pick from."),
    );
  });
});
