import { describe, expect, it } from "vitest";
import { connectClient, field, type Reply, refusal, rows, useClient } from "../support/dataverseClient.ts";

const track = { Prefer: "odata.track-changes" };

const linkOf = (reply: Reply, name: "deltaLink" | "nextLink"): string => {
  const link = field(reply.body, `@odata.${name}`);
  if (typeof link !== "string") throw new Error(`No ${name}: ${JSON.stringify(reply.body).slice(0, 300)}`);
  return link;
};

const names = (reply: Reply): readonly unknown[] =>
  rows(reply).map((row) => field(row, "name") ?? `deleted ${String(field(row, "id"))}`);

describe("change tracking", () => {
  const client = useClient({ records: 5 });

  it("gives all records with a link, then what has changed since: written by version, then deleted", async () => {
    const { get, call, create, root } = client();
    const first = await get("accounts?$select=name,fax", track);
    expect([first.status, first.headers.get("preference-applied")]).toEqual([200, "odata.track-changes"]);
    expect(Object.keys(Object(first.body))).toEqual(["@odata.context", "@odata.deltaLink", "value"]);
    expect(field(first.body, "@odata.context")).toBe(`${root}$metadata#accounts(name,fax)`);
    expect(linkOf(first, "deltaLink")).toMatch(
      /accounts\?\$select=name,fax&\$deltatoken=\d+%21\d\d%2f\d\d%2f\d{4}%20\d\d%3a\d\d%3a\d\d$/,
    );
    expect(rows(first)).toHaveLength(5);
    expect(Object.keys(Object(rows(first)[0]))).toEqual(["@odata.etag", "name", "fax", "accountid"]);

    const created = await create("accounts", { name: "Created" });
    const [changed, gone] = rows(first).map((row) => String(field(row, "accountid")));
    await call("PATCH", `accounts(${changed})`, { body: { name: "Changed" } });
    await call("PATCH", `accounts(${created})`, { body: { name: "Created and changed" } });
    const brief = await create("accounts", { name: "Brief" });
    await call("DELETE", `accounts(${brief})`);
    await call("DELETE", `accounts(${gone})`);

    const count = linkOf(first, "deltaLink").replace("accounts?$select=name,fax&", "accounts/$count?");
    expect((await get(count)).body).toBe("4");
    const delta = await get(linkOf(first, "deltaLink"));
    expect(delta.headers.get("preference-applied")).toBeNull();
    expect(field(delta.body, "@odata.context")).toBe(`${root}$metadata#accounts(name,fax)/$delta`);
    expect(names(delta)).toEqual(["Changed", "Created and changed", `deleted ${brief}`, `deleted ${gone}`]);
    expect(rows(delta)[2]).toEqual({
      "@odata.context": `${root}$metadata#accounts/$deletedEntity`,
      id: brief,
      reason: "deleted",
    });
    const later = await get(linkOf(delta, "deltaLink"));
    expect([rows(later), Object.keys(Object(later.body))]).toEqual([
      [],
      ["@odata.context", "@odata.deltaLink", "value"],
    ]);
  });

  it("pages, with the link to the changes on the last page, and misses nothing that happens in between", async () => {
    const { get, call, create } = client();
    const sized = { Prefer: "odata.track-changes,odata.maxpagesize=2" };
    const first = await get("contacts?$select=fullname", sized);
    expect(first.headers.get("preference-applied")).toBe("odata.maxpagesize=2, odata.track-changes");
    expect(field(first.body, "@odata.deltaLink")).toBeUndefined();
    const [early] = rows(first).map((row) => String(field(row, "contactid")));
    await call("PATCH", `contacts(${early})`, { body: { lastname: "Moved" } });
    const added = await create("contacts", { lastname: "Added" });
    const seen: unknown[] = [...rows(first)];
    let page = first;
    while (field(page.body, "@odata.nextLink") !== undefined) {
      page = await get(linkOf(page, "nextLink"), sized);
      expect(rows(page).length).toBeLessThanOrEqual(2);
      seen.push(...rows(page));
    }
    const ids = seen.map((row) => field(row, "contactid"));
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).not.toContain(added);
    const delta = await get(linkOf(page, "deltaLink"));
    expect(rows(delta).map((row) => field(row, "contactid"))).toEqual([early, added]);
    await call("DELETE", `contacts(${early})`);
    await call("DELETE", `contacts(${added})`);
    const deletedFirst = await get(linkOf(delta, "deltaLink"), { Prefer: "odata.maxpagesize=1" });
    const deletedLast = await get(linkOf(deletedFirst, "nextLink"), { Prefer: "odata.maxpagesize=1" });
    expect([...rows(deletedFirst), ...rows(deletedLast)].map((row) => field(row, "id"))).toEqual([
      early,
      added,
    ]);
    expect(rows(await get(linkOf(deletedLast, "deltaLink")))).toEqual([]);
  });

  it("tells of a record that came back as written, not as deleted", async () => {
    const { get, call, create } = client();
    const id = await create("accounts", { name: "Comes back" });
    const first = await get("accounts?$select=name", track);
    await call("DELETE", `accounts(${id})`);
    await create("accounts", { accountid: id, name: "Is back" });
    expect(names(await get(linkOf(first, "deltaLink")))).toEqual(["Is back"]);
    await call("DELETE", `accounts(${id})`);
    expect(names(await get(linkOf(first, "deltaLink")))).toEqual([`deleted ${id}`]);
  });

  it("shows nothing of what was rolled back", async () => {
    const { get, call, create } = client();
    const id = await create("accounts", { name: "Stays" });
    const first = await get("accounts?$select=name", track);
    const part = (number: number, request: readonly string[]) => [
      "--c",
      "Content-Type: application/http",
      "Content-Transfer-Encoding: binary",
      `Content-ID: ${number}`,
      "",
      ...request,
    ];
    const json = ["Content-Type: application/json", ""];
    const batch = [
      "--b",
      "Content-Type: multipart/mixed; boundary=c",
      "",
      ...part(1, [`PATCH /api/data/v9.2/accounts(${id}) HTTP/1.1`, ...json, '{"name":"Undone"}']),
      ...part(2, ["POST /api/data/v9.2/accounts HTTP/1.1", ...json, '{"name":"Never"}']),
      ...part(3, ["POST /api/data/v9.2/accounts HTTP/1.1", ...json, '{"nonsense":1}']),
      "--c--",
      "--b--",
      "",
    ].join("\r\n");
    const reply = await call("POST", "$batch", {
      body: batch,
      headers: { "Content-Type": "multipart/mixed; boundary=b" },
    });
    expect(reply.status).toBe(400);
    expect(names(await get(linkOf(first, "deltaLink")))).toEqual([]);
    expect(field((await get(`accounts(${id})`)).body, "name")).toBe("Stays");
  });

  it("refuses other options, and tables that are not tracked", async () => {
    const { get } = client();
    for (const [option, value] of [
      ["$filter", "name eq 'A'"],
      ["$orderby", "name"],
      ["$expand", "primarycontactid"],
      ["$top", "3"],
    ]) {
      const reply = await get(`accounts?$select=name&${option}=${value}`, track);
      const message = `The "${option}" query parameter isn't supported when Change Tracking is enabled.`;
      expect([reply.status, reply.body]).toEqual([400, refusal("0x80060888", message)]);
    }
    const untracked = await get("activityparties", track);
    expect([untracked.status, untracked.body]).toEqual([
      400,
      refusal("0x80072491", "Entity activityparty isn't enabled for change tracking."),
    ]);
    expect((await get("accounts?$deltatoken=1")).status).toBe(400);
    expect((await get("accounts?$deltatoken=999999999%2101/01/2026%2000:00:00")).status).toBe(400);
  });

  it("needs Read for the whole organization, not only of one's own unit", async () => {
    const { emulator } = client();
    const answerOf = async (prvReadAccount: "Local" | "Global") => {
      const user = emulator.control.users.add({ roles: { prvReadAccount } });
      const reply = await (await connectClient(emulator, user)).get("accounts?$select=name", track);
      return [reply.status, field(reply.body, "error", "code")];
    };
    expect(await answerOf("Local")).toEqual([403, "0x80040220"]);
    expect(await answerOf("Global")).toEqual([200, undefined]);
  });
});

describe("a delta link", () => {
  const day = 24 * 3_600_000;
  const client = useClient({ records: 2, tokenLifetimeSeconds: (30 * day) / 1000 });
  const expired = [
    400,
    refusal(
      "0x80044352",
      "Version stamp associated with the client has expired. Please perform a full sync.",
    ),
  ];

  it("expires after seven days", async () => {
    const { get, emulator } = client();
    const link = linkOf(await get("accounts?$select=name", track), "deltaLink");
    emulator.control.clock.advance(7 * day - 60_000);
    expect((await get(link)).status).toBe(200);
    emulator.control.clock.advance(120_000);
    const reply = await get(link);
    expect([reply.status, reply.body]).toEqual(expired);
  });

  it("expires when the data is put back", async () => {
    const { get, emulator } = client();
    const link = linkOf(await get("accounts?$select=name", track), "deltaLink");
    emulator.control.resetData();
    const reply = await get(link);
    expect([reply.status, reply.body]).toEqual(expired);
  });
});
