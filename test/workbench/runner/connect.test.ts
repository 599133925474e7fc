import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { connect } from "../../../workbench/runner/connect.ts";
import { fakeComponent } from "../fakeComponent.ts";

interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

const open: Server[] = [];

/** A token endpoint with one fixed answer, which keeps the forms that were posted. */
const endpoint = async ({ status = 200, headers = {}, body }: Answer) => {
  const posted: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      posted.push(`${request.method} ${request.url} ${Buffer.concat(chunks).toString()}`);
      response.writeHead(status, headers).end(body);
    });
  });
  open.push(server);
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return { tokenUrl: `http://127.0.0.1:${port}/t/oauth2/v2.0/token`, posted };
};

afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
});

const credentials = (tokenUrl: string) => ({
  webApiUrl: "https://contoso.crm.dynamics.com",
  tokenUrl,
  scopes: "https://contoso.crm.dynamics.com/.default",
  clientId: "client",
  clientSecret: "se/cret +1",
});

const token = JSON.stringify({ access_token: "abc", token_type: "Bearer", expires_in: 3599 });

describe("signing in with the connection's inputs", () => {
  it("posts the client credentials form once and keeps the whole answer on the connection", async () => {
    const { tokenUrl, posted } = await endpoint({ body: token });
    const connection = await connect(fakeComponent, credentials(tokenUrl));
    expect(posted).toEqual([
      "POST /t/oauth2/v2.0/token grant_type=client_credentials&client_id=client&client_secret=se%2Fcret+%2B1" +
        "&scope=https%3A%2F%2Fcontoso.crm.dynamics.com%2F.default",
    ]);
    expect(connection).toEqual({
      key: "clientCredentials",
      configVarKey: "Client Credentials",
      fields: { ...credentials(tokenUrl), tenant: "common" },
      token: { access_token: "abc", token_type: "Bearer", expires_in: 3599 },
      context: {},
    });
  });

  it("says what the endpoint says when it refuses, without the secret", async () => {
    const body = JSON.stringify({
      error: "invalid_client",
      error_description: "AADSTS7000215: Invalid client secret 'se/cret +1' provided.\r\nTrace ID: 1",
    });
    const { tokenUrl } = await endpoint({ status: 401, body });
    await expect(connect(fakeComponent, credentials(tokenUrl))).rejects.toThrow(
      new Error(
        `The token endpoint ${tokenUrl} gave no token: HTTP 401 (invalid_client): AADSTS7000215: Invalid client secret '[hidden]' provided.`,
      ),
    );
  });

  it("does not follow the endpoint to another place", async () => {
    const other = await endpoint({ body: token });
    const { tokenUrl } = await endpoint({ status: 307, headers: { location: other.tokenUrl }, body: "" });
    await expect(connect(fakeComponent, credentials(tokenUrl))).rejects.toThrow(
      new Error(`The token endpoint ${tokenUrl} gave no token: HTTP 307.`),
    );
    expect(other.posted).toEqual([]);
  });

  it.each(["<html>", "[]", '{"access_token":""}', "null"])(
    "wants a token in the answer, not %s",
    async (body) => {
      const { tokenUrl } = await endpoint({ body });
      await expect(connect(fakeComponent, credentials(tokenUrl))).rejects.toThrow("gave no token: HTTP 200.");
    },
  );

  it("says that nobody answers", async () => {
    await expect(connect(fakeComponent, credentials("http://127.0.0.1:1/token"))).rejects.toThrow(
      /^The token endpoint http:\/\/127\.0\.0\.1:1\/token did not answer: .+\.$/,
    );
  });

  it("sends the secret over https only, except to this machine", async () => {
    await expect(connect(fakeComponent, credentials("http://login.example.com/token"))).rejects.toThrow(
      "The token URL http://login.example.com/token must start with https:// because the client secret is sent to it.",
    );
    await expect(connect(fakeComponent, credentials("login"))).rejects.toThrow(
      'The token URL "login" is not a URL.',
    );
  });
});
