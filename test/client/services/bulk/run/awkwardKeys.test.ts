import { beforeAll, describe, expect, it } from "vitest";
import { useBulkBench } from "./bulkBench.ts";

const bench = useBulkBench();

beforeAll(() => {
  const { schema } = bench().emulator.control;
  schema.addTable({
    schemaName: "new_Part",
    alternateKeys: [
      { name: "new_PlaceKey", columns: ["new_machine", "new_code"] },
      { name: "new_CustomerKey", columns: ["new_buyer", "new_code"] },
      { name: "new_TimeKey", columns: ["new_time"] },
    ],
  });
  schema.addColumn("new_part", {
    schemaName: "new_Machine",
    type: "Lookup",
    targets: [{ table: "account", navigationProperty: "new_Machine", relationship: "new_account_part" }],
  });
  schema.addColumn("new_part", {
    schemaName: "new_Buyer",
    type: "Customer",
    targets: ["account", "contact"].map((table) => ({
      table,
      navigationProperty: `new_Buyer_${table}`,
      relationship: `new_${table}_buyer`,
    })),
  });
  schema.addColumn("new_part", { schemaName: "new_Code", type: "String", maxLength: 100 });
  schema.addColumn("new_part", { schemaName: "new_Time", type: "DateTime" });
});

const parts = () => bench().emulator.control.data.export().tables["new_part"] ?? [];
const write = (keyColumns: readonly string[], records: readonly object[]) =>
  bench().run("upsert", records, { entityType: "new_parts", keyColumns, tellCreated: true });
const accountId = async (): Promise<string> => {
  const { results } = await bench().run("create", [{ name: "Machine" }]);
  return results[0]?.id ?? "";
};

describe("an upsert by a key that no URL can hold", () => {
  it("binds the lookup in the key when it creates the record", async () => {
    const machine = await accountId();
    const keyColumns = ["_new_machine_value", "new_code"];
    const records = ["a/1", "a1"].map((code) => ({
      _new_machine_value: machine,
      new_code: code,
      new_name: code,
    }));
    for (const created of [true, false]) {
      const { results } = await write(keyColumns, records);
      expect(results.map((result) => [result.status, result.created])).toEqual([
        ["succeeded", created],
        ["succeeded", created],
      ]);
    }
    expect(parts().filter(({ new_code }) => String(new_code).startsWith("a"))).toHaveLength(2);
  });

  it("says so when the lookup may lead to several tables", async () => {
    const record = { _new_buyer_value: await accountId(), new_code: "b/1", new_name: "b" };
    const { results } = await write(["_new_buyer_value", "new_code"], [record]);
    expect(results[0]?.error?.message).toBe(
      "Could not upsert record 1 in new_parts: no record has its key, and none can be created under it, because _new_buyer_value does not tell which table its record is in. Create the record with Create Entities.",
    );
  });

  it.each([
    [["new_time"], { new_time: "2026-05-01T10:00:00.123Z", new_name: "T" }],
    [[], { new_partid: "new_time=2026-05-02T10:00:00.5+02:00", new_name: "U" }],
  ])("finds a time again that was given with fractions of seconds: %o", async (keyColumns, record) => {
    const outcomes = [];
    for (const _ of [1, 2]) {
      const { results } = await write(keyColumns, [record]);
      outcomes.push([results[0]?.status, results[0]?.created]);
    }
    expect(outcomes).toEqual([
      ["succeeded", true],
      ["succeeded", false],
    ]);
    expect(parts().filter(({ new_name }) => new_name === record.new_name)).toHaveLength(1);
  });
});

describe("rows of an elastic table", () => {
  it("are one when they are named with and without the partition that an id alone means", async () => {
    const id = "88888888-0000-0000-0000-000000000001";
    const records = [
      { contoso_sensordataid: id, contoso_deviceid: "first" },
      { contoso_sensordataid: id, partitionid: id.toUpperCase(), contoso_deviceid: "second" },
      { contoso_sensordataid: id, contoso_deviceid: "last" },
    ];
    await bench().run("upsert", records, { entityType: "contoso_sensordatas" });
    const writes = bench()
      .emulator.control.requests.all()
      .filter(({ method }) => method === "POST");
    expect(writes).toHaveLength(3);
  });
});
