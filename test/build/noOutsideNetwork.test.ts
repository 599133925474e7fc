import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";

const answerFrom = async (host: string) => {
  const server = createServer((_request, response) => response.end("hello"));
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const { port } = server.address() as AddressInfo;
  try {
    return await (await fetch(`http://${host === "::1" ? "[::1]" : host}:${port}/`)).text();
  } finally {
    server.close();
  }
};

describe("the network in tests", () => {
  it("reaches servers on loopback", async () => {
    expect(await answerFrom("127.0.0.1")).toBe("hello");
  });

  it("refuses every other host before a connection is made", async () => {
    await expect(fetch("https://contoso.crm.dynamics.com/")).rejects.toThrow(
      'Nock: Disallowed net connect for "contoso.crm.dynamics.com:443/"',
    );
  });
});
