import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainColumns, plainValue } from "../../../src/client/events/plainValue.ts";

const typed = (name: string, members: object) => ({
  __type: `${name}:http://schemas.microsoft.com/xrm/2011/Contracts`,
  ...members,
});

const id = "6d81597f-0f9f-e711-8122-000d3aa2331c";
const reference = { Id: id, KeyAttributes: [], LogicalName: "contact", Name: "Jim", RowVersion: null };
const party = {
  Attributes: [
    { key: "partyid", value: typed("EntityReference", reference) },
    { key: "participationtypemask", value: typed("OptionSetValue", { Value: 2 }) },
  ],
  EntityState: null,
  FormattedValues: [],
  Id: "00000000-0000-0000-0000-000000000000",
  KeyAttributes: [],
  LogicalName: "activityparty",
  RelatedEntities: [],
  RowVersion: null,
};
const jim = { id, table: "contact", name: "Jim" };
const plainParty = { id: null, table: "activityparty", record: { partyid: jim, participationtypemask: 2 } };

describe("a value of a webhook's message", () => {
  const cases: readonly (readonly [string, unknown, unknown])[] = [
    ["nothing", null, null],
    ["a text", "007", "007"],
    ["a number", 12.5, 12.5],
    ["a flag", false, false],
    ["a date", "/Date(1506384247000)/", "2017-09-26T00:04:07Z"],
    ["a choice", typed("OptionSetValue", { Value: 3, ExtensionData: {} }), 3],
    ["a choice of nothing", typed("OptionSetValue", { Value: null }), null],
    ["several choices", [{ Value: 1 }, { Value: 5 }], [1, 5]],
    ["several choices with types", [typed("OptionSetValue", { Value: 1 })], [1]],
    ["an amount", typed("Money", { Value: 1250.75 }), 1250.75],
    [
      "a managed property",
      typed("BooleanManagedProperty", { CanBeChanged: true, ManagedPropertyLogicalName: "x", Value: true }),
      true,
    ],
    [
      "an aliased value",
      typed("AliasedValue", {
        AttributeLogicalName: "revenue",
        EntityLogicalName: "account",
        NeedFormatting: true,
        ReturnType: 0,
        Value: typed("Money", { Value: 5 }),
      }),
      5,
    ],
    ["a lookup", typed("EntityReference", reference), jim],
    [
      "a lookup by alternate key",
      typed("EntityReference", {
        ...reference,
        Id: "00000000-0000-0000-0000-000000000000",
        Name: null,
        KeyAttributes: [{ key: "emailaddress1", value: "a@b.example" }],
      }),
      { id: null, table: "contact", name: null, key: { emailaddress1: "a@b.example" } },
    ],
    [
      "records",
      typed("EntityCollection", { EntityName: "activityparty", Entities: [party], MoreRecords: false }),
      [plainParty],
    ],
    ["records without a type", { Entities: [party] }, [plainParty]],
    ["a list of records", [party], [plainParty]],
    ["references", [reference, typed("EntityReference", reference)], [jim, jim]],
    ["bytes", [72, 105, 255], "SGn/"],
    ["whole numbers that are no bytes", [1, 256], [1, 256]],
    ["an empty list", [], []],
    ["texts", ["a", "b"], ["a", "b"]],
    [
      "pairs",
      [
        { __type: "KeyValuePairOfstringstring:#System.Collections.Generic", key: "contact", value: "Update" },
        { __type: "KeyValuePairOfstringstring:#System.Collections.Generic", key: "lead", value: "Update" },
      ],
      { contact: "Update", lead: "Update" },
    ],
    [
      "pairs with the same key",
      [
        { key: "a", value: 1 },
        { key: "a", value: 2 },
      ],
      [
        { key: "a", value: 1 },
        { key: "a", value: 2 },
      ],
    ],
    [
      "an unknown object",
      { __type: "Weather:http://example.com", Since: "/Date(0)/" },
      { Since: "1970-01-01T00:00:00Z" },
    ],
  ];

  it.each(cases)("becomes plain: %s", (_name, value, plain) => {
    expect(plainValue(value)).toEqual(plain);
  });

  it("is told by its members where the message leaves out its type", () => {
    for (const [, value, plain] of cases) {
      const untyped: unknown = JSON.parse(JSON.stringify(value), (_key, member: unknown) => {
        if (typeof member !== "object" || member === null || !("__type" in member)) return member;
        const { __type, ...members } = member;
        return members;
      });
      expect(plainValue(untyped)).toEqual(plain);
    }
  });

  it("never fails and stays JSON, whatever arrives", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        const plain = plainValue(value);
        expect(JSON.parse(JSON.stringify(plain))).toEqual(plain);
      }),
    );
  });

  it("cannot reach a prototype by the name of a column", () => {
    const columns = plainColumns({
      Attributes: [
        { key: "__proto__", value: { polluted: true } },
        { key: "constructor", value: "text" },
        { key: "name", value: "Adatum" },
      ],
    });
    expect(Object.keys(columns)).toEqual(["constructor", "name"]);
    expect(Reflect.get(columns, "polluted")).toBeUndefined();
    expect(Reflect.get({}, "polluted")).toBeUndefined();
  });
});
