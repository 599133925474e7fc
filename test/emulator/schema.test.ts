import { describe, expect, it } from "vitest";
import type { ColumnDefinition, TableDefinition } from "../../emulator/schema/model.ts";
import { compileSchema } from "../../emulator/schema/schema.ts";
import { defaultManyToMany, defaultTables } from "../../emulator/schema/tables/index.ts";

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
    const named = defaultTables.map(
      ({ logicalName, entitySetName, objectTypeCode, primaryId, primaryName }) =>
        [logicalName, entitySetName, objectTypeCode, primaryId, primaryName].join(" "),
    );
    expect(named).toEqual([
      "account accounts 1 accountid name",
      "contact contacts 2 contactid fullname",
      "lead leads 4 leadid fullname",
      "opportunity opportunities 3 opportunityid name",
      "salesorder salesorders 1088 salesorderid name",
      "product products 1024 productid name",
      "pricelevel pricelevels 1022 pricelevelid name",
      "task tasks 4212 activityid subject",
      "email emails 4202 activityid subject",
      "phonecall phonecalls 4210 activityid subject",
      "appointment appointments 4201 activityid subject",
      "activityparty activityparties 135 activitypartyid partyidname",
      "annotation annotations 5 annotationid subject",
      "incident incidents 112 incidentid title",
      "campaign campaigns 4400 campaignid name",
      "list lists 4300 listid listname",
      "msevtmgt_event msevtmgt_events 10504 msevtmgt_eventid msevtmgt_name",
      "systemuser systemusers 8 systemuserid fullname",
      "team teams 9 teamid name",
      "businessunit businessunits 10 businessunitid name",
      "role roles 1036 roleid name",
      "transactioncurrency transactioncurrencies 9105 transactioncurrencyid currencyname",
      "organization organizations 1019 organizationid name",
      "solution solutions 7100 solutionid friendlyname",
      "publisher publishers 7101 publisherid friendlyname",
      "savedquery savedqueries 1039 savedqueryid name",
      "userquery userqueries 4230 userqueryid name",
      "asyncoperation asyncoperations 4700 asyncoperationid name",
      "serviceendpoint serviceendpoints 4618 serviceendpointid name",
      "sdkmessage sdkmessages 4606 sdkmessageid name",
      "sdkmessagefilter sdkmessagefilters 4607 sdkmessagefilterid name",
      "sdkmessageprocessingstep sdkmessageprocessingsteps 4608 sdkmessageprocessingstepid name",
      "sdkmessageprocessingstepimage sdkmessageprocessingstepimages 4615 sdkmessageprocessingstepimageid name",
      "new_project new_projects 10501 new_projectid new_name",
      "contoso_sensordata contoso_sensordatas 10503 contoso_sensordataid contoso_sensortype",
      "listmember listmembers 4301 listmemberid name",
      "accountleads accountleadscollection 16 accountleadid name",
      "systemuserroles systemuserrolescollection 15 systemuserroleid ",
      "teammembership teammemberships 23 teammembershipid ",
      "new_project_contact new_project_contactset 10502 new_project_contactid ",
    ]);
  });

  it("have unique names, sets and type codes", () => {
    expect(repeated(defaultTables.map(({ logicalName }) => logicalName))).toEqual([]);
    expect(repeated(defaultTables.map(({ entitySetName }) => entitySetName))).toEqual([]);
    expect(repeated(defaultTables.map(({ objectTypeCode }) => String(objectTypeCode)))).toEqual([]);
  });
});

describe.each(defaultTables)("table $logicalName", (definition) => {
  const { columns, primaryId, primaryName, alternateKeys, ownership } = definition;
  const names = columns.map(({ logicalName }) => logicalName);

  it("names every column once, in lower case", () => {
    expect(repeated(names)).toEqual([]);
    expect(names.filter((name) => name !== name.toLowerCase())).toEqual([]);
  });

  it("has its primary id, its primary name and its key columns", () => {
    const named = primaryName === "" ? [] : [primaryName];
    const needed = [primaryId, ...named, ...alternateKeys.flatMap((key) => key.columns)];
    expect(needed.filter((name) => !names.includes(name))).toEqual([]);
    expect(columns.find(({ logicalName }) => logicalName === primaryId)?.type).toBe("Uniqueidentifier");
    const types = columns.filter(({ logicalName }) => named.includes(logicalName)).map(({ type }) => type);
    expect(types).toEqual(named.map(() => "String"));
  });

  it("says who wrote a row and when, and which version it is", () => {
    const people = [
      "createdby",
      "createdon",
      "createdonbehalfby",
      "modifiedby",
      "modifiedon",
      "modifiedonbehalfby",
    ];
    const isBare = ownership === "None" && !names.includes("createdby");
    expect(names).toEqual(expect.arrayContaining(["versionnumber", ...(isBare ? [] : people)]));
  });

  it("has its owner and what follows from it where users own rows", () => {
    const owners = ["ownerid", "owningbusinessunit", "owningteam", "owninguser"];
    const expected = ownership === "UserOwned" ? owners : [];
    expect(owners.filter((name) => columns.some((c) => c.logicalName === name && c.targets))).toEqual(
      expected,
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
    expect(new Set(reasons.map(({ state }) => state))).toEqual(new Set(states.map(({ value }) => value)));
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

const activities = ["appointment", "email", "phonecall", "task"];

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
        incident: "regardingobjectid_incident_task",
        new_project: "regardingobjectid_new_project_task",
      },
    ],
    ["email", "createdby", { systemuser: "createdby_email" }],
    [
      "activityparty",
      "activityid",
      Object.fromEntries(activities.map((name) => [name, `activityid_${name}`])),
    ],
    ["sdkmessageprocessingstep", "eventhandler", { serviceendpoint: "eventhandler_serviceendpoint" }],
    ["sdkmessageprocessingstep", "sdkmessagefilterid", { sdkmessagefilter: "sdkmessagefilterid" }],
    ["new_project", "new_accountid", { account: "new_AccountId" }],
    [
      "new_project",
      "new_customerid",
      { account: "new_CustomerId_account", contact: "new_CustomerId_contact" },
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
      "new_project.new_startdate",
    ]);
  });
});

describe("many-to-many relationships", () => {
  const schema = compileSchema(defaultTables, defaultManyToMany);

  it("lie in tables that exist, with columns for both sides", () => {
    for (const { intersect, first, second } of defaultManyToMany) {
      expect(table(intersect).intersect).toBe(true);
      for (const side of [first, second]) {
        expect(column(intersect, side.intersectColumn).logicalName).toBe(side.intersectColumn);
        expect(table(side.table).logicalName).toBe(side.table);
      }
    }
  });

  it("are collections on both sides", () => {
    const there = schema.tables.get("systemuser")?.collections.get("systemuserroles_association");
    const back = schema.tables.get("role")?.collections.get("systemuserroles_association");
    expect([there, back]).toMatchObject([
      { kind: "N:N", table: "role", intersect: "systemuserroles", near: "systemuserid", far: "roleid" },
      { kind: "N:N", table: "systemuser", intersect: "systemuserroles", near: "roleid", far: "systemuserid" },
    ]);
  });

  it("are two collections of a table that is related to itself", () => {
    const sideOf = (intersectColumn: string, navigationProperty: string) => ({
      table: "account",
      intersectColumn,
      navigationProperty,
    });
    const partners = {
      schemaName: "new_partners",
      intersect: "accountleads",
      first: sideOf("accountid", "new_partners"),
      second: sideOf("leadid", "new_partners_Referenced"),
    };
    const { collections } = compileSchema(defaultTables, [partners]).tables.get("account") ?? {};
    expect(collections?.get("new_partners")).toMatchObject({ near: "accountid", far: "leadid" });
    expect(collections?.get("new_partners_Referenced")).toMatchObject({ near: "leadid", far: "accountid" });
  });

  it("are left out when one of their tables is not there", () => {
    const withoutLists = defaultTables.filter(({ logicalName }) => logicalName !== "list");
    const names = compileSchema(withoutLists, defaultManyToMany).manyToMany.map(
      ({ schemaName }) => schemaName,
    );
    expect(names).toEqual([
      "systemuserroles_association",
      "teammembership_association",
      "accountleads_association",
      "new_project_contact",
    ]);
  });

  it("never share a name with a column or another collection of their table", () => {
    for (const { logicalName, columns } of defaultTables) {
      const names = [
        ...lookups
          .filter(({ target }) => target.table === logicalName)
          .map(({ target }) => target.collectionProperty),
        ...defaultManyToMany.flatMap(({ first, second }) =>
          [first, second].filter((side) => side.table === logicalName).map((side) => side.navigationProperty),
        ),
      ];
      expect(repeated(names.map(String))).toEqual([]);
      expect(columns.filter((c) => names.includes(c.logicalName) && logicalName !== c.logicalName)).toEqual(
        [],
      );
    }
  });
});
