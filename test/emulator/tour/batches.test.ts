import { describe, expect, it } from "vitest";
import { refusalOf, useTourist } from "./tourist.ts";

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

describe("dynamics-web-api in batches", () => {
  const tourist = useTourist();
  const api = () => tourist().api;
  const named = async (name: string): Promise<number> =>
    api().count({ collection: "accounts", filter: `name eq '${name}'` });

  it("carries out a change set and reads after it", async () => {
    const batch = api();
    batch.startBatch();
    const created = batch.create({ collection: "accounts", data: { name: "In a set" } });
    const other = batch.create({ collection: "contacts", data: { lastname: "In a set" } });
    const read = batch.retrieveMultiple({
      collection: "accounts",
      select: ["name"],
      filter: "name eq 'In a set'",
    });
    const answers = await batch.executeBatch();
    await Promise.all([created, other, read]);
    expect(answers).toEqual([
      expect.stringMatching(guid),
      expect.stringMatching(guid),
      expect.objectContaining({ value: [expect.objectContaining({ name: "In a set" })] }),
    ]);
  });

  it("refers to what it has just created", async () => {
    const batch = api();
    batch.startBatch();
    const work = [
      batch.create({ collection: "contacts", data: { firstname: "Ref", lastname: "Erred" }, contentId: "1" }),
      batch.create({
        collection: "accounts",
        data: { name: "Refers", "primarycontactid@odata.bind": "$1" },
        contentId: "2",
      }),
      batch.update({ contentId: "$2", data: { telephone1: "555-0123" } }),
    ];
    const answers = await batch.executeBatch();
    await Promise.allSettled(work);
    const record = await api().retrieve({
      collection: "accounts",
      key: String(answers[1]),
      select: ["name", "telephone1"],
      expand: [{ property: "primarycontactid", select: ["fullname"] }],
    });
    expect(record).toMatchObject({
      name: "Refers",
      telephone1: "555-0123",
      primarycontactid: { fullname: "Ref Erred" },
    });
  });

  it("loses the whole change set when one of it fails", async () => {
    const batch = api();
    batch.startBatch();
    const work = [
      batch.create({ collection: "accounts", data: { name: "Never kept" } }),
      batch.create({ collection: "accounts", data: { name: "x".repeat(161) } }),
    ];
    const error = await refusalOf(batch.executeBatch());
    await Promise.allSettled(work);
    expect(error).toMatchObject([{ status: 400, error: { code: "0x80044331" } }]);
    expect(await named("Never kept")).toBe(0);
  });

  it("goes on after an error when it is told to", async () => {
    const batch = api();
    batch.startBatch();
    const work = [
      batch.create({ collection: "accounts", data: { name: "x".repeat(161) }, inChangeSet: false }),
      batch.create({ collection: "accounts", data: { name: "Kept" }, inChangeSet: false }),
    ];
    const answers = await batch.executeBatch({ continueOnError: true });
    await Promise.allSettled(work);
    expect(answers).toEqual([expect.objectContaining({ status: 400 }), expect.stringMatching(guid)]);
    expect(await named("Kept")).toBe(1);
  });
});
