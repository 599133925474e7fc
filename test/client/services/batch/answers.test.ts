import { describe, expect, it } from "vitest";
import type { OperationAnswer, PartAnswer } from "../../../../src/client/batch/operation.ts";
import { BatchError } from "../../../../src/client/errors.ts";
import { createBatches } from "../../../../src/client/services/batch/batches.ts";
import type { BatchItem } from "../../../../src/client/services/batch/batchItem.ts";
import { encodeAnswers } from "../../batch/responseEncoder.ts";
import { interrupted, refusal, type ScriptedAnswer, scripted } from "../scriptedSend.ts";

const ids = ["", "11111111-1111-1111-1111-111111111111", "22222222-2222-2222-2222-222222222222"];
const root = "https://org.crm.dynamics.com/api/data/v9.2";

const create = (position: number): BatchItem => ({
  position,
  collection: "accounts",
  action: "create",
  data: { name: `N${position}` },
  returnRepresentation: false,
});
const two = [create(1), create(2)];
const upsert: BatchItem = {
  position: 1,
  collection: "accounts",
  action: "upsert",
  key: { kind: "id", id: String(ids[1]) },
  data: { name: "U" },
  returnRepresentation: true,
};
const remove = (position: number): BatchItem => ({
  position,
  collection: "accounts",
  action: "delete",
  key: { kind: "id", id: String(ids[position]) },
});

const answer = (more: Partial<OperationAnswer> & { readonly json?: unknown }): OperationAnswer => {
  const { json, ...others } = more;
  return {
    status: 204,
    headers: {},
    body: Buffer.from(json === undefined ? "" : JSON.stringify(json)),
    ...others,
  };
};
const created = (position: number, contentId?: string): OperationAnswer =>
  answer({ headers: { "odata-entityid": `${root}/accounts(${ids[position]})` }, contentId });
const tooLong = (contentId?: string): OperationAnswer =>
  answer({
    status: 400,
    headers: { req_id: "r-1" },
    json: { error: { code: "0x80044331", message: "A text is too long." } },
    contentId,
  });

const batchAnswer = (parts: readonly PartAnswer[], more: Partial<ScriptedAnswer> = {}): ScriptedAnswer => {
  const { contentType, body } = encodeAnswers(parts);
  return {
    body: Buffer.from(body).toString("utf8"),
    ...more,
    headers: { "content-type": contentType, ...more.headers },
  };
};

const failureOf = async (run: Promise<unknown>): Promise<BatchError> => {
  const error = await run.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof BatchError)) throw new Error(`No BatchError, but ${String(error)}`);
  return error;
};
const statuses = ({ results }: BatchError) => results.map(({ status }) => status);

describe("the answer to a batch that runs all or nothing", () => {
  const run = (items: readonly BatchItem[], ...answers: readonly ScriptedAnswer[]) => {
    const script = scripted(...answers);
    return { script, done: createBatches(script.context).run(items, "allOrNothing") };
  };

  it("is assigned to the items by Content-ID, whatever its order", async () => {
    const { done } = run(two, batchAnswer([{ changeSet: [created(2, "2"), created(1, "1")] }]));
    expect(await done).toEqual([{ id: ids[1] }, { id: ids[2] }]);
  });

  it("is assigned in order when it has no Content-IDs", async () => {
    const { done } = run(two, batchAnswer([{ changeSet: [created(1), created(2)] }]));
    expect(await done).toEqual([{ id: ids[1] }, { id: ids[2] }]);
  });

  it.each<readonly [string, PartAnswer, number]>([
    ["inside of a set of answers, with status 200 around it", { changeSet: [tooLong("2")] }, 200],
    ["instead of a set of answers", tooLong("2"), 200],
    ["with its own status around it", { changeSet: [tooLong("2")] }, 400],
    ["behind answers that look like success", { changeSet: [created(1, "1"), tooLong("2")] }, 200],
  ])("is a failure when the one error comes %s", async (_, part, status) => {
    const noElasticTable = { body: { value: [] } };
    const { script, done } = run(two, batchAnswer([part], { status }), noElasticTable);
    const error = await failureOf(done);
    expect(error.message).toBe(
      "Could not carry out item 2 (create in accounts): Dataverse refused what was sent. Dataverse says: A text is too long. Shorten the text. (HTTP 400, Dataverse code 0x80044331, request id r-1) Nothing of the batch was written, because it runs all or nothing.",
    );
    expect(statuses(error)).toEqual(["notRun", "failed"]);
    expect(script.left()).toBe(0);
  });

  it.each(["7", undefined])("names no item when the error has the Content-ID %s", async (contentId) => {
    const error = await failureOf(run(two, batchAnswer([{ changeSet: [tooLong(contentId)] }])).done);
    expect(error.message).toContain("Could not carry out one of items 1 to 2: Dataverse refused");
    expect(error.message).toContain("Nothing of the batch was written");
    expect(statuses(error)).toEqual(["notRun", "notRun"]);
  });

  it.each<readonly [string, ScriptedAnswer]>([
    ["too few answers", batchAnswer([{ changeSet: [created(1, "1")] }])],
    ["too many answers", batchAnswer([{ changeSet: [created(1), created(2), created(1)] }])],
    ["two parts", batchAnswer([{ changeSet: [created(1)] }, { changeSet: [created(2)] }])],
    ["other Content-IDs", batchAnswer([{ changeSet: [created(1, "1"), created(2, "3")] }])],
    ["no part", batchAnswer([])],
    ["JSON", { body: { value: [] } }],
    ["nothing", { status: 204 }],
  ])("is not trusted when it has %s: nobody knows what was written", async (_, scriptedAnswer) => {
    const error = await failureOf(run(two, scriptedAnswer).done);
    expect(error).toMatchObject({ kind: "unexpectedAnswer", mayHaveWritten: true });
    expect(error.message).toContain("It is not known whether it was carried out");
    expect(statuses(error)).toEqual(["unknown", "unknown"]);
  });

  it("claims nothing after an attempt that may have been carried out", async () => {
    const refused = batchAnswer([{ changeSet: [tooLong("1")] }], { earlierAttempts: [interrupted()] });
    const error = await failureOf(run([upsert], refused).done);
    expect(error.mayHaveWritten).toBe(true);
    expect(error.message).not.toContain("Nothing of the batch was written");
    expect(statuses(error)).toEqual(["unknown"]);
  });

  it.each([
    ["2026-01-31T08:00:00Z", true],
    ["2020-01-01T00:00:00Z", false],
    ["2026-01-31T07:59:00Z", null],
  ])("tells by the age of the record, %s, what an interrupted upsert did", async (createdon, expected) => {
    const updated = answer({ status: 200, json: { name: "U", createdon } });
    const late = batchAnswer([{ changeSet: [updated] }], {
      headers: { date: "Sat, 31 Jan 2026 08:00:00 GMT" },
      earlierAttempts: [interrupted()],
    });
    expect(await run([upsert], late).done).toEqual([{ name: "U", createdon, "@created": expected }]);
  });

  it("says which items stay when their table is elastic, because those are not taken back", async () => {
    const elastic = { body: { value: [{ LogicalName: "account", EntitySetName: "accounts" }] } };
    const error = await failureOf(run(two, batchAnswer([{ changeSet: [tooLong("2")] }]), elastic).done);
    expect(error.mayHaveWritten).toBe(true);
    expect(error.message).toContain(
      "What came before it in elastic tables such as accounts is not taken back: item 1 may have been written.",
    );
    expect(statuses(error)).toEqual(["unknown", "failed"]);
  });

  it("can be repeated when it only updates, upserts and deletes, and otherwise not", async () => {
    const { script, done } = run([remove(1), upsert], batchAnswer([{ changeSet: [answer({}), answer({})] }]));
    await done;
    const other = run([remove(1), create(2)], batchAnswer([{ changeSet: [answer({}), created(2)] }]));
    await other.done;
    expect([script, other.script].map(({ requests }) => requests[0]?.repeat)).toEqual([
      "converges",
      "appends",
    ]);
  });
});

describe("the answer to a batch that runs item by item", () => {
  const gone = answer({ status: 404, json: { error: { code: "0x80040217", message: "Does Not Exist" } } });

  it("is not trusted when fewer answers than items all look like success", async () => {
    const { context } = scripted(batchAnswer([created(1, "1")]));
    const error = await failureOf(createBatches(context).run(two, "stopAtFirstError"));
    expect(error).toMatchObject({ kind: "unexpectedAnswer", mayHaveWritten: true });
    expect(statuses(error)).toEqual(["unknown", "unknown"]);
  });

  it("is not trusted when it ends at a failure that it should have gone on after", async () => {
    const { context } = scripted(batchAnswer([tooLong("1")]));
    const error = await failureOf(createBatches(context).runEach(two));
    expect(statuses(error)).toEqual(["unknown", "unknown"]);
  });

  it("to a delete that was repeated is success when the record is gone", async () => {
    const { context } = scripted(batchAnswer([gone, gone], { earlierAttempts: [interrupted()] }));
    expect(await createBatches(context).runEach([remove(1), remove(2)])).toMatchObject([
      { status: "succeeded", id: ids[1], record: { id: ids[1], deleted: true } },
      { status: "succeeded", id: ids[2], record: { id: ids[2], deleted: true } },
    ]);
  });

  it("to a delete of a record that never was is a failure", async () => {
    const { context } = scripted(batchAnswer([gone]));
    expect(await createBatches(context).runEach([remove(1)])).toMatchObject([{ status: "failed" }]);
  });

  it("looks up the names for many items with the same mistake once", async () => {
    const misnamed = (position: number): BatchItem => ({ ...create(position), collection: "acounts" });
    const unknown = answer({
      status: 404,
      json: { error: { code: "0x8006088a", message: "Resource not found for the segment 'acounts'." } },
    });
    const tables = { body: { value: [{ LogicalName: "account", EntitySetName: "accounts" }] } };
    const { context, requests } = scripted(batchAnswer([unknown, unknown]), tables);
    const results = await createBatches(context).runEach([misnamed(1), misnamed(2)]);
    for (const [index, { error }] of results.entries()) {
      expect(error?.message).toContain(
        `Could not carry out item ${index + 1} (create in acounts): The collection names no table: there is no entity set 'acounts'. Did you mean 'accounts'?`,
      );
    }
    expect(requests).toHaveLength(2);
  });

  it("keeps Dataverse's own words when the names cannot be looked up", async () => {
    const unknown = answer({
      status: 404,
      json: { error: { code: "0x8006088a", message: "Resource not found for the segment 'accounts'." } },
    });
    const { context } = scripted(batchAnswer([unknown]), refusal(403, "0x80040220", "no privilege"));
    const [result] = await createBatches(context).runEach([create(1)]);
    expect(result?.error?.message).toContain("Resource not found for the segment 'accounts'.");
  });
});
