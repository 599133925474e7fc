import { describe, expect, it } from "vitest";
import { field, refusal, rows, useClient } from "../support/dataverseClient.ts";

const elastic = "contoso_sensordatas";

describe("FetchXML in other places", () => {
  const client = useClient({ records: 3 });

  it("can be a GET inside a batch, where it may be longer than a URL", async () => {
    const condition = '<condition attribute="name" operator="not-null" />';
    const xml = `<fetch top="1"><entity name="account"><attribute name="name" /><filter>${condition.repeat(400)}</filter></entity></fetch>`;
    const body = [
      "--batch_1",
      "Content-Type: application/http",
      "Content-Transfer-Encoding: binary",
      "",
      `GET ${client().root}accounts?fetchXml=${encodeURIComponent(xml)} HTTP/1.1`,
      "Accept: application/json",
      "",
      "",
      "--batch_1--",
      "",
    ].join("\r\n");
    const reply = await client().call("POST", "$batch", {
      body,
      headers: { "Content-Type": "multipart/mixed;boundary=batch_1" },
    });
    expect(reply.status).toBe(200);
    expect(String(reply.body)).toContain("HTTP/1.1 200 OK");
    expect(String(reply.body)).toMatch(/"value":\[\{"@odata\.etag":"[^,]+","name":/);
  });

  it("reads an elastic table in pages of 500, with outer links only", async () => {
    const ask = (attributes: string, inside: string) =>
      client().get(
        `${elastic}?fetchXml=${encodeURIComponent(`<fetch ${attributes}><entity name="contoso_sensordata">${inside}</entity></fetch>`)}`,
      );
    expect(rows(await ask("", ""))).toEqual([]);
    const large = await ask('count="501"', "");
    expect([large.status, field(large.body, "error", "message")]).toEqual([
      400,
      "A page of the elastic table 'contoso_sensordata' has at most 500 rows.",
    ]);
    const link = (type: string) =>
      `<link-entity name="systemuser" from="systemuserid" to="ownerid" link-type="${type}" />`;
    expect((await ask("", link("outer"))).status).toBe(200);
    const inner = await ask("", link("inner"));
    expect([inner.status, inner.body]).toEqual([
      400,
      refusal("0x80048d0b", "Link entities are not supported."),
    ]);
  });
});

describe("FetchXML and secrets", () => {
  const client = useClient({ records: 1 });

  it("does not know the columns that can only be written", async () => {
    const ask = (inside: string) =>
      client().get(
        `serviceendpoints?fetchXml=${encodeURIComponent(`<fetch><entity name="serviceendpoint">${inside}</entity></fetch>`)}`,
      );
    const unknown = refusal(
      "0x80041103",
      "'ServiceEndpoint' entity doesn't contain attribute with Name = 'authvalue' and NameMapping = 'Logical'.",
    );
    await client().create("serviceendpoints", {
      name: "hook",
      url: "http://127.0.0.1:1/hook",
      contract: 8,
      authtype: 4,
      authvalue: "secret",
    });
    expect((await ask('<attribute name="authvalue" />')).body).toEqual(unknown);
    expect((await ask('<order attribute="authvalue" />')).body).toEqual(unknown);
    const guess = '<filter><condition attribute="authvalue" operator="like" value="s%" /></filter>';
    expect((await ask(guess)).body).toEqual(unknown);
    expect(JSON.stringify((await ask("<all-attributes />")).body)).not.toContain("secret");
  });
});
