import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileSchema, tableNamed } from "../../../emulator/schema/schema.ts";
import { defaultTables } from "../../../emulator/schema/tables/index.ts";
import { attributesOf, contractJson, entity } from "../../../emulator/webhooks/contract.ts";

const account = tableNamed(compileSchema(defaultTables), "account");
const id = "6d81597f-0f9f-e711-8122-000d3aa2331c";

describe("the form of an execution context's values", () => {
  it("names the contract of everything that is no plain value", () => {
    const attributes = attributesOf(
      account,
      id,
      new Map<string, string | number | boolean | null | { readonly table: string; readonly id: string }>([
        ["name", "Contoso"],
        ["industrycode", 6],
        ["revenue", 12.5],
        ["creditonhold", true],
        ["modifiedon", 1_506_384_247_000],
        ["primarycontactid", { table: "contact", id }],
        ["modifiedonbehalfby", null],
      ]),
    );
    expect(contractJson(entity({ table: "account", id }, attributes))).toBe(
      '{"__type":"Entity:http:\\/\\/schemas.microsoft.com\\/xrm\\/2011\\/Contracts","Attributes":[{"key":"name","value":"Contoso"},{"key":"industrycode","value":{"__type":"OptionSetValue:http:\\/\\/schemas.microsoft.com\\/xrm\\/2011\\/Contracts","Value":6}},{"key":"revenue","value":{"__type":"Money:http:\\/\\/schemas.microsoft.com\\/xrm\\/2011\\/Contracts","Value":12.5}},{"key":"creditonhold","value":true},{"key":"modifiedon","value":"\\/Date(1506384247000)\\/"},{"key":"primarycontactid","value":{"__type":"EntityReference:http:\\/\\/schemas.microsoft.com\\/xrm\\/2011\\/Contracts","Id":"6d81597f-0f9f-e711-8122-000d3aa2331c","KeyAttributes":[],"LogicalName":"contact","Name":null,"RowVersion":null}},{"key":"modifiedonbehalfby","value":null},{"key":"accountid","value":"6d81597f-0f9f-e711-8122-000d3aa2331c"}],"EntityState":null,"FormattedValues":[],"Id":"6d81597f-0f9f-e711-8122-000d3aa2331c","KeyAttributes":[],"LogicalName":"account","RelatedEntities":[],"RowVersion":null}',
    );
  });

  it("is ordinary JSON whose slashes are escaped", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = contractJson(value);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(text.replaceAll("\\\\", "").replaceAll("\\/", "")).not.toContain("/");
      }),
    );
  });
});
