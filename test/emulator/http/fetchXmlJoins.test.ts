import { beforeAll, describe, expect, it } from "vitest";
import { field, refusal, rows, useClient } from "../support/dataverseClient.ts";
import { everything, fetchXml } from "../support/fetchXml.ts";

const names = (reply: Parameters<typeof rows>[0], key = "name"): readonly unknown[] =>
  rows(reply).map((row) => field(row, key));

const only = '<filter><condition attribute="name" operator="like" value="Join %" /></filter>';

describe("link-entity", () => {
  const client = useClient({ records: 3 });
  const ids: Record<string, string> = {};

  beforeAll(async () => {
    ids["boss"] = await client().create("contacts", { firstname: "Join", lastname: "Boss" });
    ids["one"] = await client().create("accounts", {
      name: "Join One",
      "primarycontactid@odata.bind": `/contacts(${ids["boss"]})`,
    });
    ids["two"] = await client().create("accounts", { name: "Join Two" });
    for (const [lastname, account] of [
      ["Ada", "one"],
      ["Bea", "one"],
      ["Cleo", "two"],
    ] as const) {
      await client().create("contacts", {
        lastname,
        "parentcustomerid_account@odata.bind": `/accounts(${ids[account]})`,
      });
    }
    ids["three"] = await client().create("accounts", { name: "Join Three" });
  });

  const ask = (inside: string, prefer?: string) =>
    fetchXml(
      client(),
      `<fetch><entity name="account"><attribute name="name" />${only}<order attribute="name" />${inside}</entity></fetch>`,
      prefer,
    );

  const contacts = (type: string, inside = "") =>
    `<link-entity name="contact" from="parentcustomerid" to="accountid" link-type="${type}" alias="c">${inside}</link-entity>`;

  it("gives a row for every combination of an inner join, with the link's columns by alias", async () => {
    const reply = await ask(contacts("inner", '<attribute name="lastname" /><order attribute="lastname" />'));
    expect(rows(reply).map((row) => [field(row, "name"), field(row, "c.lastname")])).toEqual([
      ["Join One", "Ada"],
      ["Join One", "Bea"],
      ["Join Two", "Cleo"],
    ]);
  });

  it("keeps rows without a match in an outer join, and applies the link's filter before joining", async () => {
    const filter = '<filter><condition attribute="lastname" operator="eq" value="Bea" /></filter>';
    const reply = await ask(contacts("outer", `<attribute name="lastname" />${filter}`));
    expect(rows(reply).map((row) => [field(row, "name"), field(row, "c.lastname")])).toEqual([
      ["Join One", "Bea"],
      ["Join Three", undefined],
      ["Join Two", undefined],
    ]);
  });

  it("finds rows without related ones by a condition that names an outer link", async () => {
    const reply = await ask(
      `${contacts("outer")}<filter><condition entityname="c" attribute="contactid" operator="null" /></filter>`,
    );
    expect(names(reply)).toEqual(["Join Three"]);
  });

  it("asks for related rows without reading them: any, not any, all, not all, exists and in", async () => {
    const bea = '<filter><condition attribute="lastname" operator="eq" value="Bea" /></filter>';
    const inFilter = async (type: string) => names(await ask(`<filter>${contacts(type, bea)}</filter>`));
    expect(await inFilter("any")).toEqual(["Join One"]);
    expect(await inFilter("not any")).toEqual(["Join Three", "Join Two"]);
    expect(await inFilter("not all")).toEqual(["Join One"]);
    expect(await inFilter("all")).toEqual(["Join Two"]);
    expect(names(await ask(contacts("exists", bea)))).toEqual(["Join One"]);
    expect(names(await ask(contacts("in")))).toEqual(["Join One", "Join Two"]);
  });

  it("joins any of several conditions with or", async () => {
    const reply = await ask(
      `<filter type="or">${contacts("any", '<filter><condition attribute="lastname" operator="eq" value="Cleo" /></filter>')}
       <condition attribute="primarycontactid" operator="not-null" /></filter>`,
    );
    expect(names(reply)).toEqual(["Join One", "Join Two"]);
  });

  it("nests, and compares columns of different tables", async () => {
    const reply = await ask(
      `<link-entity name="contact" from="contactid" to="primarycontactid" alias="boss">
         <attribute name="lastname" alias="bossname" />
         <link-entity name="systemuser" from="systemuserid" to="ownerid" alias="keeper"><attribute name="fullname" /></link-entity>
       </link-entity>
       <filter><condition attribute="ownerid" operator="eq" valueof="boss.ownerid" /></filter>`,
      everything,
    );
    expect(rows(reply)).toEqual([
      {
        "@odata.etag": expect.any(String),
        name: "Join One",
        accountid: ids["one"],
        "bossname@OData.Community.Display.V1.AttributeName": "lastname",
        bossname: "Boss",
        "keeper.fullname@OData.Community.Display.V1.AttributeName": "fullname",
        "keeper.fullname": expect.any(String),
      },
    ]);
  });

  it("numbers links without an alias, and finds them by the name of their table", async () => {
    const reply = await ask(
      `<link-entity name="contact" from="contactid" to="primarycontactid"><attribute name="lastname" /></link-entity>
       <filter><condition entityname="contact" attribute="lastname" operator="eq" value="Boss" /></filter>`,
    );
    expect(names(reply, "contact1.lastname")).toEqual(["Boss"]);
  });

  it("refuses more than 15 links, and links whose kind does not fit their place", async () => {
    const many = await ask(contacts("outer").replace(' alias="c"', "").repeat(16));
    expect(many.body).toEqual(
      refusal("0x8004430d", "Number of link entities in query exceeded maximum limit."),
    );
    const misplaced = await ask(contacts("any"));
    expect(field(misplaced.body, "error", "message")).toBe(
      "A link-entity of type 'any' can only be used inside a filter.",
    );
    const showing = await ask(`<filter>${contacts("any", '<attribute name="lastname" />')}</filter>`);
    expect(field(showing.body, "error", "message")).toBe(
      "A link-entity of type 'any' can't have attributes or orders. Link entity: contact",
    );
    const unknown = await ask(contacts("left"));
    expect(field(unknown.body, "error", "code")).toBe("0x80041117");
  });

  it("says that it does not support the types that pick one of several rows", async () => {
    const reply = await ask(contacts("matchfirstrowusingcrossapply"));
    expect([reply.status, field(reply.body, "error", "message")]).toEqual([
      501,
      "The Dataverse emulator does not support link-type='matchfirstrowusingcrossapply' in FetchXML.",
    ]);
  });
});
