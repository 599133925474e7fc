import { describe, expect, it } from "vitest";
import type { Roles } from "../../../emulator/security/security.ts";
import type { AddedUser } from "../../../emulator/security/users.ts";
import { administratorId, organizationId } from "../../../emulator/seed/wellKnown.ts";
import {
  type Client,
  connectClient,
  field,
  nobody,
  type Reply,
  refusal,
  rows,
  useClient,
} from "../support/dataverseClient.ts";

const client = useClient();

const addUser = async (roles: Roles): Promise<{ user: AddedUser; as: Client }> => {
  const { emulator } = client();
  const user = emulator.control.users.add({ name: "Tester", roles });
  return { user, as: await connectClient(emulator, user) };
};

const answerOf = ({ status, body }: Reply) => [status, field(body, "error", "code")];
const messageOf = ({ body }: Reply) => String(field(body, "error", "message"));
const denied = [403, "0x80040220"];
const outOfReach = [403, "0x80048306"];
const readAccounts = { prvReadAccount: "Global" } as const;

describe("a user with few privileges", () => {
  it("signs in with an application of its own", async () => {
    const { user, as } = await addUser({});
    expect((await as.get("WhoAmI")).body).toMatchObject({
      UserId: user.userId,
      OrganizationId: organizationId,
    });
  });

  it("is told which privilege is missing, in the service's words", async () => {
    const { user, as } = await addUser({ prvReadContact: "Global" });
    const reply = await as.get("accounts?$select=name");
    expect([reply.status, reply.body]).toEqual([
      403,
      refusal(
        "0x80040220",
        `Principal user (Id=${user.userId}, type=8, roleCount=1, privilegeCount=1, accessMode=4), is missing prvReadAccount privilege (Id=886b280c-6396-4d56-a0a3-2c1b0a50ceb0) on OTC=1 for entity 'account' (LocalizedName='Account'). context.Caller=${user.userId}`,
      ),
    ]);
  });

  it("needs Read for lists, records, counts, properties, related records and filters", async () => {
    const [account] = rows(await client().get("accounts?$select=accountid&$top=1"));
    const id = String(field(account, "accountid"));
    const { as } = await addUser({ prvReadContact: "Global" });
    for (const path of [
      "accounts",
      "accounts/$count",
      `accounts(${id})`,
      `accounts(${id})/name`,
      `accounts(${id})/contact_customer_accounts`,
      "contacts?$select=fullname&$expand=parentcustomerid_account($select=name)",
      "contacts?$select=fullname&$filter=parentcustomerid_account/name eq 'x'",
      `contacts?fetchXml=${encodeURIComponent("<fetch><entity name='contact'><attribute name='fullname'/><link-entity name='account' from='accountid' to='parentcustomerid'/></entity></fetch>")}`,
      `accounts?fetchXml=${encodeURIComponent("<fetch aggregate='true'><entity name='account'><attribute name='name' aggregate='count' alias='n'/></entity></fetch>")}`,
    ]) {
      expect([path, ...answerOf(await as.get(path))]).toEqual([path, ...denied]);
    }
    expect((await as.get("contacts?$select=fullname&$top=1")).status).toBe(200);
  });

  it("needs Create, Write and Delete for writing", async () => {
    const id = await client().create("accounts", { name: "Guarded" });
    const { as } = await addUser(readAccounts);
    const replies = [
      [await as.call("POST", "accounts", { body: { name: "New" } }), "prvCreateAccount"],
      [await as.call("PATCH", `accounts(${id})`, { body: { name: "Changed" } }), "prvWriteAccount"],
      [await as.call("PUT", `accounts(${id})/name`, { body: { value: "Changed" } }), "prvWriteAccount"],
      [await as.call("DELETE", `accounts(${id})`), "prvDeleteAccount"],
    ] as const;
    for (const [reply, privilege] of replies) {
      expect(answerOf(reply)).toEqual(denied);
      expect(messageOf(reply)).toContain(`is missing ${privilege} privilege`);
    }
    expect((await client().get(`accounts(${id})/name`)).body).toMatchObject({ value: "Guarded" });
  });

  it("needs Append on the record with the lookup and AppendTo on the one it points at", async () => {
    const parent = await client().create("accounts", { name: "Parent" });
    const body = { name: "Child", "parentaccountid@odata.bind": `/accounts(${parent})` };
    const { user, as } = await addUser({ prvCreateAccount: "Global" });
    const { roles } = client().emulator.control;
    expect(messageOf(await as.call("POST", "accounts", { body }))).toContain("prvAppendAccount");
    roles.set(user.userId, { prvCreateAccount: "Global", prvAppendAccount: "Global" });
    expect(messageOf(await as.call("POST", "accounts", { body }))).toContain("prvAppendToAccount");
    roles.set(user.userId, {
      prvCreateAccount: "Global",
      prvAppendAccount: "Global",
      prvAppendToAccount: "Global",
    });
    expect((await as.call("POST", "accounts", { body })).status).toBe(204);
  });

  it("needs Assign to give a record away", async () => {
    const { user, as } = await addUser({ prvCreateAccount: "Basic", prvWriteAccount: "Basic" });
    const id = await as.create("accounts", { name: "Mine" });
    const give = { body: { "ownerid@odata.bind": `/systemusers(${administratorId})` } };
    expect(messageOf(await as.call("PATCH", `accounts(${id})`, give))).toContain("prvAssignAccount");
    client().emulator.control.roles.set(user.userId, {
      prvWriteAccount: "Basic",
      prvAssignAccount: "Basic",
    });
    expect((await as.call("PATCH", `accounts(${id})`, give)).status).toBe(204);
    expect(answerOf(await as.call("PATCH", `accounts(${id})`, give))).toEqual(outOfReach);
  });

  it("shares the privileges of all activities", async () => {
    const { as } = await addUser({ prvReadActivity: "Global" });
    expect((await as.get("tasks?$top=1")).status).toBe(200);
  });
});

describe("the depth of a privilege", () => {
  it("leaves only own records when it is Basic", async () => {
    const foreign = await client().create("accounts", { name: "Depth: foreign" });
    const { user, as } = await addUser({
      prvReadAccount: "Basic",
      prvCreateAccount: "Basic",
      prvWriteAccount: "Basic",
      prvDeleteAccount: "Basic",
    });
    const own = await as.create("accounts", { name: "Depth: own" });
    const list = await as.get("accounts?$select=name&$filter=startswith(name,'Depth: ')&$count=true");
    expect(rows(list).map((row) => field(row, "name"))).toEqual(["Depth: own"]);
    expect(field(list.body, "@odata.count")).toBe(1);
    expect((await as.get(`accounts(${own})`)).status).toBe(200);
    const reply = await as.get(`accounts(${foreign})`);
    expect(answerOf(reply)).toEqual(outOfReach);
    expect(messageOf(reply)).toMatch(
      new RegExp(
        `^Principal with id ${user.userId} does not have ReadAccess right\\(s\\) for record with id ${foreign} of entity account\\. Details: \\{"CallerPrincipal"`,
      ),
    );
    expect(answerOf(await as.call("DELETE", `accounts(${foreign})`))).toEqual(outOfReach);
    expect((await as.call("DELETE", `accounts(${own})`)).status).toBe(204);
  });

  it("does not let anybody create a record for somebody else when it is Basic", async () => {
    const { as } = await addUser({ prvCreateAccount: "Basic" });
    const body = { name: "Gift", "ownerid@odata.bind": `/systemusers(${administratorId})` };
    expect(answerOf(await as.call("POST", "accounts", { body }))).toEqual(denied);
  });

  it("is not enough for change tracking unless it is Global", async () => {
    const headers = { Prefer: "odata.track-changes" };
    const { user, as } = await addUser({ prvReadAccount: "Deep" });
    expect(answerOf(await as.get("accounts?$select=name", headers))).toEqual(denied);
    client().emulator.control.roles.set(user.userId, readAccounts);
    expect((await as.get("accounts?$select=name", headers)).status).toBe(200);
  });

  it("keeps a record out of reach from being tied to another one", async () => {
    const foreign = await client().create("leads", { lastname: "Foreign", subject: "Foreign" });
    const { user, as } = await addUser({
      prvCreateAccount: "Basic",
      prvAppendAccount: "Basic",
      prvAppendToLead: "Basic",
    });
    const own = await as.create("accounts", { name: "Own" });
    const tie = () =>
      as.call("POST", `accounts(${own})/accountleads_association/$ref`, {
        body: { "@odata.id": `${as.root}leads(${foreign})` },
      });
    expect(answerOf(await tie())).toEqual(outOfReach);
    client().emulator.control.roles.set(user.userId, {
      prvAppendAccount: "Basic",
      prvAppendToLead: "Global",
    });
    expect((await tie()).status).toBe(204);
  });

  it("hides what expands to records out of reach", async () => {
    const account = await client().create("accounts", { name: "Far" });
    const contact = await client().create("contacts", {
      lastname: "Near",
      "parentcustomerid_account@odata.bind": `/accounts(${account})`,
    });
    const { as } = await addUser({ prvReadContact: "Global", prvReadAccount: "Basic" });
    const path = `contacts(${contact})?$select=lastname&$expand=parentcustomerid_account($select=name)`;
    expect((await as.get(path)).body).toMatchObject({ lastname: "Near", parentcustomerid_account: null });
  });

  it("reaches the business unit, or also those below it", async () => {
    const name = "Depth of units";
    await client().create("accounts", { name });
    const { emulator } = client();
    const europe = "1d7a4b20-52b4-ef11-9fda-000d3a1b2c02";
    const user = emulator.control.users.add({ businessUnitId: europe, roles: { prvReadAccount: "Local" } });
    const other = emulator.control.users.add({ roles: { prvReadAccount: "Local" } });
    const [near, far] = [await connectClient(emulator, other), await connectClient(emulator, user)];
    const path = `accounts?$select=name&$filter=name eq '${name}'`;
    expect(rows(await near.get(path))).toHaveLength(1);
    expect(rows(await far.get(path))).toHaveLength(0);
    const units = new Set(
      rows(await near.get("accounts?$select=_owningbusinessunit_value")).map((row) =>
        field(row, "_owningbusinessunit_value"),
      ),
    );
    emulator.control.roles.set(other.userId, { prvReadAccount: "Deep" });
    const all = rows(await near.get("accounts?$select=name"));
    expect(units.size).toBe(1);
    expect(all).toHaveLength(rows(await client().get("accounts?$select=name")).length);
  });
});

describe("impersonation", () => {
  it("takes a privilege", async () => {
    const { as } = await addUser(readAccounts);
    const reply = await as.get("WhoAmI", { MSCRMCallerID: administratorId });
    expect([reply.status, reply.body]).toEqual([
      403,
      refusal("0x8004a110", "User does not have the privilege to act on behalf another user."),
    ]);
    expect((await as.get("WhoAmI", { MSCRMCallerID: nobody })).status).not.toBe(200);
  });

  it("allows what both users may do", async () => {
    const delegate = await addUser({
      prvActOnBehalfOfAnotherUser: "Global",
      prvReadAccount: "Global",
      prvReadContact: "Global",
    });
    const other = await addUser({ prvReadAccount: "Global", prvReadLead: "Global" });
    const headers = { CallerObjectId: other.user.objectId };
    expect((await delegate.as.get("accounts?$top=1", headers)).status).toBe(200);
    expect(messageOf(await delegate.as.get("contacts?$top=1", headers))).toContain(`Id=${other.user.userId}`);
    expect(messageOf(await delegate.as.get("leads?$top=1", headers))).toContain(`Id=${delegate.user.userId}`);
    expect(messageOf(await client().get("contacts?$top=1", { MSCRMCallerID: other.user.userId }))).toContain(
      "prvReadContact",
    );
  });
});

describe("bypassing business logic", () => {
  const bypass = (as: Client, headers: Readonly<Record<string, string>>) =>
    as.call("POST", "accounts", { body: { name: "Bypass" }, headers });

  it("takes a privilege for each way of asking", async () => {
    const { user, as } = await addUser({ prvCreateAccount: "Global" });
    for (const [header, value, privilege] of [
      ["MSCRM.BypassBusinessLogicExecution", "CustomSync,CustomAsync", "prvBypassCustomBusinessLogic"],
      ["MSCRM.BypassBusinessLogicExecutionStepIds", nobody, "prvBypassCustomBusinessLogic"],
      ["MSCRM.BypassCustomPluginExecution", "true", "prvBypassCustomPlugins"],
    ] as const) {
      const reply = await bypass(as, { [header]: value });
      expect(answerOf(reply)).toEqual(denied);
      expect(messageOf(reply)).toMatch(
        new RegExp(`accessMode=4\\), is missing ${privilege} privilege \\(Id=[0-9a-f-]{36}\\)\\. context`),
      );
    }
    client().emulator.control.roles.set(user.userId, {
      prvCreateAccount: "Global",
      prvBypassCustomBusinessLogic: "Global",
    });
    expect((await bypass(as, { "MSCRM.BypassBusinessLogicExecution": "CustomSync" })).status).toBe(204);
  });

  it("takes the ids of three steps at most", async () => {
    const header = "MSCRM.BypassBusinessLogicExecutionStepIds";
    expect((await bypass(client(), { [header]: `"${nobody}, ${nobody}"` })).status).toBe(204);
    for (const value of ["no id", [nobody, nobody, nobody, nobody].join(",")]) {
      expect((await bypass(client(), { [header]: value })).status).toBe(400);
    }
  });
});

describe("users and roles over HTTP", () => {
  const control = (path: string, body: unknown) =>
    fetch(`${client().emulator.url}/_emulator/${path}`, { method: "POST", body: JSON.stringify(body) });

  it("are added and set", async () => {
    const added: unknown = await (await control("users", { name: "Web", roles: readAccounts })).json();
    const as = await connectClient(client().emulator, {
      clientId: String(field(added, "clientId")),
      clientSecret: String(field(added, "clientSecret")),
    });
    expect((await as.get("accounts?$top=1")).status).toBe(200);
    expect(
      (await control("roles", { userId: field(added, "userId"), roles: "System Administrator" })).status,
    ).toBe(204);
    expect((await as.get("contacts?$top=1")).status).toBe(200);
  });

  it("are refused with a sentence when they make no sense", async () => {
    const refused = await control("users", { roles: { prvReadAcount: "Global" } });
    expect([refused.status, await refused.json()]).toEqual([
      400,
      { message: "There is no privilege 'prvReadAcount'. Names are like prvReadAccount, by schema name." },
    ]);
    const deep = await control("roles", { userId: nobody, roles: { prvReadAccount: "All" } });
    expect(await deep.json()).toEqual({
      message: "'All' is no depth of prvReadAccount: use None, Basic, Local, Deep or Global.",
    });
  });

  it("are gone after a reset", async () => {
    const { as } = await addUser("System Administrator");
    client().emulator.control.resetData();
    const reply = await as.get("WhoAmI");
    expect(answerOf(reply)).toEqual([403, "0x80072560"]);
  });
});
