import { describe, expect, it } from "vitest";
import { formatRecordKey, type RecordKey } from "../../../../../src/client/odata/recordKey.ts";
import { wholeKey } from "../../../../../src/client/services/bulk/records/wholeKey.ts";
import { accounts } from "./bulkTables.ts";

const id = "475b158c-541c-e511-80d3-3863bb347ba8";
const key: RecordKey = { kind: "id", id };

describe("the key that finds a record", () => {
  it("is its id together with its partition", () => {
    const whole = wholeKey(accounts, { key, partition: "it's" });
    expect(whole === undefined ? undefined : formatRecordKey(whole)).toBe(
      `accountid=${id},partitionid='it''s'`,
    );
  });

  it("is the key as it is without a partition, and an alternate key always", () => {
    const alternate: RecordKey = {
      kind: "alternate",
      columns: [{ column: "accountnumber", value: "A-1", literal: "'A-1'" }],
    };
    expect(wholeKey(accounts, { key, partition: undefined })).toBe(key);
    expect(wholeKey(accounts, { key: alternate, partition: "p" })).toBe(alternate);
    expect(wholeKey(accounts, { key: undefined, partition: "p" })).toBeUndefined();
  });
});
