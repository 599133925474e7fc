import { describe, expect, it } from "vitest";
import { readReply, useClient } from "../support/dataverseClient.ts";

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

describe("the token endpoint", () => {
  const client = useClient();
  const ask = async (changes: Record<string, string | undefined>, headers: Record<string, string> = {}) => {
    const { emulator } = client();
    const form = {
      grant_type: "client_credentials",
      client_id: emulator.clientId,
      client_secret: emulator.clientSecret,
      scope: emulator.scope,
      ...changes,
    };
    const pairs = Object.entries(form).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value] satisfies [string, string]],
    );
    return readReply(
      await fetch(emulator.tokenUrl, { method: "POST", headers, body: new URLSearchParams(pairs) }),
    );
  };
  const refused = (number: number, error: string, text: string) => ({
    error,
    error_description: expect.stringMatching(
      new RegExp(
        `^AADSTS${number}: ${text.replace(/[.'()]/g, "\\$&")} Trace ID: .* Correlation ID: .* Timestamp: .*Z$`,
      ),
    ),
    error_codes: [number],
    timestamp: expect.stringMatching(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}Z$/),
    trace_id: expect.stringMatching(guid),
    correlation_id: expect.stringMatching(guid),
    error_uri: `https://login.microsoftonline.com/error?code=${number}`,
  });

  it("gives a bearer token for the client's secret and the environment's default scope", async () => {
    const reply = await ask({});
    expect(reply.status).toBe(200);
    expect(reply.body).toEqual({
      token_type: "Bearer",
      expires_in: 3600,
      ext_expires_in: 3600,
      access_token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
    });
  });

  it("accepts the scope of a resource that ends in a slash", async () => {
    expect((await ask({ scope: `${client().emulator.url}//.default` })).status).toBe(200);
  });

  it("accepts the client in a Basic header", async () => {
    const { clientId, clientSecret } = client().emulator;
    const authorization = `Basic ${btoa(`${clientId}:${encodeURIComponent(clientSecret)}`)}`;
    const reply = await ask({ client_id: undefined, client_secret: undefined }, { authorization });
    expect(reply.status).toBe(200);
  });

  it("refuses a wrong secret without repeating it", async () => {
    const reply = await ask({ client_secret: "guessed-secret" });
    expect(reply.status).toBe(401);
    expect(reply.body).toEqual(
      refused(
        7000215,
        "invalid_client",
        `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${client().emulator.clientId}'.`,
      ),
    );
    expect(JSON.stringify(reply.body)).not.toContain("guessed-secret");
  });

  it("refuses a missing secret, an unknown client, another grant and another scope, each with Entra's code", async () => {
    const { tenantId } = client().emulator;
    const missing = await ask({ client_secret: undefined });
    expect([missing.status, missing.body]).toEqual([
      401,
      refused(
        7000218,
        "invalid_client",
        "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
      ),
    ]);
    const unknown = await ask({ client_id: "somebody" });
    expect([unknown.status, unknown.body]).toEqual([
      400,
      refused(
        700016,
        "unauthorized_client",
        `Application with identifier 'somebody' was not found in the directory '${tenantId}'.`,
      ),
    ]);
    const grant = await ask({ grant_type: "password" });
    expect([grant.status, grant.body]).toEqual([
      400,
      refused(70003, "unsupported_grant_type", "The app requested an unsupported grant type 'password'."),
    ]);
    const scope = await ask({ scope: "https://graph.microsoft.com/.default" });
    expect([scope.status, scope.body]).toEqual([
      400,
      refused(
        70011,
        "invalid_scope",
        "The provided value for the input parameter 'scope' is not valid. The scope https://graph.microsoft.com/.default is not valid.",
      ),
    ]);
  });

  it("names the parameter that is missing", async () => {
    for (const name of ["grant_type", "client_id", "scope"]) {
      const reply = await ask({ [name]: undefined });
      expect([reply.status, reply.body]).toEqual([
        400,
        refused(
          900144,
          "invalid_request",
          `The request body must contain the following parameter: '${name}'.`,
        ),
      ]);
    }
  });

  it("refuses another tenant and another method", async () => {
    const { url, tokenUrl } = client().emulator;
    const tenant = await fetch(`${url}/organizations/oauth2/v2.0/token`, { method: "POST", body: "" });
    expect([tenant.status, await tenant.json()]).toMatchObject([400, { error_codes: [90002] }]);
    const method = await fetch(tokenUrl);
    expect([method.status, await method.json()]).toMatchObject([405, { error_codes: [900561] }]);
  });
});

describe("a request to the Web API", () => {
  let time = Date.UTC(2026, 0, 31, 12);
  const client = useClient({ now: () => time, tokenLifetimeSeconds: 60 });

  it("is refused without a token, and tells where to get one", async () => {
    const { emulator, root } = client();
    const { url, tenantId } = emulator;
    for (const headers of [{}, { authorization: "Bearer made.up.token" }, { authorization: "Basic eA==" }]) {
      const reply = await readReply(await fetch(`${root}WhoAmI`, { headers }));
      expect(reply.status).toBe(401);
      expect(reply.body).toBeUndefined();
      expect(reply.headers.get("www-authenticate")).toBe(
        `Bearer authorization_uri=${url}/${tenantId}/oauth2/authorize, resource_id=${url}/`,
      );
    }
  });

  it("is refused when the token has expired", async () => {
    expect((await client().get("WhoAmI")).status).toBe(200);
    time += 60_000;
    const reply = await client().get("WhoAmI");
    expect(reply.status).toBe(401);
    expect(reply.headers.get("www-authenticate")).toContain("error=invalid_token");
  });
});
