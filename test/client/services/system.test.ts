import { expect, it } from "vitest";
import { createSystem } from "../../../src/client/services/system.ts";
import { scripted } from "./scriptedSend.ts";

it("tells who the connection acts as with one request", async () => {
  const user = { BusinessUnitId: "b", UserId: "u", OrganizationId: "o" };
  const { context, requests } = scripted({ body: user });
  expect(await createSystem(context).whoAmI()).toEqual(user);
  expect(requests).toEqual([
    { operation: "Get the current user", method: "GET", path: "WhoAmI", repeat: "read" },
  ]);
});
