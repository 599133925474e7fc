import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { account } from "../../../../../emulator/schema/tables/account.ts";
import { contact } from "../../../../../emulator/schema/tables/contact.ts";
import { newProject } from "../../../../../emulator/schema/tables/newProject.ts";
import { membersJson } from "../../../../../src/client/services/bulk/send/recordJson.ts";
import type { JsonObject } from "../../../../../src/client/services/jsonObject.ts";
import type { Reply } from "../../../../emulator/support/dataverseClient.ts";
import { usePreflight } from "./emulatedPreflight.ts";
import { existingRecords, recordsOf } from "./generatedRecords.ts";

/** Problems that a dry run finds in records that Dataverse accepts. */
const stricter = [
  /is not written on/,
  /only a new record may bring related/,
  /ownerid\S* cannot be emptied/,
  /There is nothing to write/,
];

/** Related records are not checked, so nothing is said about what is wrong with them. */
const bringsRelated = (record: JsonObject): boolean =>
  Object.values(record).some((value) => typeof value === "object" && value !== null);

const RUNS = 400;

describe("a dry run and the write itself", () => {
  const bench = usePreflight();

  /** What tells whether both say the same of a record; `write` sends what the bulk writer would send. */
  const comparison = async (
    set: string,
    purpose: "create" | "update",
    write: (body: string) => Promise<Reply>,
  ) => {
    const { preflightOf, tableOf } = await bench();
    const [{ check }, table] = await Promise.all([preflightOf(set), tableOf(set)]);
    const seen = { accepted: 0, refused: 0 };
    const compare = async (record: JsonObject): Promise<void> => {
      const problems = check(record, purpose).map(({ message }) => message);
      const reply = await write(`{${membersJson(table, record).join(",")}}`);
      const accepted = reply.status < 300;
      seen[accepted ? "accepted" : "refused"] += 1;
      const counted = problems.filter(
        (problem) => !accepted || !stricter.some((pattern) => pattern.test(problem)),
      );
      if (problems.length === 0 && bringsRelated(record)) {
        return;
      }
      const facts = { record, reply: reply.body, problems };
      expect({ ...facts, agree: accepted === (counted.length === 0) }).toEqual({ ...facts, agree: true });
    };
    return { seen, compare };
  };

  it.each([account, contact, newProject])(
    "agree on new records of $entitySetName, except for what Dataverse silently leaves out, related records, owners that are null, and what only the data tells",
    async (table) => {
      const { caller } = await bench();
      const { seen, compare } = await comparison(table.entitySetName, "create", (body) =>
        caller.call("POST", table.entitySetName, { body }),
      );
      const records = recordsOf(table, await existingRecords(caller));
      await fc.assert(fc.asyncProperty(records, compare), { numRuns: RUNS });
      expect(Math.min(seen.accepted, seen.refused)).toBeGreaterThan(RUNS / 10);
    },
  );

  it("agree on updates, except for what Dataverse silently leaves out, updates of nothing, and a status reason that must fit the state of the record", async () => {
    const { caller } = await bench();
    const id = await caller.create("accounts", { name: "Contoso" });
    const { seen, compare } = await comparison("accounts", "update", (body) =>
      caller.call("PATCH", `accounts(${id})`, { body, headers: { "If-Match": "*" } }),
    );
    const records = recordsOf(account, await existingRecords(caller))
      .map(({ accountid: _, ...record }) => record)
      .filter((record) => !("statuscode" in record) || "statecode" in record);
    await fc.assert(fc.asyncProperty(records, compare), { numRuns: RUNS });
    expect(Math.min(seen.accepted, seen.refused)).toBeGreaterThan(RUNS / 10);
  });
});
