import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseEnvironmentUrl } from "../../../src/client/environmentUrl.ts";
import { DataverseError } from "../../../src/client/errors.ts";
import { resolveUrl } from "../../../src/client/http/resolveUrl.ts";
import { type RawUrlParts, rawUrl } from "../../../src/client/odata/rawUrl.ts";

const environment = parseEnvironmentUrl("https://org.crm.dynamics.com");
const { origin, serviceRoot } = environment;
const crm = { origin, base: serviceRoot };
const root = { origin, base: `${origin}/` };

const of = (url: string, queryParameters: RawUrlParts["queryParameters"] = [], roots = crm): string =>
  rawUrl({ url, queryParameters }, roots);

const outcome = (url: string, roots = crm): unknown => {
  try {
    return of(url, [], roots);
  } catch (error) {
    return error;
  }
};

describe("the URL of a raw request", () => {
  it.each([
    ["accounts", `${serviceRoot}accounts`, `${origin}/accounts`],
    ["/accounts?$top=1", `${serviceRoot}accounts?$top=1`, `${origin}/accounts?$top=1`],
    ["/api/data/v9.2/accounts", `${serviceRoot}accounts`, `${serviceRoot}accounts`],
    ["api/data/v9.1/accounts", `${origin}/api/data/v9.1/accounts`, `${origin}/api/data/v9.1/accounts`],
    ["/API/data/v9.2/accounts", `${origin}/API/data/v9.2/accounts`, `${origin}/API/data/v9.2/accounts`],
    ["/apiaccounts", `${serviceRoot}apiaccounts`, `${origin}/apiaccounts`],
    ["/", serviceRoot, `${origin}/`],
    ["$batch", `${serviceRoot}$batch`, `${origin}/$batch`],
    [" accounts \n", `${serviceRoot}accounts`, `${origin}/accounts`],
    ["?$top=1", `${serviceRoot}?$top=1`, `${origin}/?$top=1`],
  ])("%j counts from where its action says", (url, fromServiceRoot, fromOrigin) => {
    expect([of(url), of(url, [], root)]).toEqual([fromServiceRoot, fromOrigin]);
  });

  it.each([
    [`${origin}/api/data/v9.2/accounts`, `${serviceRoot}accounts`],
    ["HTTPS://ORG.crm.dynamics.com:443/api/data/v9.2/accounts?a=b", `${serviceRoot}accounts?a=b`],
    [`${origin}?a=b`, `${origin}/?a=b`],
    [origin, `${origin}/`],
    [`${serviceRoot}accounts?$skiptoken=%3Ccookie%20pagingcookie=%22%253c%22`, undefined],
  ])("%s may be a full URL of the same environment", (url, expected) => {
    expect(of(url)).toBe(expected ?? url);
    expect(of(url, [], root)).toBe(expected ?? url);
  });

  it.each([
    ["accounts?$filter=name eq 'Müller'", "accounts?$filter=name%20eq%20'M%C3%BCller'"],
    ["accounts?$filter=name%20eq%20'M%C3%BCller'", "accounts?$filter=name%20eq%20'M%C3%BCller'"],
    ["accounts(name='A/1')?$select=name,revenue", "accounts(name='A/1')?$select=name,revenue"],
    ["accounts?$filter=a eq '100% sure'", "accounts?$filter=a%20eq%20'100%25%20sure'"],
    ["accounts?$filter=a eq '%41%4'", "accounts?$filter=a%20eq%20'%41%254'"],
    ['accounts?fetchXml=<fetch top="1"/>', "accounts?fetchXml=%3Cfetch%20top=%221%22/%3E"],
    ["accounts?a=\\{|}^`", "accounts?a=%5C%7B%7C%7D%5E%60"],
    ["accounts?a=😀", "accounts?a=%F0%9F%98%80"],
    ["accounts?a=b+c&d=*!~@[1]", "accounts?a=b+c&d=*!~@[1]"],
  ])("%s is percent-encoded where it is not yet", (url, expected) => {
    expect(of(url)).toBe(`${serviceRoot}${expected}`);
  });

  it.each([
    ["accounts", "accounts?$filter=name%20eq%20'A%20%26%20B%2BC%23'&$top=2&x=&x=y"],
    ["accounts?", "accounts?$filter=name%20eq%20'A%20%26%20B%2BC%23'&$top=2&x=&x=y"],
    ["accounts?a=b", "accounts?a=b&$filter=name%20eq%20'A%20%26%20B%2BC%23'&$top=2&x=&x=y"],
    ["accounts?a=b&", "accounts?a=b&$filter=name%20eq%20'A%20%26%20B%2BC%23'&$top=2&x=&x=y"],
  ])("%s gets the query parameters appended, encoded and all of them", (url, expected) => {
    const parameters = [
      ["$filter", "name eq 'A & B+C#'"],
      ["$top", "2"],
      ["x", ""],
      ["x", "y"],
    ] as const;
    expect(of(url, parameters)).toBe(`${serviceRoot}${expected}`);
  });

  const foreign = `leads to another address than the connection's, ${origin}`;
  const scheme = "begins like the address of something other than the Web API";
  const characters = "holds a line break, a tab or another character that no address can have";

  it.each([
    ["https://evil.example/api/data/v9.2/accounts", foreign],
    ["http://org.crm.dynamics.com/accounts", foreign],
    ["https://org.crm.dynamics.com.evil.example/", foreign],
    ["https://org.crm.dynamics.com:8443/x", foreign],
    ["https://org.crm.dynamics.com@evil.example/x", foreign],
    ["https://org.crm.dynamics.com:x@evil.example/x", foreign],
    ["https://me:pw@org.crm.dynamics.com/x", foreign],
    ["https://@org.crm.dynamics.com/x", foreign],
    ["https:org.crm.dynamics.com/x", foreign],
    ["https:/org.crm.dynamics.com/x", foreign],
    ["https:///org.crm.dynamics.com/x", foreign],
    ["https:////evil.example/x", foreign],
    ["https://[::1/x", foreign],
    ["https://evil.example?x=https://org.crm.dynamics.com/", foreign],
    ["javascript:alert(1)", scheme],
    ["data:text/plain,x", scheme],
    ["file:///etc/passwd", scheme],
    ["ftp://org.crm.dynamics.com/x", scheme],
    ["org.crm.dynamics.com:443/x", scheme],
    ["//evil.example/accounts", "begins with //"],
    ["///evil.example", "begins with //"],
    ["\\\\evil.example\\x", "holds a backslash"],
    ["/\\evil.example", "holds a backslash"],
    ["https:\\\\evil.example", "holds a backslash"],
    ["https://org.crm.dynamics.com\\@evil.example/", "holds a backslash"],
    ["accounts\r\nHost: evil.example", characters],
    ["/\t/evil.example", characters],
    ["accounts\u0000", characters],
    ["accounts?x=\ud800", characters],
    ["accounts#x", "holds a #"],
    ["../../main.aspx", "holds . or .."],
    ["/api/data/../../x", "holds . or .."],
    ["accounts/%2e%2E/x", "holds . or .."],
    ["https://org.crm.dynamics.com/a/../b", "holds . or .."],
    ["", "is empty"],
    ["  ", "is empty"],
  ])("%j is refused", (url, problem) => {
    for (const roots of [crm, root]) {
      const error = outcome(url, roots);
      expect(error).toBeInstanceOf(DataverseError);
      expect(error).toMatchObject({ kind: "invalidInput" });
      expect(String(error)).toContain(`URL ${problem}`);
      expect(String(error)).toContain("so nothing was sent");
    }
  });

  it("repeats nothing of a refused address, which may hold a key", () => {
    const error = outcome("https://user:hunter2@evil.example/x?code=hunter2");
    expect(String(error)).not.toContain("hunter2");
  });

  it("is one that goes to the environment itself or nowhere, whatever is typed", () => {
    const pieces = fc.constantFrom(
      ...["https:", "http:", "/", "//", "\\", "@", ":", "?", "#", "%2f", "%", "..", ".", "evil.example"],
      ...[
        "org.crm.dynamics.com",
        "443",
        "accounts",
        "\t",
        "\r\n",
        " ",
        "\u0000",
        "。",
        "[::1]",
        "me:pw",
        "'",
      ],
    );
    const address = fc.oneof(
      fc.array(pieces, { maxLength: 10 }).map((parts) => parts.join("")),
      fc.array(pieces, { maxLength: 6 }).map((parts) => `${origin}${parts.join("")}`),
      fc.webUrl(),
      fc.string({ unit: "binary" }),
    );
    const parameters = fc.array(fc.tuple(fc.string(), fc.string({ unit: "binary" })), { maxLength: 2 });
    fc.assert(
      fc.property(address, parameters, fc.constantFrom(crm, root), (url, queryParameters, roots) => {
        const parts = { url, queryParameters };
        let result: string;
        try {
          result = rawUrl(parts, roots);
        } catch (error) {
          return error instanceof DataverseError && error.kind === "invalidInput";
        }
        const { origin: found, username, password } = new URL(resolveUrl(result, environment));
        return found === origin && username === "" && password === "";
      }),
      { numRuns: 2_000 },
    );
  });

  it("is left alone once it is encoded", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[^#\\]{1,30}$/u), (text) => {
        const first = outcome(`accounts?x=${text}`);
        return first instanceof DataverseError || of(String(first)) === first;
      }),
    );
  });

  it("carries the query parameters so that they are read as they were written", () => {
    const parameter = fc.tuple(fc.string({ minLength: 1 }), fc.string());
    fc.assert(
      fc.property(fc.array(parameter, { minLength: 1, maxLength: 3 }), (queryParameters) => {
        const { searchParams } = new URL(of("accounts", queryParameters));
        expect([...searchParams]).toEqual(queryParameters);
      }),
    );
  });
});
