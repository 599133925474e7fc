import { describe, expect, it } from "vitest";
import { field } from "../support/dataverseClient.ts";
import { refusalOf, useTourist } from "./tourist.ts";

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

describe("dynamics-web-api on records", () => {
  const tourist = useTourist();
  const api = () => tourist().api;
  const create = (collection: string, data: object): Promise<string> =>
    api().create<object, string>({ collection, data });
  const account = (data: object = { name: "Tour" }): Promise<string> => create("accounts", data);

  it("creates, reads, updates and deletes", async () => {
    const key = await account({ name: "Fjord Lines", revenue: 12_500.5 });
    expect(key).toMatch(guid);
    const select = ["name", "revenue", "telephone1"];
    const read = () => api().retrieve({ collection: "accounts", key, select });
    expect(await read()).toMatchObject({ name: "Fjord Lines", revenue: 12_500.5, accountid: key });
    expect(await api().update({ collection: "accounts", key, data: { telephone1: "555-0100" } })).toBe(true);
    await api().updateSingleProperty({
      collection: "accounts",
      key,
      fieldValuePair: { name: "Fjord Ferries" },
    });
    expect(await read()).toMatchObject({ name: "Fjord Ferries", telephone1: "555-0100" });
    await api().deleteRecord({ collection: "accounts", key, property: "telephone1" });
    expect(await read()).toMatchObject({ telephone1: null });
    await api().deleteRecord({ collection: "accounts", key });
    expect(await refusalOf(read())).toMatchObject({
      status: 404,
      code: "0x80040217",
      message: `account With Id = ${key} Does Not Exist`,
    });
  });

  it("gets representations back", async () => {
    const created = await api().create({
      collection: "contacts",
      data: { firstname: "Liv", lastname: "Holm" },
      select: ["fullname"],
      returnRepresentation: true,
    });
    expect(created).toMatchObject({ fullname: "Liv Holm", contactid: expect.stringMatching(guid) });
    const updated = await api().update({
      collection: "contacts",
      key: String(field(created, "contactid")),
      data: { lastname: "Dahl" },
      select: ["fullname"],
      returnRepresentation: true,
    });
    expect(updated).toMatchObject({ fullname: "Liv Dahl" });
  });

  it("uses alternate keys to create, read and update", async () => {
    const key = "accountnumber='TOUR-1'";
    const upsert = (name: string) => api().upsert({ collection: "accounts", key, data: { name } });
    await upsert("First");
    await upsert("Second");
    const { value } = await api().retrieveMultiple({
      collection: "accounts",
      select: ["name"],
      filter: "accountnumber eq 'TOUR-1'",
    });
    expect(value).toMatchObject([{ name: "Second" }]);
    expect(await api().retrieve({ collection: "accounts", key, select: ["name"] })).toMatchObject({
      name: "Second",
    });
  });

  it("writes only when its condition holds", async () => {
    const key = await account();
    const data = { name: "Never" };
    expect(await api().upsert({ collection: "accounts", key, data, ifnonematch: "*" })).toBeNull();
    const missing = "5f7f6a0e-0000-0000-0000-0000000000aa";
    expect(await api().upsert({ collection: "accounts", key: missing, data, ifmatch: "*" })).toBeNull();
    const stale = api().update({
      collection: "accounts",
      key,
      data,
      ifmatch: 'W/"1"',
      returnRepresentation: false,
    });
    expect(await stale).toBe(false);
    const unchanged = await api().retrieve({ collection: "accounts", key, select: ["name"] });
    expect(unchanged).toMatchObject({ name: "Tour" });
  });

  it("shows formatted values, lookups and their tables", async () => {
    const contact = await create("contacts", { firstname: "Liv", lastname: "Holm" });
    const key = await account({
      name: "Tour",
      revenue: 5,
      "primarycontactid@odata.bind": `/contacts(${contact})`,
    });
    const record = await api().retrieve({
      collection: "accounts",
      key,
      select: ["revenue", "_primarycontactid_value"],
      expand: [{ property: "primarycontactid", select: ["fullname"] }],
      includeAnnotations: "*",
    });
    expect(record).toMatchObject({
      revenue_Formatted: "$5.00",
      _primarycontactid_value_Formatted: "Liv Holm",
      _primarycontactid_value_NavigationProperty: "primarycontactid",
      _primarycontactid_value_LogicalName: "contact",
      primarycontactid: { fullname: "Liv Holm" },
    });
  });

  it("ties records together and takes them apart", async () => {
    const parent = await account({ name: "Parent" });
    const contact = await create("contacts", { lastname: "Tied" });
    const contacts = () =>
      api().retrieve({ collection: "accounts", key: parent, select: ["/contact_customer_accounts"] });
    const relationship = {
      collection: "accounts",
      primaryKey: parent,
      relationshipName: "contact_customer_accounts",
    };
    await api().associate({ ...relationship, relatedCollection: "contacts", relatedKey: contact });
    expect(field(await contacts(), "value")).toMatchObject([{ contactid: contact }]);
    await api().disassociate({ ...relationship, relatedKey: contact });
    expect(field(await contacts(), "value")).toEqual([]);
  });

  it("sets and clears a single lookup", async () => {
    const key = await account();
    const contact = await create("contacts", { lastname: "Single" });
    const lookup = { collection: "accounts", primaryKey: key, navigationProperty: "primarycontactid" };
    const value = async () =>
      field(
        await api().retrieve({ collection: "accounts", key, select: ["_primarycontactid_value"] }),
        "_primarycontactid_value",
      );
    await api().associateSingleValued({ ...lookup, relatedCollection: "contacts", relatedKey: contact });
    expect(await value()).toBe(contact);
    await api().disassociateSingleValued(lookup);
    expect(await value()).toBeNull();
  });

  it("ties many to many", async () => {
    const project = await create("new_projects", { new_name: "Tour" });
    const contact = await create("contacts", { lastname: "Many" });
    const relationship = {
      collection: "new_projects",
      primaryKey: project,
      relationshipName: "new_project_contact",
    };
    await api().associate({ ...relationship, relatedCollection: "contacts", relatedKey: contact });
    const expanded = await api().retrieve({
      collection: "new_projects",
      key: project,
      select: ["new_name"],
      expand: [{ property: "new_project_contact", select: ["lastname"] }],
    });
    expect(expanded).toMatchObject({ new_project_contact: [{ lastname: "Many" }] });
    await api().disassociate({ ...relationship, relatedKey: contact });
  });

  it("acts as somebody else", async () => {
    const { value } = await api().retrieveMultiple({
      collection: "systemusers",
      select: ["systemuserid"],
      filter: "fullname eq 'Spencer Low'",
    });
    const user = String(field(value, 0, "systemuserid"));
    const key = await api().create<object, string>({
      collection: "accounts",
      data: { name: "As Spencer" },
      impersonate: user,
    });
    const made = await api().retrieve({ collection: "accounts", key, select: ["_createdby_value"] });
    expect(made).toMatchObject({ _createdby_value: user });
  });

  it("uploads a file in chunks and downloads it in ranges", async () => {
    const key = await create("new_projects", { new_name: "With a file" });
    const data = Buffer.alloc(4_194_304 + 1000, "Tour of the emulator. ");
    const column = { collection: "new_projects", key, property: "new_document" };
    await api().uploadFile({ ...column, data, fileName: "tour.txt" });
    const file = await api().downloadFile(column);
    expect([file.fileName, file.fileSize, Buffer.from(file.data).equals(data)]).toEqual([
      "tour.txt",
      data.length,
      true,
    ]);
    const chunks = tourist()
      .emulator.control.requests.all()
      .filter(({ url }) => url.includes("sessiontoken="));
    expect(chunks.map(({ status }) => status)).toEqual([206, 204]);
    await api().deleteRecord(column);
    const row = await api().retrieve({ collection: "new_projects", key, select: ["new_document"] });
    expect(row).toMatchObject({ new_document: null });
  });
});
