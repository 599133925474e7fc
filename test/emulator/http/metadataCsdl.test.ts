import { describe, expect, it } from "vitest";
import { useClient } from "../support/dataverseClient.ts";

describe("the $metadata document", () => {
  const client = useClient();
  const read = async (query = ""): Promise<string> => String((await client().get(`$metadata${query}`)).body);

  it("is XML with the service's namespace and alias", async () => {
    const reply = await client().get("$metadata");
    expect([reply.status, reply.headers.get("content-type")]).toEqual([200, "application/xml"]);
    expect(String(reply.body)).toContain(
      '<Schema Namespace="Microsoft.Dynamics.CRM" Alias="mscrm" xmlns="http://docs.oasis-open.org/odata/ns/edm">',
    );
    expect((await client().call("POST", "$metadata", { body: {} })).status).toBe(405);
  });

  it("has balanced elements", async () => {
    const open: string[] = [];
    for (const [, close, name = "", empty] of (await read()).matchAll(/<(\/?)([\w:]+)[^<>]*?(\/?)>/g)) {
      if (close === "/") {
        expect(open.pop()).toBe(name);
      } else if (empty !== "/") {
        open.push(name);
      }
    }
    expect(open).toEqual([]);
  });

  it("ties a lookup's navigation property to its value and its partner", async () => {
    expect(await read()).toContain(
      '<NavigationProperty Name="primarycontactid" Type="mscrm.contact" Nullable="false" Partner="account_primary_contact"><ReferentialConstraint Property="_primarycontactid_value" ReferencedProperty="contactid" /></NavigationProperty>',
    );
  });

  it("gives users and teams the key of principals", async () => {
    const csdl = await read();
    expect(csdl).toContain('<EntityType Name="systemuser" BaseType="mscrm.principal"><Property');
    expect(csdl).toContain('<NavigationProperty Name="ownerid" Type="mscrm.principal" Nullable="false"');
  });

  it("says which sets track changes", async () => {
    const csdl = await read();
    const setOf = (name: string) =>
      new RegExp(`<EntitySet Name="${name}"(?:[^>]*/>|.*?</EntitySet>)`).exec(csdl)?.[0] ?? "";
    expect(setOf("accounts")).toContain("Org.OData.Capabilities.V1.ChangeTracking");
    expect(setOf("accounts")).toContain(
      '<NavigationPropertyBinding Path="primarycontactid" Target="contacts" />',
    );
    expect(setOf("new_project_contactset")).not.toContain("ChangeTracking");
  });

  it("describes columns only when asked for annotations", async () => {
    const term = "Org.OData.Core.V1.Description";
    expect(await read()).not.toContain(term);
    expect(await read("?annotations=true")).toContain(term);
  });

  it("lists operations with their parameters", async () => {
    const csdl = await read();
    expect(csdl).toContain('<ActionImport Name="PublishXml" Action="Microsoft.Dynamics.CRM.PublishXml" />');
    expect(csdl).toContain('<Parameter Name="ParameterXml" Type="Edm.String" Nullable="false" />');
    expect(csdl).toContain('<FunctionImport Name="WhoAmI"');
  });

  it("knows a new table at once", async () => {
    client().emulator.control.schema.addTable({ schemaName: "new_CsdlThing" });
    expect(await read()).toContain('<EntitySet Name="new_csdlthings"');
  });
});
