import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseRecordKey } from "../../../../src/client/odata/recordKey.ts";
import { createRecords } from "../../../../src/client/services/records/records.ts";
import { refusal, scripted } from "../scriptedSend.ts";

const id = "475b158c-541c-e511-80d3-3863bb347ba8";
const target = { entityType: "accounts", key: parseRecordKey(id) };
const account = { accountid: id };
const conflict = refusal(
  400,
  "0x80048d19",
  "Error identified in Payload provided by the user for Entity :'accounts' ----> Cannot convert a value to target type 'Edm.Decimal' because of conflict between input format string/number and parameter 'IEEE754Compatible' false/true.",
);
const unconvertible = refusal(
  400,
  "0x80048d19",
  "Cannot convert the literal 'x' to the expected type 'Edm.Int32'.",
);
const attribute = (LogicalName: string, AttributeType: string) => ({ LogicalName, AttributeType });
const types = {
  body: {
    value: [
      {
        LogicalName: "account",
        Attributes: [
          attribute("name", "String"),
          attribute("revenue", "Money"),
          attribute("exchangerate", "Decimal"),
          attribute("address1_latitude", "Double"),
          attribute("new_ticks", "BigInt"),
          attribute("numberofemployees", "Integer"),
          attribute("creditonhold", "Boolean"),
          attribute("industrycode", "Picklist"),
          attribute("new_date", "DateTime"),
        ],
      },
    ],
  },
};

const resent = async (textValues: Readonly<Record<string, string>>): Promise<string> => {
  const { context, requests } = scripted(conflict, types, { body: account });
  await createRecords(context).update(target, { values: {}, textValues });
  return String(requests[2]?.body);
};

describe("text values", () => {
  it("go as text, with one request, as long as Dataverse takes them", async () => {
    const { context, requests } = scripted({ body: account });
    const textValues = { name: "007", numberofemployees: "12", creditonhold: "true" };
    await createRecords(context).update(target, { values: {}, textValues });
    expect(requests.map(({ body }) => body)).toEqual([
      '{"name":"007","numberofemployees":"12","creditonhold":"true"}',
    ]);
  });

  it("are sent again by the types of their columns when Dataverse wants numbers", async () => {
    const { context, requests } = scripted(conflict, types, { body: account });
    await createRecords(context).update(target, {
      values: { description: "x", revenue: 1 },
      textValues: {
        name: "007",
        revenue: " 12345678901234567890.1234 ",
        exchangerate: "+1.50",
        address1_latitude: "-47.6e-3",
        new_ticks: "9007199254740993",
        numberofemployees: "0012",
        creditonhold: "True",
        industrycode: "7",
        new_date: "2026-01-31",
        new_unknown: "5",
      },
    });
    expect(requests[1]).toEqual({
      operation: "Read the column types of accounts",
      method: "GET",
      path: "EntityDefinitions?$select=LogicalName&$filter=EntitySetName%20eq%20'accounts'&$expand=Attributes($select=LogicalName,AttributeType)",
      repeat: "read",
    });
    expect(requests[2]).toEqual({
      ...requests[0],
      body:
        '{"description":"x","revenue":12345678901234567890.1234,"name":"007","exchangerate":1.50,' +
        '"address1_latitude":-47.6e-3,"new_ticks":9007199254740993,"numberofemployees":12,"creditonhold":true,' +
        '"industrycode":"7","new_date":"2026-01-31","new_unknown":"5"}',
    });
  });

  it.each([
    [
      "revenue",
      "12abc",
      '"12abc", but the column takes a number such as 1200.50, with a point and without thousands separators.',
    ],
    [
      "revenue",
      "1,5",
      '"1,5", but the column takes a number such as 1200.50, with a point and without thousands separators.',
    ],
    [
      "exchangerate",
      "1e3",
      '"1e3", but the column takes a number such as 1200.50, with a point and without thousands separators.',
    ],
    ["numberofemployees", "1.5", '"1.5", but the column takes a whole number such as 1200.'],
    ["creditonhold", "yes", '"yes", but the column takes true or false.'],
    [
      "revenue",
      "",
      "empty, but the column takes a number such as 1200.50, with a point and without thousands separators. To clear the column, set it to null in Dynamic Values instead.",
    ],
  ])("for %s are refused when they are %j", async (column, text, problem) => {
    const { context, requests } = scripted(unconvertible, types);
    const writing = createRecords(context).update(target, { values: {}, textValues: { [column]: text } });
    await expect(writing).rejects.toMatchObject({
      kind: "invalidInput",
      message: `Field Value ${column} is ${problem}`,
    });
    expect(requests).toHaveLength(2);
  });

  it("keep the error of Dataverse when no column of theirs wants a number", async () => {
    const { context, requests } = scripted(conflict, types);
    const record = { values: { revenue: "5" }, textValues: { name: "x" } };
    await expect(createRecords(context).create("accounts", record)).rejects.toMatchObject({
      code: "0x80048d19",
    });
    expect(requests).toHaveLength(2);
  });

  it("keep the error of Dataverse when the types cannot be read", async () => {
    const { context } = scripted(conflict, refusal(403, "0x80040220", "no privilege"));
    const writing = createRecords(context).create("accounts", { values: {}, textValues: { revenue: "5" } });
    await expect(writing).rejects.toMatchObject({ code: "0x80048d19" });
  });

  it("are not looked at for other errors, nor when there are none", async () => {
    const undeclared = scripted(refusal(400, "0x80048d19", "An undeclared property 'x'"));
    await expect(
      createRecords(undeclared.context).create("accounts", { values: {}, textValues: { x: "5" } }),
    ).rejects.toMatchObject({ kind: "badRequest" });
    expect(undeclared.requests).toHaveLength(1);
    const untyped = scripted(conflict);
    await expect(
      createRecords(untyped.context).create("accounts", { values: { revenue: "5" }, textValues: {} }),
    ).rejects.toMatchObject({ kind: "badRequest" });
    expect(untyped.requests).toHaveLength(1);
  });

  it("keep every digit of a number", async () => {
    const digits = fc.stringMatching(/^-?(?:0|[1-9]\d{0,30})\.\d{1,20}$/);
    await fc.assert(
      fc.asyncProperty(digits, async (revenue) => {
        expect(await resent({ revenue })).toBe(`{"revenue":${revenue}}`);
      }),
    );
  });

  it("are always valid JSON after they were made numbers", async () => {
    await fc.assert(
      fc.asyncProperty(fc.stringMatching(/^[+-]?\d{1,12}(?:\.\d{1,8})?$/), async (revenue) => {
        expect(JSON.parse(await resent({ revenue, name: revenue }))).toEqual({
          revenue: Number(revenue),
          name: revenue,
        });
      }),
    );
  });
});
