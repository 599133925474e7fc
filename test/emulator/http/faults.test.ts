import { describe, expect, it } from "vitest";
import { requestToken, useClient } from "../support/dataverseClient.ts";

describe("faults of the way there and back", () => {
  const client = useClient();
  const faults = () => client().emulator.control.faults;
  const countOf = async (name: string) =>
    (await client().get(`accounts/$count?$filter=name eq '${name}'`)).body;

  it("never answer, whether the request had its effect or not", async () => {
    for (const [name, effect] of [
      ["Lost on the way", false],
      ["Lost on the way back", true],
    ] as const) {
      faults().add({ fault: { kind: "timeOut", effect } });
      const { emulator, root } = client();
      const request = fetch(`${root}accounts`, {
        method: "POST",
        headers: {
          authorization: `Bearer ${await requestToken(emulator)}`,
          "content-type": "application/json",
        },
        body: JSON.stringify({ name }),
        signal: AbortSignal.timeout(60),
      });
      await expect(request).rejects.toThrow("The operation was aborted due to timeout");
      expect(await countOf(name)).toBe(effect ? "1" : "0");
    }
  });

  it("announce a wrong boundary, with the effect of the whole batch", async () => {
    const body = [
      "--b",
      "Content-Type: application/http",
      "Content-Transfer-Encoding: binary",
      "",
      "POST /api/data/v9.2/accounts HTTP/1.1",
      "Content-Type: application/json",
      "",
      '{"name":"In a batch"}',
      "--b--",
      "",
    ].join("\r\n");
    const headers = { "Content-Type": "multipart/mixed; boundary=b" };
    faults().add({ match: { pathContains: "$batch" }, fault: { kind: "wrongBoundary" } });
    const wrong = await client().call("POST", "$batch", { body, headers });
    const announced = /boundary="?([^";]+)/.exec(wrong.headers.get("content-type") ?? "")?.[1];
    expect(announced).toMatch(/^batchresponse_[0-9a-f-]{36}$/);
    expect(String(wrong.body)).toMatch(/^--batchresponse_/);
    expect(String(wrong.body)).not.toContain(announced);
    expect(await countOf("In a batch")).toBe("1");
    for (const [kind, total] of [
      ["resetBefore", "1"],
      ["resetAfter", "2"],
    ] as const) {
      faults().add({ fault: { kind } });
      await expect(client().call("POST", "$batch", { body, headers })).rejects.toThrow("fetch failed");
      expect(await countOf("In a batch")).toBe(total);
    }
  });

  it("hit with a probability, the same requests for the same seed", async () => {
    const play = async (seed: number) => {
      faults().clear();
      faults().add({ probability: 0.4, seed, fault: { kind: "emptyBody", status: 503 } });
      const statuses: number[] = [];
      for (let request = 0; request < 20; request += 1) {
        statuses.push((await client().get("WhoAmI")).status);
      }
      return statuses;
    };
    const first = await play(7);
    expect(first).toEqual(await play(7));
    expect(first).not.toEqual(await play(8));
    expect(new Set(first)).toEqual(new Set([200, 503]));
  });
});
