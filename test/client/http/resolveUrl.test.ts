import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseEnvironmentUrl } from "../../../src/client/environmentUrl.ts";
import { DataverseError } from "../../../src/client/errors.ts";
import { resolveUrl } from "../../../src/client/http/resolveUrl.ts";

const environment = parseEnvironmentUrl("https://org.crm.dynamics.com");
const { origin, serviceRoot } = environment;

const problemOf = (path: string): unknown => {
  try {
    return resolveUrl(path, environment);
  } catch (error) {
    return error;
  }
};

describe("the URL of a request", () => {
  it.each([
    "accounts",
    "accounts?$select=name&$filter=name%20eq%20'a//b'",
    "accounts(name='a:b')",
    "$batch",
    "accounts?x=https://evil.example/",
    "accounts?$filter=a/../b",
    "accounts(name='..')",
    "EntityDefinitions(LogicalName='account')/Attributes/Microsoft.Dynamics.CRM.StringAttributeMetadata",
  ])("is the service root with %s behind it", (path) => {
    expect(resolveUrl(path, environment)).toBe(`${serviceRoot}${path}`);
  });

  it.each([
    `${serviceRoot}accounts?$skiptoken=%3Ccookie%20pagenumber=%222%22%20pagingcookie=%22%253ccookie%22`,
    `${origin}/other?a='b'`,
    `${origin}/`,
    "https://ORG.crm.dynamics.com/api/data/v9.2/accounts",
    "HTTPS://org.crm.dynamics.com:443/api/data/v9.2/accounts",
  ])("is an absolute URL of the same origin as it is: %s", (url) => {
    expect(resolveUrl(url, environment)).toBe(url);
  });

  const foreign = `it does not belong to the environment of the connection, ${origin}`;
  const slash = "it starts with a slash: write it without, such as accounts?$top=1";
  const encode =
    "it is empty or holds a character that must be percent-encoded, such as a space, a backslash or #";
  const dots = "it holds . or .. as a part of the path";

  it.each([
    ["https://evil.example/api/data/v9.2/accounts", foreign],
    ["http://org.crm.dynamics.com/api/data/v9.2/accounts", foreign],
    ["https://org.crm.dynamics.com.evil.example/", foreign],
    ["https://org.crm.dynamics.com:8443/api", foreign],
    ["https://org.crm.dynamics.com@evil.example/api", foreign],
    ["https://org.crm.dynamics.com:x@evil.example/api", foreign],
    ["https://me:pw@org.crm.dynamics.com/api", foreign],
    ["https://@org.crm.dynamics.com/api", foreign],
    ["https://org.crm.dynamics.com", foreign],
    ["https://org.crm.dynamics.com?x", foreign],
    ["https:org.crm.dynamics.com/api", foreign],
    ["https:/org.crm.dynamics.com/api", foreign],
    ["https:///org.crm.dynamics.com/api", foreign],
    ["https:////evil.example/api", foreign],
    ["https://[::1/api", foreign],
    ["ftp://org.crm.dynamics.com/api", foreign],
    ["data:text/plain,x", foreign],
    ["javascript:alert(1)", foreign],
    ["//evil.example/accounts", slash],
    ["/\u002fevil.example/accounts", slash],
    ["/accounts", slash],
    ["", encode],
    ["\\\\evil.example\\accounts", encode],
    ["/\\evil.example", encode],
    ["https://org.crm.dynamics.com\\@evil.example/", encode],
    ["https://org.crm.dynamics.com/\r\nHost: evil.example", encode],
    [" https://evil.example/", encode],
    ["\thttps://evil.example/", encode],
    ["accounts?$filter=name eq 'a'", encode],
    ["accounts?x=\u0000", encode],
    ["accounts?x=ü", encode],
    ["accounts#x", encode],
    ["../../../main.aspx", dots],
    ["accounts/../../x", dots],
    ["accounts/%2e%2E/x", dots],
    ["accounts/.%2e", dots],
    [".", dots],
    ["./accounts", dots],
  ])("is refused: %j", (path, problem) => {
    const error = problemOf(path);
    expect(error).toBeInstanceOf(DataverseError);
    expect(error).toMatchObject({
      kind: "invalidInput",
      message: `The address of the request is not usable, so nothing was sent: ${problem}.`,
    });
  });

  it("goes to the environment's own host or nowhere, however it is written", () => {
    const pieces = fc.constantFrom(
      ...["https:", "http:", "/", "//", "\\", "@", ":", "?", "#", "%2f", "%40", "..", ".", "evil.example"],
      ...[
        "org.crm.dynamics.com",
        "443",
        "8443",
        "accounts",
        "\t",
        "\r\n",
        " ",
        "\u0000",
        "。",
        "[::1]",
        "me:pw",
      ],
    );
    const address = fc.oneof(
      fc.array(pieces, { maxLength: 10 }).map((parts) => parts.join("")),
      fc.array(pieces, { maxLength: 6 }).map((parts) => `https://org.crm.dynamics.com${parts.join("")}`),
      fc.webUrl(),
      fc.string(),
    );
    fc.assert(
      fc.property(address, (path) => {
        const result = problemOf(path);
        if (result instanceof DataverseError) {
          return result.kind === "invalidInput";
        }
        const url = new URL(String(result));
        return (
          url.origin === origin && url.username === "" && url.password === "" && String(result).endsWith(path)
        );
      }),
      { numRuns: 2_000 },
    );
  });
});
