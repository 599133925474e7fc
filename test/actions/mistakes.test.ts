import { isConnectionError } from "@prismatic-io/spectral";
import { describe, expect, it } from "vitest";
import type { Connection } from "../../workbench/runner/connection.ts";
import { createRunner } from "../../workbench/runner/runner.ts";
import { keyValues, useTestBench } from "../support/dataverse.ts";

const guidForms =
  "Enter the record's GUID, such as 475b158c-541c-e511-80d3-3863bb347ba8, or an alternate key, such as accountnumber='A-1' or firstname='Joe',emailaddress1='joe@example.com'.";

const accounts = { entityType: "accounts" };
const account = { ...accounts, entityId: "11111111-1111-1111-1111-111111111111" };

describe("a mistake that is found before a request is spent", () => {
  const bench = useTestBench();

  it.each([
    ["getEntity", { ...account, entityType: "" }, "Entity Type is empty. Enter a value."],
    [
      "getEntity",
      { ...account, entityType: "accounts?$filter=1 eq 1" },
      'Entity Type "accounts?$filter=1 eq 1" is not the name of a table. Enter the entity set name alone, such as accounts or contacts: letters, digits and underscores.',
    ],
    [
      "deleteEntity",
      { ...account, entityType: "accounts(1)/Microsoft.Dynamics.CRM.Merge" },
      'Entity Type "accounts(1)/Microsoft.Dynamics.CRM.Merge" is not the name of a table. Enter the entity set name alone, such as accounts or contacts: letters, digits and underscores.',
    ],
    ["getEntity", { ...accounts, entityId: "  " }, `Entity ID is empty. ${guidForms}`],
    [
      "deleteEntity",
      { ...accounts, entityId: "all)" },
      `Entity ID "all)" is neither a GUID nor an alternate key. ${guidForms}`,
    ],
    [
      "getEntity",
      { ...account, fieldNames: ["name&$expand=x"] },
      'Field Name "name&$expand=x" is not the name of a column. Enter the logical name, such as name or emailaddress1, or _primarycontactid_value for a lookup.',
    ],
    [
      "createEntity",
      { ...accounts, dynamicValues: [{ name: "a" }] },
      "Dynamic Values must be one object of columns and values, but a list arrived. Loop over the list, or pick one item of it.",
    ],
    [
      "createEntity",
      { ...accounts, fieldValues: [{ key: "", value: "a" }] },
      "Field Value, entry 1, has a value but no name. Enter the column's logical name.",
    ],
    [
      "createEntity",
      { ...accounts, options: { bypassCustomLogic: "Everything" } },
      'Bypass Custom Logic must be one of CustomSync or CustomAsync or CustomSync,CustomAsync, but it is "Everything".',
    ],
    [
      "createEntity",
      { ...accounts, options: { impersonateUserId: "me" } },
      'Impersonate User Id "me" is not a GUID. Enter the systemuserid of the user, or the object id from Microsoft Entra.',
    ],
    [
      "createEntity",
      { ...accounts, options: { solutionName: "a\r\nX: y" } },
      'Solution Name "a X: y" is not the unique name of a solution. Enter the name without spaces that the solution\'s properties show, such as ContosoCore.',
    ],
    [
      "updateEntity",
      { ...account, fieldValues: keyValues({ name: "a" }), options: { ifMatch: "yesterday" } },
      'If-Match "yesterday" is not a version of a record. Enter the record\'s @odata.etag, such as W/"1234567", or * for any version.',
    ],
    [
      "queryEntities",
      { ...accounts, recordsPerPage: "12abc" },
      'Records Per Page must be a whole number from 1 to 5000, but it is "12abc".',
    ],
    [
      "queryEntities",
      { ...accounts, fetchAll: "maybe" },
      'Fetch All must be true or false, but it is "maybe".',
    ],
    [
      "queryEntities",
      { ...accounts, nextPageId: "page 2" },
      'Next Page Id "page 2" is not a next link. Enter the oDataNextLink of an earlier result as it is, or leave the input empty to start with the first page.',
    ],
    [
      "queryEntities",
      { ...accounts, filterExpression: { statecode: 0 } },
      "Filter Expression must be text, but an object arrived. Reference a single value instead.",
    ],
  ])("%s %j", async (action, inputs, message) => {
    const outcome = await bench().runner.attempt(action, inputs);
    expect(outcome).toMatchObject({ succeeded: false, error: { message, kind: "invalidInput" } });
    expect(bench().requests()).toEqual([]);
  });
});

describe("a mistake that Dataverse finds", () => {
  const bench = useTestBench();
  const message = async (action: string, inputs: Readonly<Record<string, unknown>>): Promise<string> => {
    const outcome = await bench().runner.attempt(action, inputs);
    const error = outcome.succeeded ? undefined : outcome.error;
    return error instanceof Error ? error.message.replace(/request id [0-9a-f-]{36}/, "request id …") : "";
  };

  it("in the name of the table is answered with names that are like it", async () => {
    expect(await message("queryEntities", { entityType: "acounts" })).toBe(
      "Could not query the records of acounts: Entity Type names no table: there is no entity set 'acounts'. Did you mean 'accounts'? (HTTP 404, Dataverse code 0x8006088a, request id …)",
    );
  });

  it.each([
    [
      "createEntity",
      { fieldValues: keyValues({ nmae: "x" }) },
      "create a record in accounts",
      "nmae",
      "'name'",
    ],
    ["queryEntities", { fieldNames: ["nmae"] }, "query the records of accounts", "nmae", "'name'"],
    [
      "queryEntities",
      { expandPropertyNames: ["primarycontact"] },
      "query the records of accounts",
      "primarycontact",
      "'primarycontactid'",
    ],
  ])("%s with a misspelt column is answered with names that are like it: %o", async (...given) => {
    const [action, inputs, operation, name, suggestion] = given;
    const text = await message(action, { ...accounts, ...inputs });
    expect(text).toContain(
      `Could not ${operation}: the table account has no column or relationship named '${name}'. Did you mean ${suggestion}`,
    );
  });

  it("in a lookup is answered with the name to bind", async () => {
    const fieldValues = keyValues({
      lastname: "x",
      "parentcustomerid@odata.bind": "/accounts(00000000-0000-0000-0000-000000000001)",
    });
    expect(await message("createEntity", { entityType: "contacts", fieldValues })).toContain(
      "the table contacts has no lookup named 'parentcustomerid'. Did you mean 'parentcustomerid_account@odata.bind' or 'parentcustomerid_contact@odata.bind'?",
    );
  });

  it("in what it takes for a lookup is answered with how to bind one", async () => {
    const fieldValues = keyValues({ primarycontactid: "00000000-0000-0000-0000-000000000001" });
    expect(await message("createEntity", { ...accounts, fieldValues })).toContain(
      "'primarycontactid' is a lookup: set it as primarycontactid@odata.bind, with a value such as /contacts(",
    );
  });

  it("in a value is told in Dataverse's own words, without what it wraps around them", async () => {
    expect(await message("createEntity", { ...accounts, dynamicValues: { industrycode: "Trade" } })).toBe(
      "Could not create a record in accounts: Dataverse refused what was sent. Dataverse says: Cannot convert the literal 'Trade' to the expected type 'Edm.Int32'. Check the names of the columns, letter case included, and the types of their values. (HTTP 400, Dataverse code 0x80048d19, request id …)",
    );
  });

  it("in a filter says what is wrong with it", async () => {
    expect(await message("queryEntities", { ...accounts, filterExpression: "name eq 'open" })).toContain(
      "Could not query the records of accounts: Dataverse refused what was sent. Dataverse says: ",
    );
  });
});

describe("a connection that cannot be used", () => {
  const bench = useTestBench();
  const attempt = (change: Partial<Connection>) => {
    const { runner, connection } = bench();
    return createRunner({ component: runner.component, connection: { ...connection, ...change } }).attempt(
      "getCurrentUser",
    );
  };

  it.each([
    ["org.crm.dynamics.com", "does not start with https://"],
    ["http://org.crm.dynamics.com", "starts with http://"],
    ["https://org.crm.dynamics.com/main.aspx?appid=1", "contains a query"],
    ["https://user:pass@org.crm.dynamics.com", "contains a user name or a password"],
    ["", "is missing"],
  ])("because of its Web API URL %s is a ConnectionError", async (webApiUrl, problem) => {
    const outcome = await attempt({ fields: { ...bench().connection.fields, webApiUrl } });
    const error = outcome.succeeded ? undefined : outcome.error;
    expect(isConnectionError(error)).toBe(true);
    expect(error).toHaveProperty(
      "message",
      expect.stringContaining(`The Web API URL of the connection ${problem}`),
    );
    expect(error).toHaveProperty("name", "ConnectionError");
  });

  it("because it has no token, or one that Dataverse does not take, is a ConnectionError", async () => {
    for (const token of [undefined, { access_token: "not.a.token" }, { access_token: "line\r\nbreak" }]) {
      const outcome = await attempt({ token });
      expect(isConnectionError(outcome.succeeded ? undefined : outcome.error)).toBe(true);
    }
  });
});
