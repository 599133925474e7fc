import { describe, expect, it } from "vitest";
import { documentedCost, executionTime } from "../../../emulator/cost/costModel.ts";
import { createMeter } from "../../../emulator/cost/meter.ts";
import { emptyWorkload, noteOperation, noteWrite, readCounter } from "../../../emulator/cost/workload.ts";
import { useClient } from "../support/dataverseClient.ts";

const secondsOf = (operations: number, load: Partial<ReturnType<typeof emptyWorkload>>): number =>
  (documentedCost.roundTripMs +
    executionTime(documentedCost, { ...emptyWorkload(), operations, ...load }, 1)) /
  1000;

describe("the cost model", () => {
  it("takes as long as Microsoft's sample of 100 records", () => {
    expect(100 * secondsOf(1, { written: 1 })).toBeCloseTo(10, 5);
    expect(secondsOf(101, { written: 100 })).toBeCloseTo(4, 0);
    expect(secondsOf(1, { bulkWritten: 100 })).toBeCloseTo(1, 2);
  });

  it("brings no more throughput beyond the recommended parallelism", () => {
    const throughput = (active: number): number =>
      active / executionTime(documentedCost, { ...emptyWorkload(), operations: 1, written: 1 }, active);
    expect(throughput(8)).toBeCloseTo(8 * throughput(1), 5);
    expect(throughput(16)).toBeLessThanOrEqual(throughput(8));
    expect(throughput(50)).toBeLessThan(throughput(16));
  });
});

describe("a meter", () => {
  it("waits for what the work was worth, less what it really took", async () => {
    const waits: number[] = [];
    const meter = createMeter({ scale: 0.5 }, async (milliseconds) => {
      waits.push(milliseconds);
    });
    const { result, executionMs } = await meter.run(async () => {
      noteOperation("/accounts");
      noteWrite();
      await Promise.resolve();
      noteOperation("/accounts/Microsoft.Dynamics.CRM.CreateMultiple");
      noteWrite();
      const read = readCounter();
      read();
      return "done";
    });
    expect([result, executionMs]).toEqual(["done", 10 + 30 + 10 + 9.3 + 0.2]);
    expect(waits).toHaveLength(1);
    expect(waits[0]).toBeLessThanOrEqual((60 + executionMs) / 2);
    expect(waits[0]).toBeGreaterThan(0);
  });

  it("varies times by chance, as far as it is told, and never below nothing", async () => {
    const chances = [0, 0.5, 0.75];
    const taken = async (variation: number): Promise<readonly number[]> => {
      const left = [...chances];
      const meter = createMeter(
        { scale: 1, variation },
        () => Promise.resolve(),
        () => left.shift() ?? 0,
      );
      const times: number[] = [];
      for (const _ of chances) {
        times.push((await meter.run(async () => noteWrite())).executionMs);
      }
      return times;
    };
    expect(await taken(0)).toEqual([30, 30, 30]);
    expect(await taken(0.5)).toEqual([15, 30, 37.5]);
    expect(await taken(2)).toEqual([0, 30, 60]);
  });

  it("keeps apart what runs at the same time", async () => {
    const meter = createMeter({ scale: 1 }, () => Promise.resolve());
    const work = (records: number) =>
      meter.run(async () => {
        for (let record = 0; record < records; record += 1) {
          noteWrite();
          await Promise.resolve();
        }
      });
    const times = await Promise.all([1, 5, 3].map(work));
    expect(times.map(({ executionMs }) => executionMs)).toEqual([30, 150, 90]);
  });
});

describe("requests that cost time", () => {
  const client = useClient({ cost: { scale: 0.1 }, protection: { enabled: true } });

  it("take it, each for itself, and the limits run at the same pace", async () => {
    const { control } = client().emulator;
    expect(control.protection.options().timeScale).toBe(10);
    const started = performance.now();
    const replies = await Promise.all(
      ["A", "B", "C", "D"].map((name) => client().call("POST", "accounts", { body: { name } })),
    );
    const took = performance.now() - started;
    expect(replies.map(({ status }) => status)).toEqual([204, 204, 204, 204]);
    expect(took).toBeGreaterThanOrEqual(9);
    expect(
      replies.map(({ headers }) => headers.get("x-ms-ratelimit-time-remaining-xrm-requests")).sort(),
    ).toEqual(["1,199.88", "1,199.92", "1,199.96", "1,200.00"]);
  });
});

describe("the recommended parallelism", () => {
  const client = useClient();
  const hint = async (): Promise<string | null> =>
    (await client().call("GET", "WhoAmI")).headers.get("x-ms-dop-hint");

  it("is the true one, unless clients are to be misled, and even then changes no cost", async () => {
    const { cost } = client().emulator.control;
    expect(await hint()).toBe("8");
    cost.set({ parallelism: 5 });
    expect(await hint()).toBe("5");
    cost.set({ hint: 52 });
    expect(await hint()).toBe("52");
    const load = { ...emptyWorkload(), operations: 1 };
    expect(executionTime(cost.options(), load, 6)).toBeCloseTo(11.5, 5);
  });

  it("comes with refusals too", async () => {
    const { cost, protection } = client().emulator.control;
    cost.set({ hint: 30 });
    protection.set({ enabled: true, requests: 1 });
    await hint();
    const refused = await client().call("GET", "WhoAmI");
    expect([refused.status, refused.headers.get("x-ms-dop-hint")]).toEqual([429, "30"]);
  });
});
