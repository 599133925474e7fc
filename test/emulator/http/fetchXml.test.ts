import { describe, expect, it } from "vitest";
import { field, refusal, rows, useClient } from "../support/dataverseClient.ts";
import { everything, fetchXml } from "../support/fetchXml.ts";

const person = {
  firstname: "Yvonne",
  lastname: "McKay (sample)",
  jobtitle: "Coffee Master",
  annualincome: 45000,
};

describe("a FetchXML query", () => {
  const client = useClient({ records: 8 });

  it("answers the asked columns, without those that are empty, with the currency of an amount and the key", async () => {
    const id = await client().create("contacts", person);
    const poor = await client().create("contacts", { lastname: "Andersen (sample)" });
    const reply = await fetchXml(
      client(),
      `<fetch><entity name="contact">
         <attribute name="fullname" /><attribute name="jobtitle" /><attribute name="annualincome" />
         <filter><condition attribute="lastname" operator="like" value="%(sample)%" /></filter>
         <order attribute="fullname" descending="true" />
       </entity></fetch>`,
    );
    const [currency] = rows(reply).map((row) => field(row, "_transactioncurrencyid_value"));
    expect(reply.body).toEqual({
      "@odata.context": `${client().root}$metadata#contacts(fullname,jobtitle,annualincome,_transactioncurrencyid_value,transactioncurrencyid,contactid,transactioncurrencyid())`,
      value: [
        {
          "@odata.etag": expect.stringMatching(/^W\/"\d+"$/),
          fullname: "Yvonne McKay (sample)",
          jobtitle: "Coffee Master",
          annualincome: 45000,
          _transactioncurrencyid_value: currency,
          contactid: id,
        },
        {
          "@odata.etag": expect.any(String),
          fullname: "Andersen (sample)",
          ...(field(rows(reply)[1], "_transactioncurrencyid_value") !== undefined && {
            _transactioncurrencyid_value: currency,
          }),
          contactid: poor,
        },
      ],
    });
  });

  it("names columns by their aliases, with the annotations of renamed columns", async () => {
    const name = "Aliased Ltd";
    const id = await client().create("accounts", { name, accountclassificationcode: 1 });
    const reply = await fetchXml(
      client(),
      `<fetch><entity name="account">
         <attribute name="accountclassificationcode" alias="code" />
         <attribute name="ownerid" alias="keeper" />
         <attribute name="name" alias="companyname" />
         <filter><condition attribute="name" operator="eq" value="${name}" /></filter>
       </entity></fetch>`,
      everything,
    );
    expect(field(reply.body, "@odata.context")).toBe(
      `${client().root}$metadata#accounts(accountclassificationcode,ownerid,name,accountid,ownerid())`,
    );
    expect(rows(reply)).toEqual([
      {
        "@odata.etag": expect.any(String),
        "code@OData.Community.Display.V1.AttributeName": "accountclassificationcode",
        "code@OData.Community.Display.V1.FormattedValue": "Default Value",
        code: 1,
        "keeper@OData.Community.Display.V1.AttributeName": "ownerid",
        "keeper@OData.Community.Display.V1.FormattedValue": expect.any(String),
        "keeper@Microsoft.Dynamics.CRM.lookuplogicalname": "systemuser",
        keeper: expect.stringMatching(/^[0-9a-f-]{36}$/),
        "companyname@OData.Community.Display.V1.AttributeName": "name",
        companyname: name,
        accountid: id,
      },
    ]);
  });

  it("gives all columns when none is named, and only the key with no-attrs", async () => {
    const all = rows(await fetchXml(client(), '<fetch top="1"><entity name="account" /></fetch>'));
    const wide = rows(
      await fetchXml(client(), '<fetch top="1"><entity name="account"><all-attributes /></entity></fetch>'),
    );
    const bare = rows(
      await fetchXml(client(), '<fetch top="1"><entity name="account"><no-attrs /></entity></fetch>'),
    );
    expect(Object.keys(Object(all[0])).length).toBeGreaterThan(20);
    expect(wide).toEqual(all);
    expect(Object.keys(Object(bare[0]))).toEqual(["@odata.etag", "accountid"]);
  });

  it("annotates lookups, choices and amounts as an OData query does", async () => {
    const id = await client().create("contacts", person);
    const odata = await client().get(
      `contacts(${id})?$select=fullname,annualincome,gendercode,_ownerid_value`,
      {
        Prefer: everything,
      },
    );
    const fetched = await fetchXml(
      client(),
      `<fetch><entity name="contact">
         <attribute name="fullname" /><attribute name="annualincome" /><attribute name="gendercode" /><attribute name="ownerid" />
         <filter><condition attribute="contactid" operator="eq" value="{${id.toUpperCase()}}" /></filter>
       </entity></fetch>`,
      everything,
    );
    const { "@odata.context": _context, ...record } = Object(odata.body);
    const filled = Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null));
    expect(rows(fetched)).toEqual([filled]);
  });

  it("takes the option in any case and with plus signs for spaces", async () => {
    const xml = "<fetch+top='1'><entity+name='account'><attribute+name='name'/></entity></fetch>";
    const reply = await client().get(`accounts?FetchXML=${xml}`);
    expect(rows(reply)).toHaveLength(1);
  });

  it("counts with $count or returntotalrecordcount, up to 5000", async () => {
    const total = rows(await client().get("accounts?$select=name")).length;
    const xml = `<entity name="account"><attribute name="name" /></entity></fetch>`;
    const byOption = await client().get(
      `accounts?fetchXml=${encodeURIComponent(`<fetch top="2">${xml}`)}&$count=true`,
    );
    expect(field(byOption.body, "@odata.count")).toBe(total);
    expect(rows(byOption)).toHaveLength(2);
    const byAttribute = await fetchXml(
      client(),
      `<fetch count="2" returntotalrecordcount="true">${xml}`,
      everything,
    );
    expect(field(byAttribute.body, "@odata.count")).toBe(total);
    expect(field(byAttribute.body, "@Microsoft.Dynamics.CRM.totalrecordcount")).toBe(total);
    expect(field(byAttribute.body, "@Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded")).toBe(false);
  });

  it("sorts choices by label, by number when asked to, and lookups by name", async () => {
    const sorted = async (attributes: string, column: string) =>
      rows(
        await fetchXml(
          client(),
          `<fetch ${attributes}><entity name="account"><attribute name="${column}" /><order attribute="${column}" />
           <filter><condition attribute="${column}" operator="not-null" /></filter></entity></fetch>`,
          everything,
        ),
      );
    const labels = (await sorted("", "industrycode")).map((row) =>
      String(field(row, "industrycode@OData.Community.Display.V1.FormattedValue")).toLowerCase(),
    );
    expect(labels).toEqual([...labels].sort());
    const numbers = (await sorted('useraworderby="true"', "industrycode")).map((row) =>
      Number(field(row, "industrycode")),
    );
    expect(numbers).toEqual([...numbers].sort((left, right) => left - right));
    const names = (await sorted("", "ownerid")).map((row) =>
      String(field(row, "_ownerid_value@OData.Community.Display.V1.FormattedValue")).toLowerCase(),
    );
    expect(names).toEqual([...names].sort());
  });

  it("gives distinct rows without the key", async () => {
    const reply = await fetchXml(
      client(),
      '<fetch distinct="true"><entity name="account"><attribute name="statecode" /><order attribute="statecode" /></entity></fetch>',
    );
    const states = rows(reply).map((row) => field(row, "statecode"));
    expect(new Set(states).size).toBe(states.length);
    expect(rows(reply)[0]).toEqual({ statecode: 0 });
  });

  it("ignores a preferred page size and does not say that it was applied", async () => {
    const total = rows(await client().get("accounts?$select=name")).length;
    const reply = await fetchXml(
      client(),
      '<fetch><entity name="account"><attribute name="name" /></entity></fetch>',
      "odata.maxpagesize=2",
    );
    expect(rows(reply)).toHaveLength(total);
    expect(reply.headers.get("preference-applied")).toBeNull();
  });

  it("is refused on the set of another table, and next to OData's options", async () => {
    const xml = '<fetch><entity name="contact" /></fetch>';
    const other = await client().get(`accounts?fetchXml=${encodeURIComponent(xml)}`);
    expect(other.status).toBe(400);
    expect(other.body).toEqual(
      refusal(
        "0x80041128",
        "The entity name specified in fetchxml does not match the entity name specified in the Entity or Query Expression.",
      ),
    );
    const mixed = await client().get(`contacts?fetchXml=${encodeURIComponent(xml)}&$select=fullname`);
    expect(mixed.status).toBe(400);
    expect(mixed.body).toEqual(refusal("0x80060888", "The query parameter $select is not supported"));
  });
});
