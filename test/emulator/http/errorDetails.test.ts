import { describe, expect, it } from "vitest";
import { field, nobody, useClient } from "../support/dataverseClient.ts";

describe("a refusal", () => {
  const client = useClient();
  const errorFor = async (prefer: string) =>
    field((await client().get(`accounts(${nobody})`, { Prefer: prefer })).body, "error");

  it("has a code and a message, and details only for a client that asks for annotations", async () => {
    const plain = { code: "0x80040217", message: `account With Id = ${nobody} Does Not Exist` };
    expect(await errorFor("odata.maxpagesize=5")).toEqual(plain);
    expect(await errorFor('odata.include-annotations="*"')).toEqual({
      ...plain,
      "@Microsoft.PowerApps.CDS.ErrorDetails.OperationStatus": "0",
      "@Microsoft.PowerApps.CDS.HelpLink":
        "http://go.microsoft.com/fwlink/?LinkID=398563&error=Microsoft.Crm.CrmException%3a80040217&client=platform",
      "@Microsoft.PowerApps.CDS.TraceText": "",
      "@Microsoft.PowerApps.CDS.InnerError.Message": plain.message,
    });
    expect(await errorFor('odata.include-annotations="Microsoft.PowerApps.CDS.ErrorDetails*"')).toEqual({
      ...plain,
      "@Microsoft.PowerApps.CDS.ErrorDetails.OperationStatus": "0",
    });
  });
});
