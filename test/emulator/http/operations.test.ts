import { describe, expect, it } from "vitest";
import { administratorId, organizationId } from "../../../emulator/seed/wellKnown.ts";
import { field, nobody, refusal, rows, useClient } from "../support/dataverseClient.ts";

const client = useClient();
const post = (path: string, body: unknown) => client().call("POST", path, { body });
const code = (reply: { readonly body: unknown }) => field(reply.body, "error", "code");
const context = (name: string) => `${client().root}$metadata#Microsoft.Dynamics.CRM.${name}Response`;

describe("functions", () => {
  it.each(["WhoAmI", "WhoAmI()"])("%s says who asks", async (url) => {
    expect((await client().get(url)).body).toEqual({
      "@odata.context": context("WhoAmI"),
      BusinessUnitId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      UserId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      OrganizationId: organizationId,
    });
  });

  it("RetrieveVersion says which version this is", async () => {
    expect((await client().get("RetrieveVersion()")).body).toEqual({
      "@odata.context": context("RetrieveVersion"),
      Version: expect.stringMatching(/^9\.2\.\d+\.\d+$/),
    });
  });

  const access = "Microsoft.Dynamics.CRM.EndpointAccessType'Default'";

  it.each([
    ["inline", `RetrieveCurrentOrganization(AccessType=${access})`],
    ["by alias", `RetrieveCurrentOrganization(AccessType=@p1)?@p1=${access}`],
  ])("RetrieveCurrentOrganization describes the organization, its argument %s", async (_, url) => {
    const { body } = await client().get(url);
    const { emulator } = client();
    expect(field(body, "@odata.context")).toBe(context("RetrieveCurrentOrganization"));
    expect(field(body, "Detail")).toMatchObject({
      OrganizationId: organizationId,
      TenantId: emulator.tenantId,
      State: "Enabled",
      Endpoints: {
        Count: 3,
        IsReadOnly: false,
        Keys: ["WebApplication", "OrganizationService", "OrganizationDataService"],
        Values: [`${emulator.url}/`, expect.any(String), expect.any(String)],
      },
    });
  });

  it("RetrieveTotalRecordCount counts by logical name", async () => {
    const total = Number(String((await client().get("accounts/$count")).body).replace("\ufeff", ""));
    const reply = await client().get('RetrieveTotalRecordCount(EntityNames=@p1)?@p1=["account","contact"]');
    expect(reply.body).toEqual({
      "@odata.context": context("RetrieveTotalRecordCount"),
      EntityRecordCountCollection: {
        Count: 2,
        IsReadOnly: false,
        Keys: ["account", "contact"],
        Values: [total, expect.any(Number)],
      },
    });
    const inline = await client().get("RetrieveTotalRecordCount(EntityNames=['account'])");
    expect(field(inline.body, "EntityRecordCountCollection", "Values")).toEqual([total]);
  });

  it("InitializeFrom begins a record that belongs to another one", async () => {
    const id = await client().create("accounts", { name: "Head office" });
    const reply = await client().get(
      `InitializeFrom(EntityMoniker=@p1,TargetEntityName=@p2,TargetFieldType=@p3)?@p1={'@odata.id':'accounts(${id})'}&@p2='account'&@p3=Microsoft.Dynamics.CRM.TargetFieldType'ValidForCreate'`,
    );
    expect(reply.body).toEqual({
      "@odata.context": `${client().root}$metadata#accounts/$entity`,
      "@odata.type": "#Microsoft.Dynamics.CRM.account",
      "parentaccountid@odata.bind": `accounts(${id})`,
    });
    const created = await post("accounts", { ...Object(reply.body), name: "Branch" });
    expect(created.status).toBe(204);
  });

  it("RetrievePrincipalAccess says what a user may do with a record", async () => {
    const id = await client().create("accounts", { name: "Access" });
    const name = "Microsoft.Dynamics.CRM.RetrievePrincipalAccess(Target=@p1)";
    const reply = await client().get(
      `systemusers(${administratorId})/${name}?@p1={'@odata.id':'accounts(${id})'}`,
    );
    expect(reply.body).toEqual({
      "@odata.context": context("RetrievePrincipalAccess"),
      AccessRights:
        "ReadAccess, WriteAccess, AppendAccess, AppendToAccess, CreateAccess, DeleteAccess, ShareAccess, AssignAccess",
    });
  });

  it.each([
    ["a missing argument", "RetrieveTotalRecordCount()", 404],
    ["another argument", "RetrieveTotalRecordCount(Names=@p1)?@p1=['account']", 404],
    ["an alias without value", "RetrieveTotalRecordCount(EntityNames=@p1)", 400],
    ["a damaged value", "RetrieveTotalRecordCount(EntityNames=@p1)?@p1=[account", 400],
    ["an unknown table", "RetrieveTotalRecordCount(EntityNames=@p1)?@p1=['accounts']", 400],
    ["an enumeration without its type", "RetrieveCurrentOrganization(AccessType='Default')", 400],
    ["a bound function without its record", "RetrievePrincipalAccess(Target=@p1)?@p1={}", 404],
    [
      "a function of another table",
      `accounts(${nobody})/Microsoft.Dynamics.CRM.RetrievePrincipalAccess()`,
      501,
    ],
  ])("are refused: %s", async (_, url, status) => {
    expect((await client().get(url)).status).toBe(status);
  });

  it.each(["WhoAmI", "RetrieveVersion()"])("are not found by POST: %s", async (url) => {
    const reply = await post(url, {});
    expect([reply.status, reply.body]).toEqual([
      404,
      refusal("", `No HTTP resource was found that matches the request URI '${client().root}${url}'.`),
    ]);
  });
});

describe("Merge", () => {
  const account = (accountid: string, more = {}) => ({
    accountid,
    "@odata.type": "Microsoft.Dynamics.CRM.account",
    ...more,
  });

  const pair = async () => {
    const [target, subordinate] = [
      await client().create("accounts", { name: "Target" }),
      await client().create("accounts", { name: "Subordinate" }),
    ];
    return { target, subordinate };
  };

  it("keeps one record, retires the other one and moves what belongs to it", async () => {
    const { target, subordinate } = await pair();
    const contact = await client().create("contacts", {
      lastname: "Moved",
      "parentcustomerid_account@odata.bind": `accounts(${subordinate})`,
    });
    const reply = await post("Merge", {
      Target: account(target, { name: "ignored" }),
      Subordinate: account(subordinate),
      UpdateContent: { telephone1: "1234", "@odata.type": "Microsoft.Dynamics.CRM.account" },
      PerformParentingChecks: false,
    });
    expect([reply.status, reply.body]).toEqual([204, undefined]);
    const kept = await client().get(`accounts(${target})?$select=name,telephone1,statecode`);
    expect(kept.body).toMatchObject({ name: "Target", telephone1: "1234", statecode: 0 });
    const retired = await client().get(`accounts(${subordinate})?$select=merged,_masterid_value,statecode`);
    expect(retired.body).toMatchObject({ merged: true, _masterid_value: target, statecode: 1 });
    const moved = await client().get(`contacts(${contact})?$select=_parentcustomerid_value`);
    expect(field(moved.body, "_parentcustomerid_value")).toBe(target);
  });

  it("refuses records with different parents when asked to look", async () => {
    const { target, subordinate } = await pair();
    await client().call("PATCH", `accounts(${subordinate})`, {
      body: { "parentaccountid@odata.bind": `accounts(${target})` },
    });
    const body = { Target: account(target), Subordinate: account(subordinate), PerformParentingChecks: true };
    expect((await post("Merge", body)).status).toBe(400);
    expect((await post("Merge", { ...body, PerformParentingChecks: false })).status).toBe(204);
    const kept = await client().get(`accounts(${target})?$select=_parentaccountid_value`);
    expect(field(kept.body, "_parentaccountid_value")).toBeNull();
  });

  it("refuses what it cannot merge", async () => {
    const { target } = await pair();
    const both = (Target: object, Subordinate: object) => ({
      Target,
      Subordinate,
      PerformParentingChecks: false,
    });
    const task = { activityid: nobody, "@odata.type": "Microsoft.Dynamics.CRM.task" };
    expect((await post("Merge", both(account(target), account(target)))).status).toBe(400);
    expect((await post("Merge", both(account(target), account(nobody)))).status).toBe(404);
    expect((await post("Merge", both({ accountid: target }, account(target)))).status).toBe(400);
    expect((await post("Merge", both(task, task))).status).toBe(404);
    const unknown = await post("Merge", { ...both(account(target), account(target)), Force: true });
    expect([unknown.status, code(unknown)]).toEqual([400, "0x80048d19"]);
    const missing = await post("Merge", { Target: account(target) });
    expect([missing.status, code(missing)]).toEqual([400, "0x80048d19"]);
  });
});

describe("closing", () => {
  const opportunity = async () => {
    const customer = await client().create("accounts", { name: "Customer" });
    return client().create("opportunities", {
      name: "Deal",
      "customerid_account@odata.bind": `accounts(${customer})`,
    });
  };
  const closed = async (id: string) =>
    (await client().get(`opportunities(${id})?$select=statecode,statuscode,actualvalue,actualclosedate`))
      .body;

  it("WinOpportunity closes an opportunity as won", async () => {
    const id = await opportunity();
    const body = {
      Status: 3,
      OpportunityClose: {
        subject: "Won",
        actualrevenue: 100.5,
        actualend: "2026-01-31",
        "opportunityid@odata.bind": `${client().root}opportunities(${id})`,
      },
    };
    expect((await post("WinOpportunity", body)).status).toBe(204);
    expect(await closed(id)).toMatchObject({
      statecode: 1,
      statuscode: 3,
      actualvalue: 100.5,
      actualclosedate: "2026-01-31",
    });
    expect((await post("WinOpportunity", body)).status).toBe(400);
  });

  it("LoseOpportunity takes the usual reason for -1, and refuses one of another state", async () => {
    const id = await opportunity();
    const close = { "opportunityid@odata.bind": `opportunities(${id})` };
    const wrong = await post("LoseOpportunity", { Status: 3, OpportunityClose: close });
    expect([wrong.status, code(wrong)]).toEqual([400, "0x80048408"]);
    expect((await post("LoseOpportunity", { Status: -1, OpportunityClose: close })).status).toBe(204);
    expect(await closed(id)).toMatchObject({ statecode: 2, statuscode: 4 });
  });

  it("says what of the activity it does not support", async () => {
    const OpportunityClose = {
      "opportunityid@odata.bind": `opportunities(${await opportunity()})`,
      category: "x",
    };
    expect((await post("WinOpportunity", { Status: 3, OpportunityClose })).status).toBe(501);
  });
});

describe("BulkDelete", () => {
  const job = (query: object) => ({
    QuerySet: [query],
    JobName: "Clean up",
    SendEmailNotification: false,
    ToRecipients: [],
    CCRecipients: [],
    RecurrencePattern: "",
    StartDateTime: "2026-01-01T00:00:00Z",
  });

  it("deletes what a query finds and leaves a completed job", async () => {
    for (const [name, fax] of [
      ["Bulky 1", "1"],
      ["Bulky 2", "2"],
      ["Bulky 3", "3"],
    ]) {
      await client().create("accounts", { name, fax });
    }
    const reply = await post(
      "BulkDelete",
      job({
        EntityName: "account",
        ColumnSet: { AllColumns: false, Columns: [] },
        Criteria: {
          FilterOperator: "And",
          Conditions: [
            {
              AttributeName: "name",
              Operator: "BeginsWith",
              Values: [{ Value: "Bulky", Type: "System.String" }],
            },
            {
              AttributeName: "fax",
              Operator: "In",
              Values: [
                { Value: "1", Type: "System.String" },
                { Value: "3", Type: "System.String" },
              ],
            },
          ],
          Filters: [],
        },
      }),
    );
    expect(reply.status).toBe(200);
    expect(field(reply.body, "@odata.context")).toBe(context("BulkDelete"));
    const left = rows(await client().get("accounts?$select=name&$filter=startswith(name,'Bulky')"));
    expect(left.map((row) => field(row, "name"))).toEqual(["Bulky 2"]);
    const id = String(field(reply.body, "JobId"));
    const done = await client().get(`asyncoperations(${id})?$select=name,operationtype,statecode,statuscode`);
    expect(done.body).toMatchObject({ name: "Clean up", operationtype: 13, statecode: 3, statuscode: 30 });
  });

  it("refuses what it cannot read", async () => {
    const condition = (more: object) => ({ EntityName: "account", Criteria: { Conditions: [more] } });
    const values = [{ Value: "x", Type: "System.String" }];
    expect((await post("BulkDelete", job({ EntityName: "nothing" }))).status).toBe(400);
    expect((await post("BulkDelete", job(condition({ Operator: "Equal", Values: values })))).status).toBe(
      400,
    );
    const nowhere = condition({ AttributeName: "nowhere", Operator: "Equal", Values: values });
    expect((await post("BulkDelete", job(nowhere))).status).toBe(400);
    expect((await post("BulkDelete", job({ EntityName: "account", LinkEntities: [{}] }))).status).toBe(501);
    expect((await post("BulkDelete", { ...job({}), RecurrencePattern: "FREQ=DAILY" })).status).toBe(501);
  });
});

describe("sharing", () => {
  const share = (accountid: string, systemuserid: string, AccessMask: string) => ({
    Target: { accountid, "@odata.type": "Microsoft.Dynamics.CRM.account" },
    PrincipalAccess: {
      AccessMask,
      Principal: { systemuserid, "@odata.type": "Microsoft.Dynamics.CRM.systemuser" },
    },
  });

  it("changes nothing for users who may do everything, and checks what it is given", async () => {
    const id = await client().create("accounts", { name: "Shared" });
    const statusOf = async (body: object) => (await post("GrantAccess", body)).status;
    expect(await statusOf(share(id, administratorId, "ReadAccess, DeleteAccess"))).toBe(204);
    expect(await statusOf(share(id, administratorId, "Everything"))).toBe(400);
    expect(await statusOf(share(nobody, administratorId, "ReadAccess"))).toBe(404);
    expect(await statusOf(share(id, nobody, "ReadAccess"))).toBe(404);
  });
});

describe("what is known and not supported", () => {
  it("is refused with 501", async () => {
    expect((await post("QualifyLead", {})).status).toBe(501);
  });
});
