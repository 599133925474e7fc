import { describe, expect, it } from "vitest";
import { field, useClient } from "../support/dataverseClient.ts";

const formatted = "OData.Community.Display.V1.FormattedValue";

describe("annotations", () => {
  const client = useClient({ now: () => Date.UTC(2026, 0, 31, 20, 5) });
  const prepare = async () => {
    const contact = await client().create("contacts", { firstname: "Susanna", lastname: "Stubberod" });
    return client().create("accounts", {
      name: "Annotated",
      revenue: 1234567.5,
      numberofemployees: 9500,
      donotpostalmail: false,
      customertypecode: 3,
      address1_latitude: 47.5,
      "primarycontactid@odata.bind": `/contacts(${contact})`,
    });
  };
  const select =
    "name,revenue,numberofemployees,donotpostalmail,customertypecode,address1_latitude,_primarycontactid_value,createdon,description,statecode";

  it("show every value as a person would read it, before the value", async () => {
    const id = await prepare();
    const reply = await client().get(`accounts(${id})?$select=${select}`, {
      Prefer: 'odata.include-annotations="*"',
    });
    expect(reply.headers.get("preference-applied")).toBe('odata.include-annotations="*"');
    expect(reply.body).toMatchObject({
      [`revenue@${formatted}`]: "$1,234,567.50",
      [`numberofemployees@${formatted}`]: "9,500",
      [`donotpostalmail@${formatted}`]: "Allow",
      [`customertypecode@${formatted}`]: "Customer",
      [`address1_latitude@${formatted}`]: "47.50000",
      [`_primarycontactid_value@${formatted}`]: "Susanna Stubberod",
      "_primarycontactid_value@Microsoft.Dynamics.CRM.associatednavigationproperty": "primarycontactid",
      "_primarycontactid_value@Microsoft.Dynamics.CRM.lookuplogicalname": "contact",
      [`createdon@${formatted}`]: "1/31/2026 8:05 PM",
      [`statecode@${formatted}`]: "Active",
      [`_transactioncurrencyid_value@${formatted}`]: "US Dollar",
    });
    const names = Object.keys(reply.body ?? {});
    expect(names.indexOf(`revenue@${formatted}`)).toBe(names.indexOf("revenue") - 1);
    expect(names.filter((name) => name.startsWith("_primarycontactid_value"))).toEqual([
      `_primarycontactid_value@${formatted}`,
      "_primarycontactid_value@Microsoft.Dynamics.CRM.associatednavigationproperty",
      "_primarycontactid_value@Microsoft.Dynamics.CRM.lookuplogicalname",
      "_primarycontactid_value",
    ]);
    expect(names).not.toContain(`name@${formatted}`);
    expect(names).not.toContain(`description@${formatted}`);
  });

  it("come by name, by wildcard, unquoted, or not at all", async () => {
    const id = await prepare();
    const namesFor = async (prefer: string) => {
      const { body } = await client().get(`accounts(${id})?$select=_primarycontactid_value`, {
        Prefer: prefer,
      });
      return Object.keys(body ?? {}).filter((name) => name.startsWith("_primarycontactid_value@"));
    };
    const [display, navigation, logicalName] = [
      `_primarycontactid_value@${formatted}`,
      "_primarycontactid_value@Microsoft.Dynamics.CRM.associatednavigationproperty",
      "_primarycontactid_value@Microsoft.Dynamics.CRM.lookuplogicalname",
    ];
    expect(await namesFor(`odata.include-annotations="${formatted}"`)).toEqual([display]);
    expect(await namesFor(`odata.include-annotations=${formatted}`)).toEqual([display]);
    expect(await namesFor('odata.include-annotations="Microsoft.Dynamics.CRM.*"')).toEqual([
      navigation,
      logicalName,
    ]);
    expect(
      await namesFor(
        `odata.maxpagesize=5, odata.include-annotations="${formatted},Microsoft.Dynamics.CRM.lookuplogicalname"`,
      ),
    ).toEqual([display, logicalName]);
    expect(await namesFor("odata.maxpagesize=5")).toEqual([]);
  });

  it("come in expanded records, too", async () => {
    const id = await prepare();
    const { body } = await client().get(`accounts(${id})?$expand=primarycontactid($select=statecode)`, {
      Prefer: `odata.include-annotations="${formatted}"`,
    });
    expect(field(body, "primarycontactid", `statecode@${formatted}`)).toBe("Active");
  });
});
