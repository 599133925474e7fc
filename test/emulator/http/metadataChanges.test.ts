import { describe, expect, it } from "vitest";
import { field, useClient } from "../support/dataverseClient.ts";

const condition = (PropertyName: string, Type: string, Value: string) => ({
  ConditionOperator: "Equals",
  PropertyName,
  Value: { Type, Value },
});

const where = (...Conditions: readonly object[]) => ({ FilterOperator: "And", Conditions });

const properties = (...PropertyNames: readonly string[]) => ({ AllProperties: false, PropertyNames });

describe("definitions read for a cache", () => {
  const client = useClient({ records: 3 });
  const read = (query: object, stamp?: string) =>
    client().get(
      stamp === undefined
        ? `RetrieveMetadataChanges(Query=@p1)?@p1=${encodeURIComponent(JSON.stringify(query))}`
        : `RetrieveMetadataChanges(Query=@p1,ClientVersionStamp=@p2)?@p1=${encodeURIComponent(JSON.stringify(query))}&@p2='${encodeURIComponent(stamp)}'`,
    );
  const account = {
    Criteria: where(condition("LogicalName", "System.String", "account")),
    Properties: properties("Attributes", "Keys", "ManyToOneRelationships"),
  };

  it("have what is asked for, and null for the rest", async () => {
    const { body } = await read({
      ...account,
      AttributeQuery: {
        Criteria: where(
          condition("IsValidForCreate", "System.Boolean", "True"),
          condition("AttributeType", "Microsoft.Xrm.Sdk.Metadata.AttributeTypeCode", "Picklist"),
          { ...condition("LogicalName", "System.String", "industrycode"), ConditionOperator: "NotEquals" },
        ),
        Properties: properties("OptionSet"),
      },
      RelationshipQuery: {
        Criteria: where(condition("SchemaName", "System.String", "account_primary_contact")),
        Properties: properties("ReferencingEntityNavigationPropertyName"),
      },
      LabelQuery: { FilterLanguages: [1033], MissingLabelBehavior: 0 },
    });
    const [table, ...more] = Object(field(body, "EntityMetadata"));
    expect(more).toEqual([]);
    expect(table).toMatchObject({
      LogicalName: "account",
      SchemaName: null,
      OneToManyRelationships: [],
      ManyToOneRelationships: [
        { SchemaName: null, ReferencingEntityNavigationPropertyName: "primarycontactid" },
      ],
    });
    const names = Object(field(table, "Attributes")).map((column: unknown) => field(column, "LogicalName"));
    expect(names).toContain("accountcategorycode");
    expect(names).not.toContain("industrycode");
    expect(names).not.toContain("name");
    expect(field(table, "Attributes", 0, "OptionSet", "Options", 0, "Value")).toEqual(expect.any(Number));
  });

  it("are none when nothing has changed since the stamp, and refused when something has", async () => {
    const stamp = String(field((await read(account)).body, "ServerVersionStamp"));
    expect((await read(account, stamp)).body).toMatchObject({
      EntityMetadata: [],
      DeletedMetadata: { Count: 0 },
    });
    client().emulator.control.schema.addColumn("account", { schemaName: "new_Cached", type: "String" });
    expect((await read(account, stamp)).status).toBe(501);
  });

  it("need a stamp of the last ninety days, and conditions on properties there are", async () => {
    const old = await read(account, "1!01/01/2020 00:00:00");
    expect([old.status, field(old.body, "error", "code")]).toEqual([400, "0x80044352"]);
    expect((await read(account, "nonsense")).status).toBe(400);
    expect((await read({ Criteria: where(condition("Wrong", "System.String", "x")) })).status).toBe(400);
    expect(
      (
        await read({
          Criteria: where({ ...condition("LogicalName", "System.String", "x"), ConditionOperator: "In" }),
        })
      ).status,
    ).toBe(501);
    expect((await client().call("POST", "RetrieveMetadataChanges", { body: {} })).status).toBe(404);
  });
});
