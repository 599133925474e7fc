import { createServer } from "node:http";
import { describe, expect, it } from "vitest";
import { startEmulator } from "../../../emulator/emulator.ts";
import { field, refusal, requestToken, useClient } from "../support/dataverseClient.ts";

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

describe("every answer", () => {
  const client = useClient();

  it("to HEAD is that to GET without its body", async () => {
    const [get, head] = [await client().get("WhoAmI"), await client().call("HEAD", "WhoAmI")];
    expect([head.status, head.bytes.length]).toEqual([200, 0]);
    expect(head.headers.get("content-length")).toBe(get.headers.get("content-length"));
    expect((await client().call("HEAD", "nothing")).status).toBe(404);
  });

  it("carries the OData version, the media type and fresh request ids", async () => {
    const [first, second] = [await client().get("WhoAmI"), await client().get("WhoAmI")];
    expect(first.headers.get("odata-version")).toBe("4.0");
    expect(first.headers.get("content-type")).toBe("application/json; odata.metadata=minimal");
    expect(first.headers.get("req_id")).toMatch(guid);
    expect(first.headers.get("x-ms-service-request-id")).toMatch(guid);
    expect(first.headers.get("x-ms-service-request-id")).not.toBe(
      second.headers.get("x-ms-service-request-id"),
    );
  });

  it("echoes the client's request id, also in refusals", async () => {
    const headers = { "x-ms-client-request-id": "my-id-1" };
    expect((await client().get("WhoAmI", headers)).headers.get("x-ms-client-request-id")).toBe("my-id-1");
    expect((await client().get("nothing", headers)).headers.get("x-ms-client-request-id")).toBe("my-id-1");
  });

  it("is compressed when it is large and the client can read that", async () => {
    expect((await client().get("accounts")).headers.get("content-encoding")).toBe("gzip");
    const plain = await client().get("accounts", { "Accept-Encoding": "identity" });
    expect(plain.headers.get("content-encoding")).toBeNull();
    expect((await client().get("WhoAmI")).headers.get("content-encoding")).toBeNull();
  });
});

describe("WhoAmI", () => {
  const client = useClient();

  it("tells who the client is, in every version and with or without parentheses", async () => {
    for (const version of ["v9.0", "v9.1", "v9.2"]) {
      for (const name of ["WhoAmI", "WhoAmI()"]) {
        const reply = await client().get(`/api/data/${version}/${name}`);
        expect([reply.status, reply.body]).toEqual([
          200,
          {
            "@odata.context": `${client().emulator.url}/api/data/${version}/$metadata#Microsoft.Dynamics.CRM.WhoAmIResponse`,
            BusinessUnitId: expect.stringMatching(guid),
            UserId: expect.stringMatching(guid),
            OrganizationId: expect.stringMatching(guid),
          },
        ]);
      }
    }
  });

  it("names a user that can be read", async () => {
    const { body } = await client().get("WhoAmI");
    const user = await client().get(`systemusers(${field(body, "UserId")})?$select=applicationid`);
    expect(field(user.body, "applicationid")).toBe(client().emulator.clientId);
  });

  it("does not exist for another method", async () => {
    const reply = await client().call("POST", "WhoAmI", { body: {} });
    expect([reply.status, reply.body]).toEqual([
      404,
      refusal("", `No HTTP resource was found that matches the request URI '${client().root}WhoAmI'.`),
    ]);
  });
});

describe("what does not exist", () => {
  const client = useClient();

  it("is refused by the name of the segment, whose case counts", async () => {
    for (const name of ["Accounts", "account", "nothing"]) {
      const reply = await client().get(name);
      expect([reply.status, reply.body]).toEqual([
        404,
        refusal("0x8006088a", `Resource not found for the segment '${name}'.`),
      ]);
    }
  });

  it("is refused for another version of the Web API", async () => {
    expect((await client().get("/api/data/v8.2/accounts")).status).toBe(404);
    expect((await client().get("/somewhere/else")).status).toBe(404);
  });

  it("is refused with 405 for a method the resource does not have", async () => {
    for (const [method, path] of [
      ["PATCH", "accounts"],
      ["DELETE", "accounts"],
      ["PUT", "accounts"],
      ["POST", "accounts(00000000-0000-0000-0000-0000000000aa)"],
    ] as const) {
      const reply = await client().call(method, path, { body: {} });
      expect([reply.status, reply.body]).toEqual([
        405,
        refusal("0x0", `The requested resource does not support http method '${method}'.`),
      ]);
    }
  });

  it("is refused with 501 when the real service has it, naming the feature", async () => {
    for (const [path, feature] of [
      ["ManagedPropertyDefinitions", "'ManagedPropertyDefinitions'"],
      ["accounts?$expand=ownerid", "$expand of 'ownerid', which leads to more than one table"],
      [
        "accounts?$filter=Microsoft.Dynamics.CRM.Above(PropertyName='accountid',PropertyValue='1')",
        "the query function 'Above'",
      ],
    ] as const) {
      const reply = await client().get(path);
      expect([reply.status, reply.body]).toEqual([
        501,
        refusal("0x80040224", `The Dataverse emulator does not support ${feature}.`),
      ]);
    }
  });
});

describe("negotiation", () => {
  const client = useClient();

  it("speaks only JSON", async () => {
    expect((await client().get("accounts", { Accept: "application/xml" })).status).toBe(415);
    expect((await client().get("accounts?$top=1", { Accept: "text/html, */*;q=0.1" })).status).toBe(200);
    const reply = await client().call("POST", "accounts", {
      body: "<account/>",
      headers: { "Content-Type": "application/xml" },
    });
    expect(reply.status).toBe(415);
  });

  it("speaks only OData 4.0", async () => {
    expect((await client().get("WhoAmI", { "OData-Version": "3.0" })).status).toBe(400);
    expect((await client().get("WhoAmI", { "OData-MaxVersion": "3.0" })).status).toBe(400);
    expect((await client().get("WhoAmI", { "OData-Version": "4.0", "OData-MaxVersion": "4.0" })).status).toBe(
      200,
    );
  });

  it("refuses media type parameters it cannot honour", async () => {
    expect((await client().get("accounts", { Accept: "application/json;odata.metadata=full" })).status).toBe(
      501,
    );
    expect((await client().get("WhoAmI", { Accept: "application/json;odata.metadata=minimal" })).status).toBe(
      200,
    );
  });

  it("takes URLs up to 32,768 characters and refuses longer ones", async () => {
    const filterOf = (length: number) =>
      `accounts?$top=1&$select=name&$filter=name eq '${"x".repeat(length)}'`;
    expect((await client().get(filterOf(32_000))).status).toBe(200);
    expect((await client().get(filterOf(32_700))).status).toBe(414);
  });
});

describe("the server", () => {
  it("takes the port it is given, and gives it back when it is closed", async () => {
    const free = createServer();
    const port = await new Promise<number>((resolve) => {
      free.listen(0, "127.0.0.1", () => {
        const address = free.address();
        resolve(typeof address === "object" && address !== null ? address.port : 0);
      });
    });
    await new Promise((resolve) => free.close(resolve));
    const emulator = await startEmulator({ port, records: 1 });
    expect(emulator.url).toBe(`http://127.0.0.1:${port}`);
    await requestToken(emulator);
    await emulator.close();
    await expect(fetch(emulator.url)).rejects.toThrow("fetch failed");
  });

  it("has other credentials after every start", async () => {
    const [first, second] = [await startEmulator({ records: 0 }), await startEmulator({ records: 0 })];
    expect(first.clientSecret).not.toBe(second.clientSecret);
    expect(first.tenantId).not.toBe(second.tenantId);
    await Promise.all([first.close(), second.close()]);
  });
});

describe("the service document", () => {
  const client = useClient();

  it("lists the entity sets", async () => {
    const { status, body } = await client().get("");
    expect(status).toBe(200);
    expect(field(body, "@odata.context")).toBe(`${client().root}$metadata`);
    expect(field(body, "value")).toContainEqual({ name: "accounts", kind: "EntitySet", url: "accounts" });
  });
});
