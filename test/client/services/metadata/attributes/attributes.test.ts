import { describe, expect, it } from "vitest";
import { findAttributeType } from "../../../../../src/client/odata/attributeTypes.ts";
import { parseTableReference } from "../../../../../src/client/odata/tableReference.ts";
import { createAttributes } from "../../../../../src/client/services/metadata/attributes/attributes.ts";
import { createTableDefinitions } from "../../../../../src/client/services/tables/tableDefinitions.ts";
import { refusal, type ScriptedAnswer, scripted } from "../../scriptedSend.ts";

const table = parseTableReference("Entity ID", "account");
const options = { publish: true };
const noContent = { status: 204 };
const noSuchAttribute = refusal(
  404,
  "0x80040217",
  "Could not find an attribute with specified name: new_big",
);
const noCast = refusal(400, "0x80060888", "The type is neither a base type nor a sub-type.");

const withAnswers = (...answers: readonly ScriptedAnswer[]) => {
  const script = scripted(...answers);
  return { ...script, attributes: createAttributes(script.context, createTableDefinitions(script.context)) };
};

const big = {
  MetadataId: "11111111-1111-1111-1111-111111111111",
  LogicalName: "new_big",
  EntityLogicalName: "account",
  AttributeType: "BigInt",
  AttributeTypeName: { Value: "BigIntType" },
};
const typed = { body: { ...big, "@odata.type": "#Microsoft.Dynamics.CRM.BigIntAttributeMetadata" } };

describe("attributes on the wire", () => {
  it("do not send bounds back that lost digits on the way", async () => {
    const bounds = '"MinValue":-9223372036854775808,"MaxValue":9223372036854775807';
    const whole = { body: `{${JSON.stringify(big).slice(1, -1)},${bounds}}` };
    const { attributes, requests } = withAnswers(typed, whole, noContent, noContent, typed);
    await attributes.update({ table, attribute: undefined, body: { LogicalName: "new_big" }, options });
    const put = requests.find(({ method }) => method === "PUT");
    expect(JSON.parse(String(put?.body))).toEqual({
      "@odata.type": "#Microsoft.Dynamics.CRM.BigIntAttributeMetadata",
      ...big,
    });
    expect([put?.repeat, requests[3]?.repeat]).toEqual(["converges", "converges"]);
  });

  it.each([
    ["unknown attribute", noSuchAttribute],
    ["wrong path", noCast],
  ])(
    "of another type than the body says are told so, whether Dataverse answers with an %s",
    async (_, answer) => {
      const { attributes, requests } = withAnswers(answer, typed);
      const body = { LogicalName: "new_big", AttributeType: "String" };
      await expect(attributes.update({ table, attribute: undefined, body, options })).rejects.toThrow(
        "Attribute Body says that new_big is of the type String, but it is BigInt, and the type of an attribute cannot be changed.",
      );
      expect(requests.map(({ method }) => method)).toEqual(["GET", "GET"]);
    },
  );

  it("are read back by name when Dataverse does not say where it put them", async () => {
    const { attributes, requests } = withAnswers(noContent, typed);
    const body = {
      SchemaName: "new_Big",
      AttributeType: "BigInt",
      DisplayName: { LocalizedLabels: [{ Label: "Big", LanguageCode: 1033 }] },
    };
    await attributes.create({ table, body, options: { publish: false } });
    expect(requests.map(({ path, repeat }) => [path, repeat])).toEqual([
      ["EntityDefinitions(LogicalName='account')/Attributes", "appends"],
      ["EntityDefinitions(LogicalName='account')/Attributes(LogicalName='new_big')", "read"],
    ]);
  });

  it("are listed also where labels and managed properties are missing", async () => {
    const { attributes } = withAnswers({
      body: {
        LogicalName: "odd",
        PrimaryIdAttribute: "oddid",
        PrimaryNameAttribute: null,
        Attributes: [{ LogicalName: "bare" }],
      },
    });
    expect(await attributes.list(table, { details: true })).toMatchObject({
      primaryNameAttribute: null,
      attributes: [
        {
          logicalName: "bare",
          displayName: "bare",
          description: "",
          requiredLevel: "None",
          isAuditEnabled: false,
        },
      ],
    });
  });

  it("are no list when the answer has none", async () => {
    const { attributes } = withAnswers({ body: { LogicalName: "odd" } });
    await expect(attributes.list(table, { details: false })).rejects.toMatchObject({
      kind: "unexpectedAnswer",
    });
  });

  it("of a type without a metadata type are found by a filter alone", async () => {
    const { attributes, requests } = withAnswers({ body: { value: [] } });
    await attributes.query(table, { type: findAttributeType("CalendarRules"), filter: "IsLogical eq true" });
    expect(decodeURIComponent(requests[0]?.path ?? "")).toBe(
      "EntityDefinitions(LogicalName='account')/Attributes?$filter=(IsLogical eq true) and AttributeType eq Microsoft.Dynamics.CRM.AttributeTypeCode'CalendarRules'",
    );
  });
});
