import { describe, expect, it } from "vitest";
import { accountsOf, numbered } from "./accounts.ts";
import { useBulkBench } from "./bulkBench.ts";
import type { Answer, Intercepted } from "./interception.ts";
import { useInterception } from "./useInterception.ts";

const bench = useBulkBench();
const { accountsNamed } = accountsOf(bench);
const { intercepted } = useInterception(bench);

const dataverseError = (status: number, code: string, message: string): Answer => ({
  status,
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify({ error: { code, message } }),
});

/** A run in which requests that hold the record get this answer. */
const runWith = async (
  poisoned: (request: Intercepted) => boolean,
  answer: Answer,
  { name, count = 1_000, mostAtOnce = 2 }: { name: string; count?: number; mostAtOnce?: number },
) => {
  const place = await intercepted((request) =>
    request.method === "POST" && poisoned(request) ? { answer } : undefined,
  );
  const records = numbered(count, (index) => ({ name: index === 5 ? "Poison" : `${name} ${index}` }));
  const report = await bench().run("create", records, {
    mostAtOnce,
    client: { environmentUrl: place.url },
  });
  expect(accountsNamed(`${name} `)).toHaveLength(count - 1);
  return report;
};

const inAny = ({ body }: Intercepted): boolean => body.includes("Poison");
const inMessages = ({ url, body }: Intercepted): boolean =>
  url.includes("Multiple") && body.includes("Poison");

describe("a record that Dataverse never ends with", () => {
  it.each([
    ["an SQL timeout", dataverseError(500, "0x80044151", "SQL timeout expired.")],
    ["a deadlock", dataverseError(500, "0x80044150", "Generic SQL error: deadlock.")],
    ["a server error of its own", dataverseError(500, "0x80040216", "An unexpected error occurred.")],
    ["a request timeout", { status: 408 }],
  ])("for %s fails alone, and the others are written", async (name, answer) => {
    const { summary, results, stopped } = await runWith(inAny, answer, { name });
    expect(summary).toMatchObject({ succeeded: 999, failed: 1, unknown: 0, notAttempted: 0 });
    expect(results[5]).toMatchObject({ status: "failed", error: { kind: "serverError", retryable: true } });
    expect(results[5]?.error?.message).toMatch(/^Could not create record 6 in accounts: /);
    expect(stopped).toBeUndefined();
    expect(summary.requests).toBeLessThan(120);
  });

  it.each([1, 4])("without any answer stays in doubt alone, with %i requests at once", async (mostAtOnce) => {
    const name = `Gateway ${mostAtOnce}`;
    const report = await runWith(inAny, { status: 504 }, { name, mostAtOnce });
    expect(report.summary).toMatchObject({ succeeded: 999, failed: 0, unknown: 1, notAttempted: 0 });
    expect(report.results[5]?.error?.message).toContain(
      "record 6 in accounts: no answer came, and it could not be found out what became of it. It is not known whether it was carried out",
    );
    expect(report.remaining).toMatchObject([{ name: "Poison", "@mayBeDone": true }]);
    expect(report.stopped).toBeUndefined();
  });

  it("in bulk messages alone is written by itself", async () => {
    const answer = dataverseError(500, "0x80044151", "SQL timeout expired.");
    const { summary } = await runWith(inMessages, answer, { name: "Only messages" });
    expect(summary).toMatchObject({ succeeded: 1_000, failed: 0 });
  });
});

describe("a privilege that is missing for one record", () => {
  it("of another table, as plug-ins need them, does not end the run", async () => {
    const text =
      "Principal user (Id=1, type=8) is missing prvCreateTask privilege (Id=2) on OTC=4212 for entity 'task'.";
    const { summary } = await runWith(inMessages, dataverseError(403, "0x80040220", text), {
      name: "Plug-in",
      mostAtOnce: 1,
    });
    expect(summary).toMatchObject({ succeeded: 1_000, failed: 0 });
  });

  it("of the table itself ends it before anything is done", async () => {
    const text = "Principal user (Id=1, type=8) is missing prvCreateAccount privilege (Id=2).";
    const place = await intercepted(({ method }) =>
      method === "POST" ? { answer: dataverseError(403, "0x80040220", text) } : undefined,
    );
    const records = numbered(500, (index) => ({ name: `Forbidden ${index}` }));
    const run = bench().run("create", records, { client: { environmentUrl: place.url } });
    await expect(run).rejects.toMatchObject({ kind: "forbidden" });
    expect(place.seen.filter(({ method }) => method === "POST").length).toBeLessThanOrEqual(8);
  });
});
