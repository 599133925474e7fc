import { describe, expect, it } from "vitest";
import type { ColumnDefinition, TableDefinition } from "../../emulator/schema/model.ts";
import { defaultTables } from "../../emulator/schema/tables/index.ts";

const table = (logicalName: string): TableDefinition => {
  const found = defaultTables.find((candidate) => candidate.logicalName === logicalName);
  if (!found) {
    throw new Error(`There is no table ${logicalName}.`);
  }
  return found;
};

const column = (tableName: string, logicalName: string): ColumnDefinition => {
  const found = table(tableName).columns.find((candidate) => candidate.logicalName === logicalName);
  if (!found) {
    throw new Error(`There is no column ${tableName}.${logicalName}.`);
  }
  return found;
};

const repeated = (names: readonly string[]): readonly string[] =>
  names.filter((name, index) => names.indexOf(name) !== index);

const lookups = defaultTables.flatMap((from) =>
  from.columns.flatMap((by) => (by.targets ?? []).map((target) => ({ from, by, target }))),
);

describe("the default tables", () => {
  it("have the names, sets and type codes of Dataverse", () => {
    expect(
      defaultTables.map(({ logicalName, entitySetName, objectTypeCode, primaryId, primaryName }) => [
        logicalName,
        entitySetName,
        objectTypeCode,
        primaryId,
        primaryName,
      ]),
    ).toEqual([
      ["account", "accounts", 1, "accountid", "name"],
      ["contact", "contacts", 2, "contactid", "fullname"],
      ["lead", "leads", 4, "leadid", "fullname"],
      ["opportunity", "opportunities", 3, "opportunityid", "name"],
      ["task", "tasks", 4212, "activityid", "subject"],
      ["systemuser", "systemusers", 8, "systemuserid", "fullname"],
      ["team", "teams", 9, "teamid", "name"],
      ["businessunit", "businessunits", 10, "businessunitid", "name"],
      ["transactioncurrency", "transactioncurrencies", 9105, "transactioncurrencyid", "currencyname"],
    ]);
  });

  it("have unique names, sets and type codes", () => {
    expect(repeated(defaultTables.map(({ logicalName }) => logicalName))).toEqual([]);
    expect(repeated(defaultTables.map(({ entitySetName }) => entitySetName))).toEqual([]);
    expect(repeated(defaultTables.map(({ objectTypeCode }) => String(objectTypeCode)))).toEqual([]);
  });
});

describe.each(defaultTables)("table $logicalName", ({ columns, primaryId, primaryName, alternateKeys }) => {
  const names = columns.map(({ logicalName }) => logicalName);

  it("names every column once, in lower case", () => {
    expect(repeated(names)).toEqual([]);
    expect(names.filter((name) => name !== name.toLowerCase())).toEqual([]);
  });

  it("has its primary id, its primary name and its key columns", () => {
    const needed = [primaryId, primaryName, ...alternateKeys.flatMap((key) => key.columns)];
    expect(needed.filter((name) => !names.includes(name))).toEqual([]);
    expect(columns.find(({ logicalName }) => logicalName === primaryId)?.type).toBe("Uniqueidentifier");
    expect(columns.find(({ logicalName }) => logicalName === primaryName)?.type).toBe("String");
  });

  it("has the system columns every row carries", () => {
    expect(names).toEqual(
      expect.arrayContaining([
        "createdby",
        "createdon",
        "createdonbehalfby",
        "modifiedby",
        "modifiedon",
        "modifiedonbehalfby",
        "importsequencenumber",
        "overriddencreatedon",
        "versionnumber",
      ]),
    );
  });

  it("gives every column of choices unique values and labels, and a default among them", () => {
    for (const { choices, type, defaultValue } of columns) {
      expect(choices !== undefined).toBe(
        ["Picklist", "MultiSelectPicklist", "State", "Status"].includes(type),
      );
      const values = (choices ?? []).map(({ value }) => value);
      expect(repeated(values.map(String))).toEqual([]);
      expect(repeated((choices ?? []).map(({ label }) => label))).toEqual([]);
      if (choices && defaultValue !== undefined) {
        expect(values).toContain(defaultValue);
      }
    }
  });

  it("ties every status reason to a state, and has a reason for every state", () => {
    const states = columns.find(({ type }) => type === "State")?.choices ?? [];
    const reasons = columns.find(({ type }) => type === "Status")?.choices ?? [];
    expect([...new Set(reasons.map(({ state }) => state))].sort()).toEqual(states.map(({ value }) => value));
  });

  it("limits the length of texts and the range of numbers", () => {
    const texts = columns.filter(({ type }) => type === "String" || type === "Memo");
    expect(texts.filter(({ maxLength }) => maxLength === undefined)).toEqual([]);
    const numbers = columns.filter(({ type }) => ["Integer", "Decimal", "Double", "Money"].includes(type));
    expect(numbers.filter(({ minValue, maxValue }) => !((minValue ?? 0) < (maxValue ?? 0)))).toEqual([]);
    const fractions = columns.filter(({ type }) => ["Decimal", "Double", "Money"].includes(type));
    expect(fractions.filter(({ precision }) => precision === undefined)).toEqual([]);
  });

  it("has a currency, an exchange rate and a base column where it has money", () => {
    const amounts = columns.filter(
      ({ type, logicalName }) => type === "Money" && !logicalName.endsWith("_base"),
    );
    expect(amounts.filter(({ logicalName }) => !names.includes(`${logicalName}_base`))).toEqual([]);
    if (amounts.length > 0) {
      expect(names).toEqual(expect.arrayContaining(["transactioncurrencyid", "exchangerate"]));
    }
  });

  it("has targets on lookups and on nothing else", () => {
    for (const { type, targets } of columns) {
      expect((targets ?? []).length > 0).toBe(["Lookup", "Customer", "Owner"].includes(type));
    }
  });

  it("gives every lookup its own navigation property, which is no column's name but its own", () => {
    const properties = columns.flatMap(({ logicalName, targets }) =>
      [...new Set((targets ?? []).map(({ navigationProperty }) => navigationProperty))].map((property) => ({
        logicalName,
        property,
      })),
    );
    expect(repeated(properties.map(({ property }) => property))).toEqual([]);
    expect(properties.filter((p) => names.includes(p.property) && p.property !== p.logicalName)).toEqual([]);
  });
});

describe("lookups", () => {
  it("point to tables that exist", () => {
    const tables = defaultTables.map(({ logicalName }) => logicalName);
    expect(lookups.filter(({ target }) => !tables.includes(target.table))).toEqual([]);
  });

  it("appear on the other side under a name of their own", () => {
    const sides = lookups.map(({ target }) => `${target.table}.${target.collectionProperty}`);
    expect(repeated(sides)).toEqual([]);
  });

  it("never share the name of their collection with a column of that table", () => {
    expect(
      lookups.filter(({ target }) =>
        table(target.table).columns.some(({ logicalName }) => logicalName === target.collectionProperty),
      ),
    ).toEqual([]);
  });

  it.each([
    ["account", "primarycontactid", { contact: "primarycontactid" }],
    ["account", "new_projectmanagerid", { systemuser: "new_ProjectManagerId" }],
    [
      "contact",
      "parentcustomerid",
      { account: "parentcustomerid_account", contact: "parentcustomerid_contact" },
    ],
    ["opportunity", "customerid", { account: "customerid_account", contact: "customerid_contact" }],
    ["account", "ownerid", { systemuser: "ownerid", team: "ownerid" }],
    ["task", "ownerid", { systemuser: "ownerid_task", team: "ownerid_task" }],
    [
      "task",
      "regardingobjectid",
      {
        account: "regardingobjectid_account_task",
        contact: "regardingobjectid_contact_task",
        lead: "regardingobjectid_lead_task",
        opportunity: "regardingobjectid_opportunity_task",
      },
    ],
  ])("bind %s.%s by the names Dataverse gives them", (tableName, columnName, expected) => {
    const targets = column(tableName, columnName).targets ?? [];
    expect(Object.fromEntries(targets.map((target) => [target.table, target.navigationProperty]))).toEqual(
      expected,
    );
  });
});

describe("columns", () => {
  it("know who may write them", () => {
    const writable = (tableName: string, name: string) => {
      const { validForCreate, validForUpdate } = column(tableName, name);
      return { validForCreate, validForUpdate };
    };
    expect(writable("account", "name")).toEqual({ validForCreate: true, validForUpdate: true });
    expect(writable("account", "createdon")).toEqual({ validForCreate: false, validForUpdate: false });
    expect(writable("account", "accountid")).toEqual({ validForCreate: true, validForUpdate: false });
    expect(writable("account", "overriddencreatedon")).toEqual({
      validForCreate: true,
      validForUpdate: false,
    });
    expect(writable("account", "statecode")).toEqual({ validForCreate: false, validForUpdate: true });
    expect(writable("account", "revenue_base")).toEqual({ validForCreate: false, validForUpdate: false });
    expect(writable("contact", "fullname")).toEqual({ validForCreate: false, validForUpdate: false });
  });

  it("keep the casing of their schema names and know custom ones", () => {
    expect(column("account", "emailaddress1")).toMatchObject({ schemaName: "EMailAddress1", custom: false });
    expect(column("account", "address1_city")).toMatchObject({ schemaName: "Address1_City", maxLength: 80 });
    expect(column("contact", "new_interests")).toMatchObject({
      schemaName: "new_Interests",
      custom: true,
      type: "MultiSelectPicklist",
    });
  });

  it("are dates only where the Web API has dates", () => {
    const dates = defaultTables.flatMap(({ logicalName, columns }) =>
      columns
        .filter(({ dateFormat }) => dateFormat === "DateOnly")
        .map((dateColumn) => `${logicalName}.${dateColumn.logicalName}`),
    );
    expect(dates).toEqual([
      "contact.anniversary",
      "contact.birthdate",
      "lead.estimatedclosedate",
      "opportunity.actualclosedate",
      "opportunity.estimatedclosedate",
      "opportunity.finaldecisiondate",
    ]);
  });
});
