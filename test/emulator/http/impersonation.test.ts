import { describe, expect, it } from "vitest";
import { administratorId, administratorObjectId } from "../../../emulator/seed/wellKnown.ts";
import { field, nobody, refusal, useClient } from "../support/dataverseClient.ts";

describe("impersonation", () => {
  const client = useClient();
  it("makes the other user the creator, and names the client as the delegate", async () => {
    const me = field((await client().get("WhoAmI")).body, "UserId");
    for (const headers of [
      { MSCRMCallerID: administratorId },
      { CallerObjectId: administratorObjectId.toUpperCase() },
    ]) {
      const reply = await client().call(
        "POST",
        "accounts?$select=_createdby_value,_createdonbehalfby_value,_ownerid_value",
        {
          body: { name: "For somebody" },
          headers: { ...headers, Prefer: "return=representation" },
        },
      );
      expect(reply.body).toMatchObject({
        _createdby_value: administratorId,
        _createdonbehalfby_value: me,
        _ownerid_value: administratorId,
      });
      expect(field((await client().get("WhoAmI", headers)).body, "UserId")).toBe(administratorId);
    }
  });

  it("is refused for a user who is not there", async () => {
    const byId = await client().get("WhoAmI", { MSCRMCallerID: nobody });
    expect([byId.status, byId.body]).toEqual([
      404,
      refusal("0x80040217", `systemuser With Id = ${nobody} Does Not Exist`),
    ]);
    const byObjectId = await client().get("WhoAmI", { CallerObjectId: nobody });
    expect([byObjectId.status, byObjectId.body]).toEqual([
      403,
      refusal("0x80072560", "The user is not a member of the organization."),
    ]);
    expect((await client().get("WhoAmI", { CallerObjectId: "me" })).status).toBe(400);
  });
});
