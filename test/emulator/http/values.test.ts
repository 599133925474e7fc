import { describe, expect, it } from "vitest";
import { field, refusal, useClient } from "../support/dataverseClient.ts";

describe("values in a body", () => {
  const client = useClient();
  const write = async (record: object, entitySet = "accounts") =>
    client().call("POST", entitySet, { body: record, headers: { Prefer: "return=representation" } });
  const payloadProblem = (problem: string, entitySet = "accounts") =>
    refusal(
      "0x80048d19",
      `Error identified in Payload provided by the user for Entity :'${entitySet}', For more information on this error please follow this help link https://go.microsoft.com/fwlink/?linkid=2195293  ---->  InnerException : Microsoft.OData.ODataException: ${problem}`,
    );

  it("are converted from text where the OData library does so", async () => {
    const reply = await write({
      industrycode: "3",
      numberofemployees: "42",
      creditonhold: "true",
      address1_latitude: "47.5",
      lastonholdtime: "2026-01-31T13:00:00+01:00",
      accountid: "AAAAAAAA-0000-0000-0000-000000000001",
    });
    expect(reply.body).toMatchObject({
      industrycode: 3,
      numberofemployees: 42,
      creditonhold: true,
      address1_latitude: 47.5,
      lastonholdtime: "2026-01-31T12:00:00Z",
      accountid: "aaaaaaaa-0000-0000-0000-000000000001",
    });
  });

  it("are refused as text for decimals and money", async () => {
    const reply = await write({ revenue: "100" });
    expect([reply.status, reply.body]).toEqual([
      400,
      payloadProblem(
        "Cannot convert a value to target type 'Edm.Decimal' because of conflict between input format string/number and parameter 'IEEE754Compatible' false/true.",
      ),
    ]);
  });

  it.each([
    [{ name: 42 }, "Cannot convert the literal '42' to the expected type 'Edm.String'."],
    [{ name: true }, "Cannot convert the literal 'true' to the expected type 'Edm.String'."],
    [{ industrycode: "three" }, "Cannot convert the literal 'three' to the expected type 'Edm.Int32'."],
    [{ industrycode: 1.5 }, "Cannot convert the literal '1.5' to the expected type 'Edm.Int32'."],
    [
      { numberofemployees: 2147483648 },
      "Cannot convert the literal '2147483648' to the expected type 'Edm.Int32'.",
    ],
    [{ creditonhold: 1 }, "Cannot convert the literal '1' to the expected type 'Edm.Boolean'."],
    [{ creditonhold: "yes" }, "Cannot convert the literal 'yes' to the expected type 'Edm.Boolean'."],
    [
      { lastonholdtime: "soon" },
      "Cannot convert the literal 'soon' to the expected type 'Edm.DateTimeOffset'.",
    ],
    [
      { lastonholdtime: "2026-01-31T13:00:00" },
      "The time zone information is missing on the DateTimeOffset value '2026-01-31T13:00:00'. A DateTimeOffset value must contain the time zone information.",
    ],
    [{ accountid: "1" }, "Cannot convert the literal '1' to the expected type 'Edm.Guid'."],
    [
      { name: { first: "x" } },
      "An unexpected 'StartObject' node was found for property named 'name' when reading from the JSON reader. A 'PrimitiveValue' node was expected.",
    ],
    [
      { nme: "x" },
      "Invalid property 'nme' was found in entity 'Microsoft.Dynamics.CRM.account'. ---> Microsoft.OData.ODataException: Does not support untyped value in non-open type.",
    ],
  ])("of the wrong kind are refused: %j", async (record, problem) => {
    const reply = await write(record);
    expect([reply.status, reply.body]).toEqual([400, payloadProblem(problem)]);
  });

  it.each([
    [{ birthdate: "1990-02-30" }, "1990-02-30"],
    [{ birthdate: "1990-02-03T00:00:00Z" }, "1990-02-03T00:00:00Z"],
  ])("are dates without a time where the column is one: %j", async (record, literal) => {
    const reply = await write(record, "contacts");
    expect([reply.status, reply.body]).toEqual([
      400,
      payloadProblem(`Cannot convert the literal '${literal}' to the expected type 'Edm.Date'.`, "contacts"),
    ]);
    expect(field((await write({ birthdate: "1990-02-03" }, "contacts")).body, "birthdate")).toBe(
      "1990-02-03",
    );
  });

  it.each([
    [
      { name: "x".repeat(161) },
      "0x80044331",
      "A validation error occurred.  The length of the 'name' attribute of the 'account' entity exceeded the maximum allowed length of '160'.",
    ],
    [
      { accountcategorycode: 99 },
      "0x8004431a",
      "A validation error occurred. The value 99 of 'accountcategorycode' on record of type 'account' is outside the valid range. Accepted Values: 1,2",
    ],
    [
      { numberofemployees: -1 },
      "0x80044330",
      "A validation error occurred.  The value of 'numberofemployees' on record of type 'account' is outside the valid range.",
    ],
  ])("beyond a column's limits are refused: %#", async (record, code, message) => {
    const reply = await write(record);
    expect([reply.status, reply.body]).toEqual([400, refusal(code, message)]);
  });

  it("are rounded to the column's precision", async () => {
    const reply = await write({ address1_latitude: 47.639583, revenue: 12.345 });
    expect(reply.body).toMatchObject({ address1_latitude: 47.63958, revenue: 12.35 });
  });

  it("may be several choices", async () => {
    const reply = await write({ new_interests: "100000003,100000000" }, "contacts");
    expect(field(reply.body, "new_interests")).toBe("100000003,100000000");
    expect((await write({ new_interests: "7" }, "contacts")).status).toBe(400);
  });

  it("are no value when they are empty text", async () => {
    expect(field((await write({ description: "" })).body, "description")).toBeNull();
  });

  it("of columns the system owns are left out", async () => {
    const reply = await write({ name: "x", createdon: "2001-01-01T00:00:00Z", versionnumber: 7 });
    expect(reply.status).toBe(201);
    expect(field(reply.body, "createdon")).not.toBe("2001-01-01T00:00:00Z");
  });

  it("may come with control information", async () => {
    const reply = await write({
      "@odata.context": "whatever",
      "@odata.type": "#Microsoft.Dynamics.CRM.account",
      "name@OData.Community.Display.V1.FormattedValue": "ignored",
      name: "Annotated",
    });
    expect([reply.status, field(reply.body, "name")]).toEqual([201, "Annotated"]);
  });

  it("must be one JSON object", async () => {
    for (const body of ["", "{", "[]", "null", '"text"']) {
      const reply = await client().call("POST", "accounts", { body });
      expect([reply.status, field(reply.body, "error", "code")]).toEqual([400, "0x80048d19"]);
    }
  });

  it("keep state and status reason together", async () => {
    const id = await client().create("accounts", { name: "Stateful" });
    const read = async () => (await client().get(`accounts(${id})?$select=statecode,statuscode`)).body;
    await client().call("PATCH", `accounts(${id})`, { body: { statecode: 1 } });
    expect(await read()).toMatchObject({ statecode: 1, statuscode: 2 });
    const reply = await client().call("PATCH", `accounts(${id})`, { body: { statuscode: 1 } });
    expect([reply.status, reply.body]).toEqual([
      400,
      refusal("0x80048408", `1 is not a valid status code for state code Inactive on account with Id ${id}.`),
    ]);
  });
});
