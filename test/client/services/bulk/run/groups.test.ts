import { describe, expect, it } from "vitest";
import type { BulkAction } from "../../../../../src/client/services/bulk/bulkCall.ts";
import { accountsOf, numbered } from "./accounts.ts";
import { type BulkCallOptions, useBulkBench } from "./bulkBench.ts";
import { type Intercepted, type Interception, overlaps } from "./interception.ts";
import { useInterception } from "./useInterception.ts";

const bench = useBulkBench();
const { existing } = accountsOf(bench);
const { intercepted } = useInterception(bench);

/** Writes records of one group, each request taking a while, and tells how many of the requests met. */
const meetings = async (
  action: BulkAction,
  records: readonly unknown[],
  {
    intercept = () => ({ delayMs: 40 }),
    ...options
  }: BulkCallOptions & { intercept?: (request: Intercepted) => Interception } = {},
) => {
  const place = await intercepted((request) => (request.method === "POST" ? intercept(request) : undefined));
  const { summary } = await bench().run(action, records, {
    groupBy: "telephone1",
    client: { environmentUrl: place.url },
    ...options,
  });
  return { ...summary, met: overlaps(place.seen) };
};

const grouped = (count: number, more: (index: number) => object = () => ({})) =>
  numbered(count, (index) => ({ name: `Grouped ${index}`, telephone1: "one", ...more(index) }));

describe("records of one group", () => {
  it("are never in two requests at once when a request is refused, and goes in parts", async () => {
    const records = grouped(100, (index) => (index === 50 ? { name: "x".repeat(200) } : {}));
    expect(await meetings("create", records)).toMatchObject({ met: 0, succeeded: 99, failed: 1 });
  });

  it("are never in two requests at once when a request is too large", async () => {
    let first = true;
    const intercept = (): Interception => {
      const answer = first ? { answer: { status: 413 } } : {};
      first = false;
      return { delayMs: 40, ...answer };
    };
    expect(await meetings("create", grouped(100), { intercept })).toMatchObject({ met: 0, succeeded: 100 });
  });

  it("are never in two requests at once when some of them go singly", async () => {
    const records = grouped(60, (index) => (index % 2 ? { primarycontactid: { lastname: "x" } } : {}));
    expect(await meetings("create", records)).toMatchObject({ met: 0, succeeded: 60 });
  });

  it("are never in two requests at once when they were read together", async () => {
    const ids = await existing("Read ", 400);
    const records = ids.map((accountid, index) => ({
      accountid,
      name: `Reread ${index}`,
      telephone1: "one",
    }));
    const outcome = await meetings("update", records, { onlyChanged: true });
    expect(outcome).toMatchObject({ met: 0, succeeded: 400 });
    expect(outcome.requests).toBeGreaterThan(3);
  });

  it("are recognized in JSON text, and by any way to write a reference", async () => {
    const texts = grouped(120).map((record) => JSON.stringify(record));
    expect(await meetings("create", texts, { mostPerRequest: 20 })).toMatchObject({ met: 0, succeeded: 120 });
    const [parent = ""] = await existing("Parent", 1);
    const root = `${bench().emulator.url}/api/data/v9.2`;
    const ways = [`/accounts(${parent})`, `accounts(${parent.toUpperCase()})`, `${root}/accounts(${parent})`];
    const children = numbered(60, (index) => ({
      name: `Child ${index}`,
      "parentaccountid@odata.bind": ways[index % 3],
    }));
    const options = { groupBy: "parentaccountid", mostPerRequest: 10 };
    expect(await meetings("create", children, options)).toMatchObject({ met: 0, succeeded: 60 });
  });

  it("cannot be told by a column that the table does not have", async () => {
    await expect(meetings("create", grouped(3), { groupBy: "parentacountid" })).rejects.toThrow(
      "Group By: the table accounts has no column or lookup 'parentacountid'. Did you mean 'parentaccountid'?",
    );
  });
});

describe("records of other groups", () => {
  it("go at the same time", async () => {
    const records = grouped(200, (index) => ({ telephone1: `group ${index % 10}` }));
    const outcome = await meetings("create", records, { mostPerRequest: 20 });
    expect(outcome.met).toBeGreaterThan(0);
    expect(outcome.succeeded).toBe(200);
  });
});
