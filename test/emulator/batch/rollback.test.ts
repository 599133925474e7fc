import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Request, sendBatch } from "../support/batchMessage.ts";
import { nobody, useClient } from "../support/dataverseClient.ts";

const client = useClient();

/** A few records that are there, and a few ids that are not. */
const ids = [1, 2, 3, 4].map((digit) => `00000000-0000-0000-0000-00000000c00${digit}`);
const anyId = fc.constantFrom(...ids);
const anyText = fc.constantFrom("Ann", "Ben", "", "ö", "$1");
const link = (id: string) => ({
  "primarycontactid@odata.bind": null,
  "parentaccountid@odata.bind": `accounts(${id})`,
});

const change: fc.Arbitrary<Request> = fc.oneof(
  fc.record({ name: anyText, number: fc.constantFrom("K-1", "K-2", "K-3") }).map(({ name, number }) => ({
    method: "POST",
    url: "accounts",
    body: { name, accountnumber: number },
  })),
  fc.record({ id: anyId, name: anyText }).map(({ id, name }) => ({
    method: "PATCH",
    url: `accounts(${id})`,
    body: { name, revenue: 12.5 },
  })),
  fc
    .tuple(anyId, anyId)
    .map(([id, parent]) => ({ method: "PATCH", url: `accounts(${id})`, body: link(parent) })),
  anyId.map((id) => ({ method: "DELETE", url: `accounts(${id})` })),
  anyId.map((id) => ({ method: "DELETE", url: `accounts(${id})/telephone1` })),
  anyText.map((lastname) => ({ method: "POST", url: "contacts", body: { lastname } })),
);

const failing: Request = { method: "DELETE", url: `accounts(${nobody})` };

const everything = async () => {
  const [accounts, contacts] = [await client().get("accounts"), await client().get("contacts")];
  const byKey = await client().get("accounts(accountnumber='K-1')?$select=name");
  return [accounts.body, contacts.body, byKey.body];
};

describe("random change sets", () => {
  it("leave everything as it was when one of their parts fails", async () => {
    for (const [index, id] of ids.slice(0, 2).entries()) {
      await client().call("PATCH", `accounts(${id})`, {
        body: { name: `Here ${index}`, accountnumber: `K-${index}` },
      });
    }
    const before = await everything();
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 8 }), async (changes) => {
        const set = [...changes, failing].map((request, index) => ({
          ...request,
          contentId: String(index + 1),
        }));
        const reply = await sendBatch(client(), [set]);
        expect(reply.parts).toHaveLength(1);
        expect(reply.parts[0]?.status).toBeGreaterThanOrEqual(400);
        expect(reply.status).toBe(reply.parts[0]?.status);
        expect(await everything()).toEqual(before);
      }),
      { numRuns: 40 },
    );
  });
});
