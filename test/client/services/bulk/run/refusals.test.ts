import { describe, expect, it } from "vitest";
import { createRecordIds } from "../../../../../src/client/services/records/recordIds.ts";
import { accountsOf } from "./accounts.ts";
import { useBulkBench } from "./bulkBench.ts";
import { useInterception } from "./useInterception.ts";

const bench = useBulkBench();
const { accountsNamed, existing } = accountsOf(bench);
const { through } = useInterception(bench);

const SQL_ERROR = { status: 500, code: "0x80044150", message: "Generic SQL error." };
const KEY_IS_TAKEN = {
  status: 412,
  code: "0x80060892",
  message: "A record that has these values already exists.",
};

const TAKEN_BACK = JSON.stringify({
  error: { code: "0x80040265", message: "A plug-in refuses one of them." },
});

/** The answers to the first batches get lost; of the next ones, every part fails. Messages are taken back. */
const failing = (lost: number, { status, code, message } = SQL_ERROR) => {
  const error = JSON.stringify({ error: { code, message } });
  let batches = 0;
  return through(({ method, url }) => {
    if (method !== "POST" || url.endsWith("/WhoAmI")) {
      return undefined;
    }
    if (!url.endsWith("$batch")) {
      return { answer: { status: 400, headers: { "Content-Type": "application/json" }, body: TAKEN_BACK } };
    }
    batches += 1;
    return batches <= lost
      ? { losesAnswer: true }
      : {
          reply: (body) =>
            body.replaceAll(
              /HTTP\/1\.1 .*?(?=\r\n--)/gs,
              `HTTP/1.1 ${status} No\r\nContent-Type: application/json\r\n\r\n${error}`,
            ),
        };
  });
};

describe("a record that is refused after an attempt without an answer", () => {
  it("is in doubt when Dataverse only failed, and was to be deleted", async () => {
    const [id = ""] = await existing("Doomed ", 1);
    const { results, remaining } = await bench().run("delete", [id], { client: await failing(1) });
    expect(results.map(({ status }) => status)).toEqual(["unknown"]);
    expect(accountsNamed("Doomed ")).toEqual([]);
    const again = await bench().run("delete", remaining);
    expect(again.summary).toMatchObject({ succeeded: 1 });
  });

  it("was written when it holds what was sent, and is in doubt when it does not", async () => {
    await bench().run("create", [{ accountnumber: "REFUSED", name: "Refused 0", telephone1: "0" }]);
    const record = { accountnumber: "REFUSED", name: "Refused 1" };
    const keyColumns = ["accountnumber"];
    const written = await bench().run("update", [record], { keyColumns, client: await failing(1) });
    expect(written.results[0]).toMatchObject({ status: "succeeded" });
    expect(accountsNamed("Refused ").map(({ name }) => name)).toEqual(["Refused 1"]);
    const bound = { ...record, "primarycontactid@odata.bind": "contacts(emailaddress1='a')" };
    const unclear = await bench().run("update", [bound], { keyColumns, client: await failing(1) });
    expect(unclear.results[0]).toMatchObject({ status: "unknown" });
    expect(unclear.results[0]?.error?.message).toContain("could not be found out");
  });
});

describe("a record that is refused after another call has sent it", () => {
  const marked = (index: number) => ({
    accountid: `99999999-0000-0000-0000-00000000000${index}`,
    name: `Marked ${index}`,
    "@mayBeDone": true,
  });

  it.each([SQL_ERROR, KEY_IS_TAKEN])("is looked for when it is new: %o", async (error) => {
    const records = [marked(1), marked(2)];
    await bench().run("delete", records);
    const { results } = await bench().run("create", records, { client: await failing(0, error) });
    expect(results.map(({ status }) => status)).toEqual(["succeeded", "succeeded"]);
    expect(accountsNamed("Marked ")).toHaveLength(2);
  });

  it("is in doubt when it was to be deleted and Dataverse only failed", async () => {
    const record = { ...marked(3), "@mayBeDone": true };
    const { results, remaining } = await bench().run("delete", [record], { client: await failing(0) });
    expect(results.map(({ status }) => status)).toEqual(["unknown"]);
    expect(remaining).toEqual([record]);
  });
});

describe("a step that is run again while Dataverse fails", () => {
  const recordIds = () =>
    createRecordIds({ seed: "execution 2, step 1, run 0", startedAt: 1_790_000_000_000 });

  it("finds what it has created before, and does not call it failed", async () => {
    const records = [{ name: "Rerun 1" }, { name: "Rerun 2" }];
    await bench().run("create", records.slice(0, 1), { client: { recordIds: recordIds() } });
    const client = await through(({ method }) =>
      method === "POST"
        ? { answer: { status: 400, headers: { "Content-Type": "text/html" }, body: "<p>No</p>" } }
        : undefined,
    );
    const { results } = await bench().run("create", records, {
      client: { ...client, recordIds: recordIds() },
    });
    expect(results.map(({ status }) => status)).toEqual(["succeeded", "failed"]);
    expect(accountsNamed("Rerun ")).toHaveLength(1);
  });
});

describe("an answer without content from something in between", () => {
  it.each(["", "{}"])("is not taken for one to a bulk message: '%s'", async (body) => {
    const ids = await existing("Unmoved ", 2);
    let messages = 0;
    const client = await through(({ url }) => {
      messages += url.includes("UpdateMultiple") ? 1 : 0;
      return url.includes("UpdateMultiple") && messages === 1
        ? { answer: { status: 200, headers: { "Content-Type": "application/json" }, body } }
        : undefined;
    });
    const records = ids.map((accountid) => ({ accountid, name: `Moved ${body}` }));
    const { summary } = await bench().run("update", records, { client });
    expect(summary).toMatchObject({ succeeded: 2 });
    expect(accountsNamed(`Moved ${body}`).length).toBeGreaterThanOrEqual(2);
    expect(messages).toBeGreaterThan(1);
  });
});
