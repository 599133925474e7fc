import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import type { FaultRule } from "../../emulator/control/faults.ts";
import { dataOf, keyValues, recordsOf, useTestBench } from "../support/dataverse.ts";

const details = { includeResponseDetails: "true" };
const guid = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/;

describe("the raw request actions", () => {
  const bench = useTestBench({ records: 12 });
  const raw = async (inputs: Readonly<Record<string, unknown>>, action = "rawRequest"): Promise<unknown> =>
    (await bench().runner.action(action, { method: "GET", ...inputs })).data;
  const failure = async (inputs: Readonly<Record<string, unknown>>, action = "rawRequest") => {
    const outcome = await bench().runner.attempt(action, { method: "GET", ...inputs });
    if (outcome.succeeded) throw new Error("The raw request was expected to fail.");
    return outcome;
  };
  const message = async (inputs: Readonly<Record<string, unknown>>, action = "rawRequest") => {
    const { error } = await failure(inputs, action);
    return error instanceof Error ? error.message : inspect(error);
  };
  const sent = () => bench().requests().at(-1);
  const named = async (name: string): Promise<number> =>
    recordsOf(await raw({ url: "accounts", queryParams: keyValues({ $filter: `name eq '${name}'` }) }))
      .length;

  it("call the same path from different roots", async () => {
    const query = "?$select=name&$top=1";
    const first = await raw({ url: `accounts${query}` });
    expect(recordsOf(first)).toHaveLength(1);
    for (const path of [`/accounts${query}`, `/api/data/v9.2/accounts${query}`]) {
      expect(await raw({ url: path })).toEqual(first);
    }
    expect(await raw({ url: `api/data/v9.2/accounts${query}` }, "rawRequestV2")).toEqual(first);
    expect(
      await raw({ url: `${bench().emulator.url}/api/data/v9.2/accounts${query}` }, "rawRequestV2"),
    ).toEqual(first);
    expect(await message({ url: `/accounts${query}` }, "rawRequestV2")).toBe(
      "Could not carry out GET /accounts?$select&$top: a record or a table that it names does not exist. Dataverse says: The resource cannot be found. (HTTP 404)",
    );
  });

  it.each([
    "https://evil.example/api",
    "//evil.example/api",
    "https:\\\\evil.example",
    "javascript:alert(1)",
  ])("never call %s, and send nothing", async (url) => {
    for (const action of ["rawRequest", "rawRequestV2"]) {
      expect(await message({ url }, action)).toMatch(/^URL .*so nothing was sent\./);
    }
    expect(bench().requests()).toEqual([]);
  });

  it("send typed text and query parameters encoded", async () => {
    await raw({
      url: "accounts?$select=name&$filter=name eq 'Müller'",
      queryParams: keyValues({ $orderby: "name asc", $top: 3, "": "" }),
    });
    expect(sent()?.url).toBe(
      "/api/data/v9.2/accounts?$select=name&$filter=name%20eq%20'M%C3%BCller'&$orderby=name%20asc&$top=3",
    );
    await raw({ url: "accounts", queryParams: keyValues({ $filter: "name eq 'A & B+C#1'" }) });
    expect(sent()?.url).toBe("/api/data/v9.2/accounts?$filter=name%20eq%20'A%20%26%20B%2BC%231'");
  });

  it("write JSON text and objects alike, and return the body alone", async () => {
    const prefer = keyValues({ Prefer: "return=representation" });
    const post = { method: "POST", url: "accounts?$select=name,revenue", headers: prefer };
    const text = dataOf(await raw({ ...post, data: '{"name":"Raw","revenue":5}' }));
    expect(text).toMatchObject({ name: "Raw", revenue: 5 });
    const object = dataOf(await raw({ ...post, data: { name: "Raw", revenue: 5 } }));
    expect(object).toMatchObject({ name: "Raw", revenue: 5 });
    const path = `accounts(${String(text["accountid"])})`;
    expect(await raw({ method: "PATCH", url: path, data: { name: "Raw 2" } })).toBe("");
    expect(dataOf(await raw({ url: path }))["name"]).toBe("Raw 2");
    expect(await raw({ method: "DELETE", url: path })).toBe("");
    expect((await failure({ url: path })).error).toMatchObject({ kind: "notFound", status: 404 });
  });

  it("return status and headers when asked, such as the id of a created record", async () => {
    const created = dataOf(
      await raw({ method: "POST", url: "accounts", data: { name: "Details" }, options: details }),
    );
    expect(created).toMatchObject({ status: 204, body: "" });
    expect(String(dataOf(created["headers"])["odata-entityid"])).toMatch(guid);
    expect(dataOf(await raw({ method: "HEAD", url: "accounts", options: details }))).toMatchObject({
      status: 200,
      body: "",
    });
  });

  it("return not modified as a result with details, and as an error without", async () => {
    const [account] = recordsOf(await raw({ url: "accounts?$top=1" }));
    const call = {
      url: `accounts(${String(account?.["accountid"])})`,
      headers: keyValues({ "If-None-Match": account?.["@odata.etag"] }),
    };
    expect(dataOf(await raw({ ...call, options: details }))).toMatchObject({ status: 304, body: "" });
    expect(await message(call)).toContain("nothing was changed since the version that If-None-Match names");
  });

  it("read counts, text and XML", async () => {
    expect(await raw({ url: "contacts/$count" })).toEqual(expect.any(Number));
    expect(await raw({ url: "contacts/$count", responseType: "text" })).toMatch(/^\d+$/);
    expect(await raw({ url: "$metadata" })).toMatch(/^<\?xml/);
    expect(await raw({ url: "$metadata", responseType: "document" })).toMatch(/^<\?xml/);
  });

  it("carry bytes both ways unchanged, as a file of the platform", async () => {
    const bytes = Buffer.from(Array.from({ length: 1_000 }, (_, index) => index % 256));
    const { accountid, new_projectid: id } = dataOf(
      await raw({
        method: "POST",
        url: "new_projects",
        data: { new_name: "Files" },
        headers: keyValues({ Prefer: "return=representation" }),
      }),
    );
    expect(accountid).toBeUndefined();
    const column = `new_projects(${String(id)})/new_document`;
    for (const data of [bytes, { data: bytes, contentType: "application/octet-stream" }]) {
      const upload = {
        method: "PATCH",
        url: column,
        data,
        headers: keyValues({ "x-ms-file-name": "a.bin" }),
      };
      expect(await raw(upload)).toBe("");
      expect(sent()?.headers["content-type"]).toBe("application/octet-stream");
      const { result } = await bench().runner.action("rawRequestV2", {
        method: "GET",
        url: `/api/data/v9.2/${column}/$value`,
        responseType: "arraybuffer",
      });
      expect(result).toEqual({ data: bytes, contentType: "application/octet-stream" });
    }
  });

  it("send forms, which Dataverse itself refuses", async () => {
    const form = {
      method: "POST",
      url: "accounts",
      formData: keyValues({ title: "Größe" }),
      fileData: keyValues({ file: { data: Buffer.from("PDF"), contentType: "application/pdf" } }),
      fileDataFileNames: keyValues({ file: 'a "b".pdf' }),
    };
    expect((await failure(form)).error).toMatchObject({ kind: "notSupported", status: 415 });
    const { headers = {}, body = "" } = sent() ?? {};
    const boundary = /^multipart\/form-data; boundary=(\S+)$/.exec(headers["content-type"] ?? "")?.[1];
    expect(body.split("\r\n")).toEqual([
      `--${boundary}`,
      'Content-Disposition: form-data; name="title"',
      "",
      "Größe",
      `--${boundary}`,
      'Content-Disposition: form-data; name="file"; filename="a %22b%22.pdf"',
      "Content-Type: application/pdf",
      "",
      "PDF",
      `--${boundary}--`,
      "",
    ]);
    expect(await message({ ...form, data: "{}" })).toMatch(/^Data cannot be combined with Form Data/);
  });

  it("let the user's headers win, but neither the token nor the frame of the message", async () => {
    const accept = {
      url: "accounts?$top=1",
      headers: keyValues({ accept: "application/json;odata.metadata=minimal" }),
    };
    await raw(accept);
    expect(sent()?.headers["accept"]).toBe("application/json;odata.metadata=minimal");
    expect(await message({ url: "accounts", headers: keyValues({ Authorization: "Bearer x" }) })).toMatch(
      /^Header names Authorization, which cannot be set/,
    );
    expect(await message({ url: "accounts", headers: keyValues({ Host: "evil.example" }) })).toBe(
      "The header Host is set by the connector: leave it out.",
    );
  });

  it("take their documented inputs as an old flow holds them, without the group of options", async () => {
    const inputs = {
      ...{ url: "/api/data/v9.2/accounts?$select=name&$top=1", method: "GET", data: "", formData: [] },
      ...{ fileData: [], fileDataFileNames: [], queryParams: [], headers: [], responseType: "json" },
      ...{ timeout: "", debugRequest: "false", retryDelayMS: "0", retryAllErrors: "false" },
      ...{ maxRetries: "0", useExponentialBackoff: "false" },
    };
    expect(recordsOf(await raw(inputs))).toHaveLength(1);
    expect(recordsOf(await raw(inputs, "rawRequestV2"))).toHaveLength(1);
  });

  describe("when Dataverse fails", () => {
    const fail = (fault: FaultRule["fault"], times = 1): void => {
      bench().emulator.control.faults.add({ fault, times });
    };
    const limit: FaultRule["fault"] = {
      kind: "status",
      status: 429,
      headers: { "retry-after": "0.05" },
      body: { error: { code: "0x80072322", message: "Too many requests." } },
    };
    const post = (name: string) => ({ method: "POST", url: "accounts", data: { name } });

    it("repeat nothing unless told to, not even after a service protection limit", async () => {
      fail(limit);
      expect((await failure({ url: "accounts?$top=1" })).error).toMatchObject({
        kind: "throttled",
        retryAfterMs: 50,
        mayHaveWritten: false,
      });
      expect(bench().requests()).toHaveLength(1);
    });

    it("repeat a create after a service protection limit, once the server's wait is over", async () => {
      fail(limit, 2);
      await raw({ ...post("Throttled"), maxRetries: "3" });
      const [first, second, third] = bench().requests();
      expect([first?.status, second?.status, third?.status]).toEqual([429, 429, 204]);
      expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThan(40);
      expect(await named("Throttled")).toBe(1);
    });

    it("give up after the last retry and say how often they tried", async () => {
      fail({ kind: "status", status: 503 }, 5);
      expect(await message({ url: "accounts?$top=1", maxRetries: "2" })).toBe(
        "Could not carry out GET accounts?$top: Dataverse failed (tried 3 times). Run it again later. (HTTP 503)",
      );
      expect(bench().requests()).toHaveLength(3);
    });

    it("do not repeat a create that may have been carried out, and say so", async () => {
      fail({ kind: "resetAfter" });
      expect(await message({ ...post("Once"), maxRetries: "3" })).toBe(
        "Could not carry out POST accounts: the connection to Dataverse broke (connection reset). It is not known whether it was carried out: check in Dataverse before you run it again.",
      );
      expect(await named("Once")).toBe(1);
    });

    it("repeat such a create when all errors are to be repeated, at the price of a second record", async () => {
      fail({ kind: "resetAfter" });
      await raw({ ...post("Twice"), maxRetries: "3", retryAllErrors: "true" });
      expect(await named("Twice")).toBe(2);
    });

    it("repeat a mistake only when all errors are to be repeated", async () => {
      const mistake = { url: "nothing", maxRetries: "2" };
      await failure(mistake);
      expect(bench().requests()).toHaveLength(1);
      await failure({ ...mistake, retryAllErrors: true });
      expect(bench().requests()).toHaveLength(4);
    });

    it("give every attempt the time-out", async () => {
      fail({ kind: "delay", delayMs: 2_000 });
      const start = performance.now();
      const answer = await raw({ url: "accounts?$top=1", timeout: "150", maxRetries: "1" });
      expect(recordsOf(answer)).toHaveLength(1);
      expect(performance.now() - start).toBeLessThan(1_500);
      fail({ kind: "delay", delayMs: 2_000 });
      expect(await message({ url: "accounts?$top=1", timeout: "150" })).toBe(
        "Could not carry out GET accounts?$top: no answer came within 150 milliseconds.",
      );
    });

    it("do not follow a redirect", async () => {
      fail({ kind: "redirect", location: "https://evil.example/" });
      expect(await message({ url: "accounts" })).toContain(
        "the request was redirected to evil.example, which was not followed",
      );
    });
  });

  describe("with Debug Request", () => {
    it("write request and answer into the log at the level of information", async () => {
      const { logs } = await bench().runner.action("rawRequest", {
        method: "POST",
        url: "accounts?$select=name",
        data: { name: "Debug" },
        headers: keyValues({ Prefer: "return=representation" }),
        debugRequest: "true",
      });
      const [asked, answered] = logs.filter(({ level }) => level === "info");
      expect(asked?.message).toBe(
        `Debug Request, attempt 1: POST ${bench().emulator.url}/api/data/v9.2/accounts?$select=name`,
      );
      expect(asked?.fields).toMatchObject({ body: '{"name":"Debug"}' });
      expect(String(asked?.fields["headers"])).toContain("Prefer: return=representation");
      expect(answered?.message).toMatch(/^Debug Request, attempt 1: answer 201 after \d+ ms$/);
      expect(String(answered?.fields["body"])).toContain('"name":"Debug"');
    });

    it("write nothing of the kind without it", async () => {
      const { logs } = await bench().runner.action("rawRequest", { method: "GET", url: "accounts?$top=1" });
      expect(logs.filter(({ level }) => level !== "debug")).toEqual([]);
    });

    it("show no token and no secret, wherever the flow puts them", async () => {
      const token = String(bench().connection.token?.access_token);
      const outcome = await bench().runner.attempt("rawRequestV2", {
        method: "POST",
        url: `/api/data/v9.2/accounts?$select=${token}`,
        data: { name: token, password: "hunter2" },
        headers: keyValues({ "X-Copy": token, Cookie: "hunter2", "X-Api-Key": "hunter2" }),
        queryParams: keyValues({ client_secret: "hunter2" }),
        debugRequest: "true",
      });
      const shown = inspect(outcome, { depth: 12 });
      expect(shown).toContain("X-Copy: (access token)");
      expect(shown).not.toContain(token);
      expect(shown).not.toContain("hunter2");
      expect(shown).not.toContain(bench().emulator.clientSecret);
    });

    it("show the same of every attempt", async () => {
      bench().emulator.control.faults.add({ fault: { kind: "resetBefore" } });
      const { logs } = await bench().runner.action("rawRequest", {
        method: "GET",
        url: "accounts?$top=1",
        maxRetries: "1",
        debugRequest: "true",
      });
      expect(logs.filter(({ level }) => level === "info").map(({ message: line }) => line)).toEqual([
        expect.stringContaining("attempt 1: GET"),
        expect.stringMatching(/attempt 1: no answer after \d+ ms: connection reset/),
        expect.stringContaining("attempt 2: GET"),
        expect.stringContaining("attempt 2: answer 200"),
      ]);
    });
  });
});
